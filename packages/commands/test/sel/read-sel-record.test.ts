import { MalformedMessageError } from "@ruipmi/core";
import { encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../../core/test/crypto/bytes.ts";
import { asSystemEvent, eventText, readSelRecord, selRecord } from "../../src/index.ts";

const bytesOf = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", ""));

describe("a record as controllers send it", () => {
  it("is itself where it is as it should be", () => {
    const bytes = bytesOf("0700 02 78563412 2000 04 01 01 01 572726");
    const read = readSelRecord(bytes);
    expect(read.tolerated).toBeUndefined();
    expect(encodeToBytes(selRecord, read.record)).toStrictEqual(bytes);
  });

  it("is filled up with FFh where it is short, and that is said", () => {
    const { record, tolerated } = readSelRecord(bytesOf("0700 02 78563412 2000 04 01 01 01 57"));
    expect(record).toMatchObject({ kind: "systemEvent", eventData: Uint8Array.of(0x57, 0xff, 0xff) });
    expect(tolerated).toStrictEqual([
      {
        field: "record length",
        offset: 14,
        problem: "has 14 bytes instead of 16; those missing are taken as FFh",
      },
    ]);
  });

  it("is cut off where it is long, and that is said", () => {
    const { record, tolerated } = readSelRecord(bytesOf("0700 e0 0102030405060708090a0b0c0d 0e0f"));
    expect(record).toMatchObject({ kind: "oem", recordType: 0xe0 });
    expect(tolerated).toHaveLength(1);
    expect(tolerated?.[0]).toMatchObject({ offset: 16 });
  });

  it("is refused where not even its type is there", () => {
    for (const length of [0, 1, 2]) expect(() => readSelRecord(new Uint8Array(length))).toThrow(MalformedMessageError);
  });

  it("is a record from three bytes on, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 40 }), (bytes) => {
        const { record, tolerated } = readSelRecord(bytes);
        expect(record.recordId).toBe(bytes[0]! | (bytes[1]! << 8));
        expect(tolerated === undefined).toBe(bytes.length === 16);
        expect(encodeToBytes(selRecord, record).subarray(0, bytes.length)).toStrictEqual(bytes.subarray(0, 16));
      }),
    );
  });
});

describe("a record as an event", () => {
  it("is a system event, or one of a type that is not defined", () => {
    const event = "78563412 2000 04 01 01 81 572726";
    const plain = readSelRecord(bytesOf(`0700 02 ${event}`)).record;
    expect(asSystemEvent(plain)).toBe(plain);
    expect(asSystemEvent(readSelRecord(bytesOf(`0700 03 ${event}`)).record)).toStrictEqual(plain);
    expect(asSystemEvent(readSelRecord(bytesOf(`0700 c0 ${event}`)).record)).toBeUndefined();
    expect(asSystemEvent(readSelRecord(bytesOf(`0700 e0 ${event}`)).record)).toBeUndefined();
  });
});

// Defect 25 of the Rust ruipmi: OEM records are lost, and an event is no more than a guess at how bad it is.
describe("defect 25", () => {
  it("every record of types C0h to FFh is kept, with its time, its manufacturer and its bytes", () => {
    for (let recordType = 0xc0; recordType <= 0xff; recordType++) {
      const bytes = bytesOf("0100 00 00d2f564 f21b00 010203040506");
      bytes[2] = recordType;
      const { record } = readSelRecord(bytes);
      if (recordType < 0xe0) {
        const data = Uint8Array.of(1, 2, 3, 4, 5, 6);
        const expected = {
          kind: "oemTimestamped",
          recordId: 1,
          recordType,
          timestamp: 0x64f5d200,
          manufacturerId: 7154,
          data,
        };
        expect(record).toStrictEqual(expected);
      } else {
        expect(record).toStrictEqual({ kind: "oem", recordId: 1, recordType, data: bytes.slice(3) });
      }
    }
  });

  it("an event says what happened to which sensor, and what the event data adds", () => {
    const event = asSystemEvent(readSelRecord(bytesOf("0100 02 00d2f564 2000 04 0c 53 6f 3000 07")).record);
    expect(event && eventText(event)).toBe("Memory #53h: Correctable ECC asserted, memory module/device number 7");
    const slot = asSystemEvent(readSelRecord(bytesOf("0100 02 00d2f564 2000 04 21 05 ef f30904")).record);
    expect(slot && eventText(slot)).toBe(
      "Slot / Connector #05h: Ready for Device Installation deasserted, " +
        "slot/connector type PCI Express, slot/connector number 4",
    );
  });
});

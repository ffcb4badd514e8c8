import { MalformedMessageError } from "@ruipmi/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../../core/test/crypto/bytes.ts";
import { type FullSensorRecord, readSdr, sdrName } from "../../src/index.ts";

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(" ", ""));

/** Made after what is known of the record "Fan2A" of a Dell R630: body[40] is 00h, body[42] C5h; M is 120. */
const fan2aBody =
  "20 00 32 07 01 7f 68 04 01 80 0a 80 0a 33 03 00 12 00 " +
  "00 78 00 00 00 00 00 07 5a ff 00 ff 00 00 00 00 00 03 05 02 02 00 00 00 c5 46 61 6e 32 41";
const fan2a = bytes(`1e 00 51 01 30 ${fan2aBody}`);

/** With other bytes from an offset on. */
function changed(at: number, ...values: number[]): Uint8Array {
  const copy = fan2a.slice();
  copy.set(values, at);
  return copy;
}

describe("a record as it should be", () => {
  // Defect 21 of the Rust ruipmi: thresholds were read three bytes late, the name two bytes early.
  it("has its thresholds at 31–36 of the body and its name at 42: a Dell R630's Fan2A", () => {
    const { record, tolerated } = readSdr(fan2a);
    expect(tolerated).toBeUndefined();
    expect(sdrName(record)).toBe("Fan2A");
    expect(record).toMatchObject({
      kind: "fullSensor",
      sensorNumber: 0x32,
      units: { baseUnit: 18 },
      factors: { m: 120 },
      upperNonRecoverable: 0,
      lowerNonRecoverable: 0,
      lowerCritical: 3,
      lowerNonCritical: 5,
      positiveHysteresis: 2,
      negativeHysteresis: 2,
      oem: 0,
    } satisfies Partial<Record<keyof FullSensorRecord, unknown>>);
  });

  it("has its name at 26 of the body where it is compact", () => {
    const compact = bytes(
      "02 00 51 02 1e 20 00 20 07 60 40 43 08 6f 01 00 01 00 0f 00 c0 00 00 01 00 00 00 00 00 00 00 c3 50 53 55",
    );
    expect(sdrName(readSdr(compact).record)).toBe("PSU");
  });

  // Defect 23: 6-bit ASCII is the value and 20h; 01b is BCD plus and 10b is 6-bit ASCII.
  it.each([
    ["83 70 24 01", "P12"],
    ["83 29 dc a6", "IPMI"],
    ["42 12 b3", "12-3"],
    ["04 54 00 b0 00", "T°"],
    ["c3 61 e9 00", "aé"],
  ])("has a name in any of four encodings: %s", (hex, name) => {
    const idString = bytes(hex);
    const record = Uint8Array.of(...fan2a.subarray(0, 47), ...idString);
    record[4] = record.length - 5;
    expect(sdrName(readSdr(record).record)).toBe(name);
  });
});

describe("a record as it should not be", () => {
  it.each([
    ["is longer than its bytes", changed(4, 0x40), "recordLength", "is 64, but 48 bytes follow: those are read"],
    ["says less than its name needs", changed(4, 0x2e), "recordLength", "is 46, but the record has 48: those are read"],
    ["has bytes behind it", Uint8Array.of(...fan2a, 0, 0), "end of record", "2 bytes too many, left unread"],
    [
      "has a name that is longer than it",
      changed(47, 0xc9),
      "idString",
      "is 9 bytes long, but 5 are left: those are read",
    ],
    [
      "has a name without its type",
      changed(47, 0x05),
      "idString",
      "is marked as Unicode and is 8-bit ASCII: read as that",
    ],
  ])("is read where it %s, and that is told", (_, record, field, problem) => {
    const { record: read, tolerated } = readSdr(record);
    expect(sdrName(read)).toBe("Fan2A");
    expect(tolerated).toMatchObject([{ field, problem }]);
  });

  it("is read without what is left off its end, down to what would make its numbers wrong", () => {
    for (let length = 25; length <= 42; length++) {
      const { record, tolerated } = readSdr(fan2a.subarray(0, 5 + length));
      expect(record).toMatchObject({ kind: "fullSensor", factors: { m: 120 }, idString: { text: "" } });
      expect(tolerated?.map(({ field }) => field)).toStrictEqual(["recordLength", "body"]);
    }
    expect(() => readSdr(fan2a.subarray(0, 5 + 24))).toThrow(MalformedMessageError);
  });

  it("is a record or a MalformedMessageError, whatever the bytes", () => {
    const attempt = (record: Uint8Array): void => {
      try {
        readSdr(record);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedMessageError);
      }
    };
    for (let length = 0; length <= fan2a.length; length++) attempt(fan2a.subarray(0, length));
    for (let bit = 0; bit < fan2a.length * 8; bit++) {
      attempt(changed(bit >>> 3, fan2a[bit >>> 3]! ^ (1 << (bit & 7))));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (record) => {
        attempt(record);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 3, 8, 9, 0x10, 0x11, 0x12, 0x13, 0x14, 0xc0),
        fc.uint8Array({ maxLength: 80 }),
        (type, body) => {
          attempt(Uint8Array.of(1, 0, 0x51, type, body.length, ...body));
        },
      ),
    );
  });
});

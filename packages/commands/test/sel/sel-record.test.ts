import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, record, testCodecLaws, uint16, uint24, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  isTimestampedRecordType,
  type OemRecord,
  type OemTimestampedRecord,
  type SelRecord,
  type SystemEventRecord,
  selRecord,
  selRecordType,
} from "../../src/index.ts";

const systemEvent = record<SystemEventRecord>({
  kind: fc.constant("systemEvent" as const),
  recordId: uint16,
  timestamp: uint32,
  generatorId: uint16,
  eventMessageRevision: byte,
  sensorType: byte,
  sensorNumber: byte,
  asserted: fc.boolean(),
  eventType: fc.integer({ min: 0, max: 0x7f }),
  eventData: bytesOf(3),
});

const oemTimestamped = record<OemTimestampedRecord>({
  kind: fc.constant("oemTimestamped" as const),
  recordId: uint16,
  recordType: fc.integer({ min: 0xc0, max: 0xdf }),
  timestamp: uint32,
  manufacturerId: uint24,
  data: bytesOf(6),
});

const oem = record<OemRecord>({
  kind: fc.constant("oem" as const),
  recordId: uint16,
  recordType: fc.integer({ min: 0xe0, max: 0xff }),
  data: bytesOf(13),
});

testCodecLaws<SelRecord>("SEL record", {
  codec: selRecord,
  context: undefined,
  golden: [
    {
      name: "a temperature that rose above its upper non-critical threshold",
      hex: "0700 02 78563412 2000 04 01 01 01 572726",
      value: {
        kind: "systemEvent",
        recordId: 7,
        timestamp: 0x12345678,
        generatorId: 0x0020,
        eventMessageRevision: 4,
        sensorType: 1,
        sensorNumber: 1,
        asserted: true,
        eventType: 1,
        eventData: Uint8Array.of(0x57, 39, 38),
      },
    },
    {
      name: "a power supply whose input is back",
      hex: "0800 02 ffffffff 2000 04 08 41 ef 03ffff",
      value: {
        kind: "systemEvent",
        recordId: 8,
        timestamp: 0xffffffff,
        generatorId: 0x0020,
        eventMessageRevision: 4,
        sensorType: 8,
        sensorNumber: 0x41,
        asserted: false,
        eventType: 0x6f,
        eventData: Uint8Array.of(3, 0xff, 0xff),
      },
    },
    {
      name: "an OEM's record with a timestamp",
      hex: "0100 c1 01000000 f21b00 010203040506",
      value: {
        kind: "oemTimestamped",
        recordId: 1,
        recordType: 0xc1,
        timestamp: 1,
        manufacturerId: 7154,
        data: Uint8Array.of(1, 2, 3, 4, 5, 6),
      },
    },
    {
      name: "an OEM's record without",
      hex: "feff e0 0102030405060708090a0b0c0d",
      value: {
        kind: "oem",
        recordId: 0xfffe,
        recordType: 0xe0,
        data: Uint8Array.from({ length: 13 }, (_, i) => i + 1),
      },
    },
  ],
  arbitrary: fc.oneof(systemEvent, oemTimestamped, oem),
  shortest: 16,
  trailing: "refused",
});

describe("a SEL record", () => {
  it("carries a timestamp where its type is 02h or C0h to DFh", () => {
    const types = Array.from({ length: 256 }, (_, type) => type).filter(isTimestampedRecordType);
    expect([types.length, types[0], types[1], types.at(-1)]).toStrictEqual([33, 0x02, 0xc0, 0xdf]);
  });

  it("knows its type", () => {
    fc.assert(
      fc.property(fc.oneof(systemEvent, oem), (value) => {
        expect(selRecordType(value)).toBe(value.kind === "systemEvent" ? 2 : value.recordType);
      }),
    );
  });
});

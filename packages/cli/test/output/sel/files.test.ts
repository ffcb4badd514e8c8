import type { OemRecord, OemTimestampedRecord, SelRecord, SystemEventRecord } from "@ruipmi/commands";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandFailure } from "../../../src/errors.ts";
import { eventFileLine, parseEventFile } from "../../../src/output/sel/event-file.ts";
import { rawFileOf, readRawFile } from "../../../src/output/sel/raw-file.ts";
import { recordLine } from "../../../src/output/sel/record-line.ts";
import { recordVerbose } from "../../../src/output/sel/record-verbose.ts";

const byte = fc.nat(0xff);
const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });

const systemEvent: fc.Arbitrary<SystemEventRecord> = fc.record(
  {
    kind: fc.constant("systemEvent" as const),
    recordId: fc.nat(0xffff),
    timestamp: fc.nat(0xffffffff),
    generatorId: fc.nat(0xffff),
    eventMessageRevision: byte,
    sensorType: byte,
    sensorNumber: byte,
    asserted: fc.boolean(),
    eventType: fc.nat(0x7f),
    eventData: bytes(3),
  },
  { noNullPrototype: true },
);

const oemTimestamped: fc.Arbitrary<OemTimestampedRecord> = fc.record(
  {
    kind: fc.constant("oemTimestamped" as const),
    recordId: fc.nat(0xffff),
    recordType: fc.integer({ min: 0xc0, max: 0xdf }),
    timestamp: fc.nat(0xffffffff),
    manufacturerId: fc.nat(0xffffff),
    data: bytes(6),
  },
  { noNullPrototype: true },
);

const oem: fc.Arbitrary<OemRecord> = fc.record(
  {
    kind: fc.constant("oem" as const),
    recordId: fc.nat(0xffff),
    recordType: fc.oneof(fc.integer({ min: 0xe0, max: 0xff }), fc.integer({ min: 0x03, max: 0xbf })),
    data: bytes(13),
  },
  { noNullPrototype: true },
);

const anyRecord: fc.Arbitrary<SelRecord> = fc.oneof(systemEvent, oemTimestamped, oem);

describe("a file of raw records", () => {
  it("is the bytes of the wire, but for the manufacturer ID, as ipmitool has it", () => {
    const record: OemTimestampedRecord = {
      kind: "oemTimestamped",
      recordId: 0x0102,
      recordType: 0xc1,
      timestamp: 0x11223344,
      manufacturerId: 0x001bf2,
      data: Uint8Array.of(1, 2, 3, 4, 5, 6),
    };
    expect(Buffer.from(rawFileOf([record])).toString("hex")).toBe("0201c144332211001bf2010203040506");
  });

  it("gives back what was written", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 5 }), (records) => {
        expect(readRawFile(rawFileOf(records))).toStrictEqual({ records, isCutOff: false });
      }),
    );
  });

  it("gives what is whole of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (content) => {
        const { records, isCutOff } = readRawFile(content);
        expect(records).toHaveLength(Math.floor(content.length / 16));
        expect(isCutOff).toBe(content.length % 16 !== 0);
      }),
    );
  });
});

describe("a file of events", () => {
  it("gives back the events that were written", () => {
    fc.assert(
      fc.property(fc.array(systemEvent, { maxLength: 5 }), (records) => {
        const events = parseEventFile(records.map(eventFileLine).join(""), "file");
        const wanted = records.map(({ kind, recordId, timestamp, generatorId, ...event }) => event);
        expect(events).toStrictEqual(wanted);
      }),
    );
  });

  it("has a comment for a record that is no event", () => {
    fc.assert(
      fc.property(oemTimestamped, (record) => {
        expect(eventFileLine(record)).toMatch(/^# OEM record [0-9a-f]{2} [0-9a-f]{6} [0-9a-f]{12}\n$/);
        expect(parseEventFile(eventFileLine(record), "file")).toStrictEqual([]);
      }),
    );
  });

  it("takes numbers as C does, and passes over what is behind the seventh", () => {
    const [event] = parseEventFile("  0x04 010 16 0x81\t1 2 3 4 # and so on\r\n", "file");
    expect(event).toStrictEqual({
      eventMessageRevision: 4,
      sensorType: 8,
      sensorNumber: 16,
      asserted: false,
      eventType: 1,
      eventData: Uint8Array.of(1, 2, 3),
    });
  });

  it.each(["1 2 3 4 5 6", "1 2 3 4 5 6 256", "1 2 3 4 5 6 x", "1 2 3 4 5 6 -1", "event"])("refuses %s", (line) => {
    const parse = (): unknown => parseEventFile(`# first\n${line}\n`, "events.txt");
    expect(parse).toThrow(CommandFailure);
    expect(parse).toThrow(/^line 2 of "events.txt" is no event/);
  });
});

describe("the line of a record", () => {
  it("is one line of printable text, whatever the record", () => {
    fc.assert(
      fc.property(anyRecord, fc.boolean(), (record, csv) => {
        expect(recordLine(record, { utc: true, csv })).toMatch(/^[^\p{Cc}]+\n$/u);
        expect(recordVerbose(record, { utc: true })).toMatch(/^SEL Record ID {10}: [0-9a-f]{4}\n( [^\p{Cc}]+\n)+\n$/u);
      }),
    );
  });
});

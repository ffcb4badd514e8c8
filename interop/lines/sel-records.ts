/** Logs to list: every state there is a word for, and every kind of record. */
import type { BmcDevice } from "@ruipmi/bmc";
import { type SelRecord, selRecord, stateTexts } from "@ruipmi/commands";
import { decodeFromBytes } from "@ruipmi/core/wire";

/** The bytes of a record, as somebody writes them down: ID and type first, blanks for the eye. */
export function recordOf(hex: string): SelRecord {
  return decodeFromBytes(selRecord, Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")), "SEL record");
}

/** Puts records into the log in place of those that are there. */
export function withRecords(records: readonly SelRecord[]): (device: BmcDevice) => void {
  return ({ sel }) => {
    sel.records = records.map((record, index) => ({ ...record, recordId: index + 1 }));
    sel.nextRecordId = records.length + 1;
  };
}

/** Every state of the generic types and of the sensor types, and of each type without any the first offset. */
export function everyState(): readonly SelRecord[] {
  const generic = range(0x01, 0x0d).map((eventType) => [eventType, 0x01] as const);
  // ipmitool has no word for some states of 2Ah and 2Bh: those are in a log of their own.
  const specific = [...range(0x00, 0x2a), 0x2c].map((sensorType) => [0x6f, sensorType] as const);
  return [...generic, ...specific].flatMap(([eventType, sensorType], row) =>
    range(0, Math.max(stateTexts(eventType, sensorType).length, 1)).map((offset) =>
      event({ sensorType, sensorNumber: row, eventType, eventData: [offset, 0xff, 0xff], asserted: offset % 2 === 0 }),
    ),
  );
}

/** States that event data 2 tells apart, with one value more than there are. */
export function everyExtendedState(): readonly SelRecord[] {
  const states = [
    [0x08, 0x06, 5],
    [0x0f, 0x00, 14],
    [0x0f, 0x01, 26],
    [0x0f, 0x02, 26],
    [0x2b, 0x01, 24],
    [0x2b, 0x07, 24],
  ] as const;
  return states.flatMap(([sensorType, offset, count]) =>
    range(0, count).map((data2) =>
      event({ sensorType, sensorNumber: 3, eventType: 0x6f, eventData: [0xc0 | offset, data2, 0xff], asserted: true }),
    ),
  );
}

/** A record of every kind, and of every way in which a record may be odd. */
export const kindsOfRecords: readonly SelRecord[] = [
  recordOf("0000 02 05000000 2000 04 01 01 01 57 27 26"),
  recordOf("0000 02 00f00100 2000 04 01 01 81 57 27 26"),
  recordOf("0000 02 ffffffff 2000 04 04 10 01 52 0b 0e"),
  recordOf("0000 02 00d2f564 4100 04 12 00 6f 05 ff ff"),
  recordOf("0000 02 00d2f564 2000 03 0c 00 6f 20 ff 21"),
  recordOf("0000 02 00d2f564 2010 04 01 01 01 07 ff ff"),
  recordOf("0000 02 00d2f564 2000 04 01 01 01 47 27 ff"),
  recordOf("0000 02 00d2f564 2000 04 01 01 01 97 27 26"),
  recordOf("0000 02 00d2f564 2000 04 c0 07 6f 01 02 03"),
  recordOf("0000 02 00d2f564 2000 04 d5 07 72 01 02 03"),
  recordOf("0000 02 00d2f564 2000 04 f0 07 6f a2 01 00"),
  recordOf("0000 02 00d2f564 2000 04 2b 07 6f 01 02 03"),
  recordOf("0000 02 00d2f564 2000 04 2a 07 6f 01 02 03"),
  recordOf("0000 02 00d2f564 2000 04 21 05 6f a3 09 04"),
  recordOf("0000 02 00d2f564 2000 04 08 41 0c 01 02 03"),
  recordOf("0000 02 00d2f564 2000 04 08 41 40 01 02 03"),
  recordOf("0000 02 00d2f564 2000 04 08 41 00 01 02 03"),
  recordOf("0000 03 00d2f564 2000 04 01 01 01 57 27 26"),
  recordOf("0000 c1 00d2f564 f21b00 010203404142"),
  recordOf("0000 df 05000000 f21b00 7e7f80ff2030"),
  recordOf("0000 c0 ffffffff ffffff ffffffffffff"),
  recordOf("0000 e0 0102030405060708090a0b0c0d"),
  recordOf("0000 ff 414243444546474849404b4c4d"),
  recordOf("0000 f0 0000 4b65726e656c20706100 00"),
];

interface Event {
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly eventType: number;
  readonly eventData: readonly number[];
  readonly asserted: boolean;
}

function event({ eventData, ...fields }: Event): SelRecord {
  return {
    kind: "systemEvent",
    recordId: 0,
    timestamp: 1_700_000_000 + fields.sensorNumber,
    generatorId: 0x0020,
    eventMessageRevision: 4,
    ...fields,
    eventData: Uint8Array.from(eventData),
  };
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

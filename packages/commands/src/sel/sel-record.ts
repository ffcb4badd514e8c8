/**
 * A record of the system event log, 16 bytes (IPMI v2.0 §32):
 *
 * | byte  | system event (02h)                   | OEM timestamped (C0h–DFh) | OEM (E0h–FFh) |
 * |-------|--------------------------------------|---------------------------|---------------|
 * | 0:1   | record ID                            | record ID                 | record ID     |
 * | 2     | record type                          | record type               | record type   |
 * | 3:6   | timestamp                            | timestamp                 | OEM data      |
 * | 7:8   | generator ID                         | manufacturer ID (7:9)     | OEM data      |
 * | 9     | event message revision               |                           | OEM data      |
 * | 10    | sensor type                          | OEM data (10:15)          | OEM data      |
 * | 11    | sensor number                        |                           |               |
 * | 12    | 7: deassertion; 6:0: event/reading type |                        |               |
 * | 13:15 | event data 1 to 3                    |                           |               |
 */
import { type ByteReader, type ByteWriter, bit, type Codec, isSet } from "@ruipmi/core/wire";

/** How many bytes a SEL record has (IPMI v2.0 §32.1). */
export const selRecordLength = 16;

/** The record type of system events (IPMI v2.0 §32.1). */
export const systemEventRecordType = 0x02;

/** Something that a sensor, or what acts as one, has seen (IPMI v2.0 §32.1). */
export interface SystemEventRecord {
  /** Discriminates {@link SelRecord}. */
  readonly kind: "systemEvent";
  /** 0001h–FFFEh; the managed system's own. */
  readonly recordId: number;
  /** Seconds since 1970 by the SEL's clock; below 20000000h since initialization, FFFFFFFFh unspecified (§37). */
  readonly timestamp: number;
  /** Who saw it: 7:0 slave address or software ID, 15:12 channel, 9:8 LUN; 0020h is the BMC. */
  readonly generatorId: number;
  /** Format of the event: 04h for IPMI v1.5 and v2.0, 03h for v1.0. */
  readonly eventMessageRevision: number;
  /** Sensor type (IPMI v2.0 table 42-3). */
  readonly sensorType: number;
  /** Which sensor of the generator. */
  readonly sensorNumber: number;
  /** Whether the event's state became true (assertion), or false again (deassertion). */
  readonly asserted: boolean;
  /** Event/reading type, 7 bits: 01h threshold, 6Fh sensor-specific (IPMI v2.0 table 42-1). */
  readonly eventType: number;
  /** Event data 1 to 3 (IPMI v2.0 table 29-6). */
  readonly eventData: Uint8Array;
}

/** An OEM's record with a timestamp, types C0h–DFh (IPMI v2.0 §32.2). */
export interface OemTimestampedRecord {
  /** Discriminates {@link SelRecord}. */
  readonly kind: "oemTimestamped";
  /** 0001h–FFFEh; the managed system's own. */
  readonly recordId: number;
  /** C0h–DFh. */
  readonly recordType: number;
  /** As in {@link SystemEventRecord}. */
  readonly timestamp: number;
  /** IANA enterprise number, 24 bits. */
  readonly manufacturerId: number;
  /** 6 bytes. */
  readonly data: Uint8Array;
}

/** A record without timestamp: an OEM's, types E0h–FFh (IPMI v2.0 §32.3), or of a type that is not defined. */
export interface OemRecord {
  /** Discriminates {@link SelRecord}. */
  readonly kind: "oem";
  /** 0001h–FFFEh; the managed system's own. */
  readonly recordId: number;
  /** E0h–FFh; 00h, 01h and 03h–BFh are not defined by the specification. */
  readonly recordType: number;
  /** 13 bytes. */
  readonly data: Uint8Array;
}

/** One record of the system event log. */
export type SelRecord = SystemEventRecord | OemTimestampedRecord | OemRecord;

/** The 16 bytes of a SEL record, both ways. */
export const selRecord: Codec<SelRecord> = {
  encode(value, writer) {
    writer.u16(value.recordId);
    if (value.kind === "systemEvent") encodeSystemEvent(value, writer);
    else if (value.kind === "oemTimestamped") {
      writer.u8(value.recordType).u32(value.timestamp).u24(value.manufacturerId);
      writer.bytes(fitted(value.data, 6));
    } else writer.u8(value.recordType).bytes(fitted(value.data, 13));
  },
  decode(reader) {
    const recordId = reader.u16("recordId");
    const recordType = reader.u8("recordType");
    if (recordType === systemEventRecordType) return decodeSystemEvent(recordId, reader);
    if (isTimestampedRecordType(recordType)) {
      return {
        kind: "oemTimestamped",
        recordId,
        recordType,
        timestamp: reader.u32("timestamp"),
        manufacturerId: reader.u24("manufacturerId"),
        data: reader.bytes(6, "data"),
      };
    }
    return { kind: "oem", recordId, recordType, data: reader.bytes(13, "data") };
  },
};

/** Whether records of this type carry a timestamp: 02h and C0h–DFh (IPMI v2.0 §32). */
export function isTimestampedRecordType(recordType: number): boolean {
  return recordType === systemEventRecordType || (recordType >= 0xc0 && recordType <= 0xdf);
}

/** The record's type as it is on the wire. */
export function selRecordType(record: SelRecord): number {
  return record.kind === "systemEvent" ? systemEventRecordType : record.recordType;
}

function encodeSystemEvent(value: SystemEventRecord, writer: ByteWriter): void {
  writer
    .u8(systemEventRecordType)
    .u32(value.timestamp)
    .u16(value.generatorId)
    .u8(value.eventMessageRevision)
    .u8(value.sensorType)
    .u8(value.sensorNumber)
    .u8(bit(7, !value.asserted) | (value.eventType & 0x7f))
    .bytes(fitted(value.eventData, 3, 0xff));
}

function decodeSystemEvent(recordId: number, reader: ByteReader): SystemEventRecord {
  const timestamp = reader.u32("timestamp");
  const generatorId = reader.u16("generatorId");
  const eventMessageRevision = reader.u8("eventMessageRevision");
  const sensorType = reader.u8("sensorType");
  const sensorNumber = reader.u8("sensorNumber");
  const event = reader.u8("eventType");
  return {
    kind: "systemEvent",
    recordId,
    timestamp,
    generatorId,
    eventMessageRevision,
    sensorType,
    sensorNumber,
    asserted: !isSet(event, 7),
    eventType: event & 0x7f,
    eventData: reader.bytes(3, "eventData"),
  };
}

/** Exactly `length` bytes: cut or filled up. Event data that is not said is FFh (IPMI v2.0 table 29-6). */
function fitted(bytes: Uint8Array, length: number, filler = 0): Uint8Array {
  if (bytes.length === length) return bytes;
  const result = new Uint8Array(length).fill(filler);
  result.set(bytes.subarray(0, length));
  return result;
}

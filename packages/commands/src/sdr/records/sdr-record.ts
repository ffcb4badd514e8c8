/** One record of an SDR repository, header and body, of any type: whatever is not known is kept as bytes. */
import { type ByteReader, ByteWriter, type Codec, encodeToBytes } from "@ruipmi/core/wire";
import { type CompactSensorRecord, compactSensorBody } from "./compact-sensor.ts";
import { type EventOnlyRecord, eventOnlyBody } from "./event-only.ts";
import { type FruDeviceLocatorRecord, fruDeviceLocatorBody } from "./fru-device-locator.ts";
import { type FullSensorRecord, fullSensorBody } from "./full-sensor.ts";
import { type McDeviceLocatorRecord, mcDeviceLocatorBody } from "./mc-device-locator.ts";
import { type SdrHeader, SdrRecordType, sdrHeaderLength, sdrRecordHeader } from "./record-header.ts";

/** A record of a type that is not taken apart here, or an OEM's. */
export interface OtherSdrRecord extends SdrHeader {
  /** Discriminates {@link SdrRecord}. */
  readonly kind: "other";
  /** 0–255, see {@link SdrRecordType}. */
  readonly recordType: number;
  /** What comes after the header, at most 255 bytes. */
  readonly body: Uint8Array;
}

/** One record of an SDR repository. */
export type SdrRecord =
  | FullSensorRecord
  | CompactSensorRecord
  | EventOnlyRecord
  | FruDeviceLocatorRecord
  | McDeviceLocatorRecord
  | OtherSdrRecord;

/** A record without what the repository that holds it says of it. */
export type SdrContent = DistributiveOmit<SdrRecord, keyof SdrHeader>;

type DistributiveOmit<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;

/**
 * A whole record, both ways. Bytes that its body does not need are passed over, since records of later versions may be
 * longer; a body that is too short is an error.
 *
 * @example
 * ```ts
 * const record = decodeFromBytes(sdrRecord, bytes, "SDR");
 * if (record.kind === "fullSensor") console.log(typeLengthText(record.idString));
 * ```
 */
export const sdrRecord: Codec<SdrRecord> = {
  encode(value, writer) {
    const { recordType, body } = encodeBody(value);
    const { recordId, sdrVersion } = value;
    sdrRecordHeader.encode({ recordId, sdrVersion, recordType, recordLength: body.length }, writer);
    writer.bytes(body);
  },
  decode(reader) {
    const { recordId, sdrVersion, recordType, recordLength } = sdrRecordHeader.decode(reader);
    if (recordLength > reader.remaining)
      throw reader.malformed("recordLength", `is ${recordLength}, ${reader.remaining} bytes left`);
    const end = reader.remaining - recordLength;
    const content = decodeBody(recordType, recordLength, reader);
    if (reader.remaining < end) throw reader.malformed("recordLength", "is less than the record's type needs");
    reader.skip(reader.remaining - end, "rest of the record");
    return { recordId, sdrVersion, ...content };
  },
};

/** The bytes of a record as the repository with that record ID has it. */
export function encodeSdrRecord(record: SdrRecord): Uint8Array {
  return encodeToBytes(sdrRecord, record);
}

function encodeBody(value: SdrRecord): { readonly recordType: number; readonly body: Uint8Array } {
  const writer = new ByteWriter(64);
  switch (value.kind) {
    case "fullSensor":
      fullSensorBody.encode(value, writer);
      break;
    case "compactSensor":
      compactSensorBody.encode(value, writer);
      break;
    case "eventOnly":
      eventOnlyBody.encode(value, writer);
      break;
    case "fruDeviceLocator":
      fruDeviceLocatorBody.encode(value, writer);
      break;
    case "mcDeviceLocator":
      mcDeviceLocatorBody.encode(value, writer);
      break;
    case "other":
      return { recordType: value.recordType, body: value.body.subarray(0, 0xff) };
  }
  return { recordType: SdrRecordType[value.kind], body: writer.toBytes() };
}

function decodeBody(recordType: number, recordLength: number, reader: ByteReader): SdrContent {
  switch (recordType) {
    case SdrRecordType.fullSensor:
      return { kind: "fullSensor", ...fullSensorBody.decode(reader) };
    case SdrRecordType.compactSensor:
      return { kind: "compactSensor", ...compactSensorBody.decode(reader) };
    case SdrRecordType.eventOnly:
      return { kind: "eventOnly", ...eventOnlyBody.decode(reader) };
    case SdrRecordType.fruDeviceLocator:
      return { kind: "fruDeviceLocator", ...fruDeviceLocatorBody.decode(reader) };
    case SdrRecordType.mcDeviceLocator:
      return { kind: "mcDeviceLocator", ...mcDeviceLocatorBody.decode(reader) };
    default:
      return { kind: "other", recordType, body: reader.bytes(recordLength, "body") };
  }
}

/** Most bytes that a record can have. */
export const maxSdrRecordLength: number = sdrHeaderLength + 0xff;

/** One record of an SDR repository, header and body, of any type: whatever is not known is kept as bytes. */
import { ByteReader, ByteWriter, type Codec, encodeToBytes } from "@ruipmi/core/wire";
import { type BmcMessageChannelInfoRecord, bmcMessageChannelInfoBody } from "./bmc-message-channel-info.ts";
import { type CompactSensorRecord, compactSensorBody } from "./compact-sensor.ts";
import {
  type DeviceRelativeEntityAssociationRecord,
  deviceRelativeEntityAssociationBody,
} from "./device-relative-entity-association.ts";
import { type EntityAssociationRecord, entityAssociationBody } from "./entity-association.ts";
import { type EventOnlyRecord, eventOnlyBody } from "./event-only.ts";
import { type FruDeviceLocatorRecord, fruDeviceLocatorBody } from "./fru-device-locator.ts";
import { type FullSensorRecord, fullSensorBody } from "./full-sensor.ts";
import { type GenericDeviceLocatorRecord, genericDeviceLocatorBody } from "./generic-device-locator.ts";
import { type McConfirmationRecord, mcConfirmationBody } from "./mc-confirmation.ts";
import { type McDeviceLocatorRecord, mcDeviceLocatorBody } from "./mc-device-locator.ts";
import { leastOemBody, type OemSdrRecord, oemSdrBody } from "./oem-record.ts";
import { type SdrHeader, SdrRecordType, sdrHeaderLength, sdrRecordHeader } from "./record-header.ts";

/** A record of a type that the specification does not have, or an OEM's without so much as a manufacturer ID. */
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
  | EntityAssociationRecord
  | DeviceRelativeEntityAssociationRecord
  | GenericDeviceLocatorRecord
  | FruDeviceLocatorRecord
  | McDeviceLocatorRecord
  | McConfirmationRecord
  | BmcMessageChannelInfoRecord
  | OemSdrRecord
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
    const body = new ByteReader(reader.view(recordLength, "body"), "SDR body");
    const content = decodeBody(recordType, body);
    return { recordId, sdrVersion, ...content };
  },
};

/** The bytes of a record as the repository with that record ID has it. */
export function encodeSdrRecord(record: SdrRecord): Uint8Array {
  return encodeToBytes(sdrRecord, record);
}

function encodeBody(value: SdrRecord): { readonly recordType: number; readonly body: Uint8Array } {
  if (value.kind === "other") return { recordType: value.recordType, body: value.body.subarray(0, 0xff) };
  const writer = new ByteWriter(64);
  (bodies[value.kind] as Codec<SdrContent>).encode(value, writer);
  return { recordType: SdrRecordType[value.kind], body: writer.toBytes() };
}

function decodeBody(recordType: number, reader: ByteReader): SdrContent {
  const kind = kindByType.get(recordType);
  const isOther = kind === undefined || (kind === "oem" && reader.remaining < leastOemBody);
  if (isOther) return { kind: "other", recordType, body: reader.rest() };
  return { kind, ...bodies[kind].decode(reader) } as SdrContent;
}

/** The bodies that are taken apart, by the name of their type. */
const bodies = {
  fullSensor: fullSensorBody,
  compactSensor: compactSensorBody,
  eventOnly: eventOnlyBody,
  entityAssociation: entityAssociationBody,
  deviceRelativeEntityAssociation: deviceRelativeEntityAssociationBody,
  genericDeviceLocator: genericDeviceLocatorBody,
  fruDeviceLocator: fruDeviceLocatorBody,
  mcDeviceLocator: mcDeviceLocatorBody,
  mcConfirmation: mcConfirmationBody,
  bmcMessageChannelInfo: bmcMessageChannelInfoBody,
  oem: oemSdrBody,
} as const;

const kindByType: ReadonlyMap<number, keyof typeof bodies> = new Map(
  (Object.keys(bodies) as (keyof typeof bodies)[]).map((kind) => [SdrRecordType[kind], kind]),
);

/** Most bytes that a record can have. */
export const maxSdrRecordLength: number = sdrHeaderLength + 0xff;

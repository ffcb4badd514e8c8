import { MalformedMessageError } from "@ruipmi/core";
import { ByteReader, type Codec, encodeToBytes } from "@ruipmi/core/wire";
import type { Tolerated } from "../../formats/tolerated.ts";
import type { FruMultiRecord } from "../multi-records.ts";
import { type Compatibility, compatibilityRecord } from "./compatibility.ts";
import { type DcLoad, type DcOutput, dcLoadRecord, dcOutputRecord } from "./dc-power.ts";
import { type ManagementAccess, managementAccessRecord } from "./management-access.ts";
import { type OemMultiRecord, oemRecord } from "./oem-record.ts";
import { type PowerSupplyInformation, powerSupplyRecord } from "./power-supply.ts";

/** The record types that the definition gives a meaning (FRU Information Storage Definition table 16-2). */
export const FruMultiRecordType = {
  /** Power supply information. */
  powerSupply: 0x00,
  /** DC output. */
  dcOutput: 0x01,
  /** DC load. */
  dcLoad: 0x02,
  /** Management access. */
  managementAccess: 0x03,
  /** Base compatibility. */
  baseCompatibility: 0x04,
  /** Extended compatibility. */
  extendedCompatibility: 0x05,
  /** Extended DC output. */
  extendedDcOutput: 0x09,
  /** Extended DC load. */
  extendedDcLoad: 0x0a,
} as const;

/** A record of no type that is known here, or one that is too short to be what its type says. */
export interface UnknownMultiRecord {
  /** Discriminates {@link FruMultiRecordValue}. */
  readonly kind: "unknown";
  /** Its type, 0–255. */
  readonly recordTypeId: number;
  /** Its bytes. */
  readonly data: Uint8Array;
}

/** What a record means, by its type. */
export type FruMultiRecordValue =
  | PowerSupplyInformation
  | DcOutput
  | DcLoad
  | ManagementAccess
  | Compatibility
  | OemMultiRecord
  | UnknownMultiRecord;

/** A record's meaning, and what of it the definition does not allow. */
export interface DecodedMultiRecord {
  /** What it means. */
  readonly value: FruMultiRecordValue;
  /** What was wrong and read all the same, with offsets in the record's data; absent where nothing was. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * What a record means. One that is too short is `unknown`, and what is behind the end of one is left out; both are said.
 *
 * @example
 * ```ts
 * const { value } = decodeFruMultiRecord(record);
 * if (value.kind === "powerSupply") show(`${value.overallCapacity} W`);
 * ```
 */
export function decodeFruMultiRecord({ recordTypeId, data }: FruMultiRecord): DecodedMultiRecord {
  const unknown: UnknownMultiRecord = { kind: "unknown", recordTypeId, data };
  const codec = codecOf(recordTypeId);
  if (codec === undefined) return { value: unknown };
  const field = `MultiRecord of type ${recordTypeId}`;
  const reader = new ByteReader(data, field);
  try {
    const value = codec.decode(reader);
    if (reader.remaining === 0) return { value };
    const problem = `has ${reader.remaining} bytes too many, left out`;
    return { value, tolerated: [{ field, offset: reader.offset, problem }] };
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    const problem = `has ${data.length} bytes, too few for its type; left as it is`;
    return { value: unknown, tolerated: [{ field, offset: data.length, problem }] };
  }
}

/** The record that has a meaning, to be written. */
export function encodeFruMultiRecord(value: FruMultiRecordValue): FruMultiRecord {
  if (value.kind === "unknown") return { recordTypeId: value.recordTypeId, data: value.data };
  const recordTypeId = value.kind === "oem" ? value.recordTypeId : FruMultiRecordType[value.kind];
  return { recordTypeId, data: encodeToBytes(codecOf(recordTypeId)!, value) };
}

const firstOemType = 0xc0;

function codecOf(recordTypeId: number): Codec<FruMultiRecordValue> | undefined {
  const codec = recordTypeId >= firstOemType ? oemRecord(recordTypeId) : codecs[recordTypeId];
  return codec as Codec<FruMultiRecordValue> | undefined;
}

const codecs: Readonly<Record<number, unknown>> = {
  [FruMultiRecordType.powerSupply]: powerSupplyRecord,
  [FruMultiRecordType.dcOutput]: dcOutputRecord("dcOutput"),
  [FruMultiRecordType.dcLoad]: dcLoadRecord("dcLoad"),
  [FruMultiRecordType.managementAccess]: managementAccessRecord,
  [FruMultiRecordType.baseCompatibility]: compatibilityRecord("baseCompatibility"),
  [FruMultiRecordType.extendedCompatibility]: compatibilityRecord("extendedCompatibility"),
  [FruMultiRecordType.extendedDcOutput]: dcOutputRecord("extendedDcOutput"),
  [FruMultiRecordType.extendedDcLoad]: dcLoadRecord("extendedDcLoad"),
};

import { decodeFromBytes } from "@ruipmi/core/wire";
import type { Tolerated } from "../formats/tolerated.ts";
import { type SelRecord, type SystemEventRecord, selRecord, selRecordLength } from "./sel-record.ts";

/** A record of the log, and what had to be tolerated to read it. */
export interface ReadSelRecord {
  /** The record. */
  readonly record: SelRecord;
  /** What the specification does not allow; absent where there was nothing. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * Reads a record as real controllers send it: one that is short is filled up with FFh, which is "unspecified" for
 * timestamps and event data (IPMI v2.0 §37.1, table 29-6), and of one that is long the first 16 bytes count.
 *
 * @param bytes - what Get SEL Entry returned for the whole record
 * @throws `MalformedMessageError` where not even record ID and record type are there
 *
 * @example
 * ```ts
 * const { record, tolerated = [] } = readSelRecord(response.recordData);
 * ```
 */
export function readSelRecord(bytes: Uint8Array): ReadSelRecord {
  if (bytes.length === selRecordLength || bytes.length < minimalLength) {
    return { record: decodeFromBytes(selRecord, bytes, "SEL record") };
  }
  const whole = new Uint8Array(selRecordLength).fill(0xff);
  whole.set(bytes.subarray(0, selRecordLength));
  const problem =
    bytes.length < selRecordLength
      ? `has ${bytes.length} bytes instead of ${selRecordLength}; those missing are taken as FFh`
      : `has ${bytes.length} bytes instead of ${selRecordLength}; the first ${selRecordLength} count`;
  return {
    record: decodeFromBytes(selRecord, whole, "SEL record"),
    tolerated: [{ field: "record length", offset: Math.min(bytes.length, selRecordLength), problem }],
  };
}

/**
 * The record as an event: a system event is one, and so is a record of a type that the specification does not define
 * (00h, 01h, 03h–BFh), since that is what machines that have them mean. An OEM's record is none.
 */
export function asSystemEvent(record: SelRecord): SystemEventRecord | undefined {
  if (record.kind === "systemEvent") return record;
  if (record.kind === "oemTimestamped" || record.recordType >= 0xe0) return undefined;
  const { recordId, data } = record;
  const bytes = new Uint8Array(selRecordLength).fill(0xff);
  bytes.set([recordId & 0xff, recordId >>> 8, 0x02]);
  bytes.set(data.subarray(0, selRecordLength - minimalLength), minimalLength);
  return decodeFromBytes(selRecord, bytes, "SEL record") as SystemEventRecord;
}

/** Record ID and record type. */
const minimalLength = 3;

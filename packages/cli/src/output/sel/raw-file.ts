/**
 * Files of whole records, 16 bytes each: what `sel writeraw` writes and `sel readraw` reads; ipmitool's format. It is the
 * bytes of the wire, but that an OEM's records with a timestamp have the manufacturer ID the other way round.
 */
import {
  isTimestampedRecordType,
  type SelRecord,
  selRecord,
  selRecordLength,
  systemEventRecordType,
} from "@ruipmi/commands";
import { decodeFromBytes, encodeToBytes } from "@ruipmi/core/wire";

/** The bytes of a file. */
export function rawFileOf(records: readonly SelRecord[]): Uint8Array {
  const bytes = new Uint8Array(records.length * selRecordLength);
  records.forEach((record, index) => {
    bytes.set(turned(encodeToBytes(selRecord, record)), index * selRecordLength);
  });
  return bytes;
}

/** The records of a file; whether bytes are left over that are no whole record. */
export function readRawFile(bytes: Uint8Array): { readonly records: readonly SelRecord[]; readonly isCutOff: boolean } {
  const count = Math.floor(bytes.length / selRecordLength);
  const records = Array.from({ length: count }, (_, index) => {
    const start = index * selRecordLength;
    return decodeFromBytes(selRecord, turned(bytes.slice(start, start + selRecordLength)), "SEL record");
  });
  return { records, isCutOff: bytes.length % selRecordLength !== 0 };
}

const typeOffset = 2;
const manufacturerOffset = 7;

/** Turns the manufacturer ID round, where there is one; twice is as before. */
function turned(bytes: Uint8Array): Uint8Array {
  const type = bytes[typeOffset]!;
  if (isTimestampedRecordType(type) && type !== systemEventRecordType) {
    bytes.subarray(manufacturerOffset, manufacturerOffset + 3).reverse();
  }
  return bytes;
}

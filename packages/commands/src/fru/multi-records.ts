/**
 * MultiRecord area: records one behind the other (FRU Information Storage Definition §16):
 *
 * | byte | record                                                       |
 * |------|--------------------------------------------------------------|
 * | 0    | record type ID                                               |
 * | 1    | 7: last record of the list; 3:0: record format version, 2h   |
 * | 2    | length of the data                                           |
 * | 3    | checksum of the data: with it, they add up to 0              |
 * | 4    | checksum of the header: its five bytes add up to 0           |
 * | 5:   | data                                                         |
 */
import { ByteWriter, bit, isSet } from "@ruipmi/core/wire";
import type { FruNotes } from "./fru-notes.ts";
import { zeroChecksum } from "./zero-checksum.ts";

/** One record of the MultiRecord area, as it is stored; `decodeFruMultiRecord` says what it means. */
export interface FruMultiRecord {
  /** 00h power supply information, 01h DC output, 02h DC load, C0h–FFh OEM (FRU Information Storage Definition §16.2). */
  readonly recordTypeId: number;
  /** What it says, at most 255 bytes. */
  readonly data: Uint8Array;
}

/** The records as they lie in the device. */
export interface MultiRecordsPlace {
  /** Bytes from the start of the device. */
  readonly offset: number;
  /** Bytes, headers included. */
  readonly length: number;
  /** What they say. */
  readonly records: readonly FruMultiRecord[];
}

/** Bytes of a record's header. */
export const multiRecordHeaderLength = 5;

/** Writes the area: at least one record. */
export function encodeMultiRecords(records: readonly FruMultiRecord[]): Uint8Array {
  const writer = new ByteWriter();
  records.forEach(({ recordTypeId, data }, index) => {
    const kept = data.subarray(0, 0xff);
    const header = Uint8Array.of(
      recordTypeId,
      bit(7, index === records.length - 1) | recordFormatVersion,
      kept.length,
      zeroChecksum(kept),
    );
    writer.bytes(header).u8(zeroChecksum(header)).bytes(kept);
  });
  return writer.toBytes();
}

/** Reads records up to the one that says it is the last, or to where there is none. */
export function locateMultiRecords(image: Uint8Array, offset: number, notes: FruNotes): MultiRecordsPlace {
  const records: FruMultiRecord[] = [];
  let at = offset;
  for (let isLast = false; !isLast; ) {
    const name = `MultiRecord ${records.length}`;
    if (at + multiRecordHeaderLength > image.length) {
      notes.add(`${name} header`, at, "is behind the end, and no record before it is the last of the list");
      break;
    }
    const header = image.subarray(at, at + multiRecordHeaderLength);
    const length = header[2]!;
    const data = image.slice(at + multiRecordHeaderLength, at + multiRecordHeaderLength + length);
    if (!isRecord(header, data, at, name, notes)) break;
    isLast = isSet(header[1]!, 7);
    records.push({ recordTypeId: header[0]!, data });
    at += multiRecordHeaderLength + length;
  }
  return { offset, length: at - offset, records };
}

/** Whether this is to be taken for a record: wrong in one place it may be, wrong in two it is something else. */
function isRecord(header: Uint8Array, data: Uint8Array, at: number, name: string, notes: FruNotes): boolean {
  const isHeader = zeroChecksum(header) === 0;
  if (data.length < header[2]!) {
    notes.add(
      `${name} length`,
      at + 2,
      `is ${header[2]}, and ${data.length} bytes are left; left out with all behind it`,
    );
    return false;
  }
  const isData = zeroChecksum(data) === header[3];
  const isBlank = header.every((byte) => byte === header[0]);
  if (!isHeader && (!isData || isBlank)) {
    notes.add(`${name} header checksum`, at + 4, "does not add up to 0; left out with all behind it");
    return false;
  }
  if (!isHeader) notes.add(`${name} header checksum`, at + 4, "does not add up to 0");
  if (!isData) notes.add(`${name} record checksum`, at + 3, "does not add up to 0");
  const version = header[1]! & 0x0f;
  if (version !== recordFormatVersion) notes.add(`${name} format version`, at + 1, `is ${version}, not 2`);
  return true;
}

const recordFormatVersion = 2;

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
import { ByteReader, ByteWriter, bit, isSet } from "@ruipmi/core/wire";
import { zeroChecksum } from "./info-area.ts";

/** One record of the MultiRecord area. */
export interface FruMultiRecord {
  /** 00h power supply information, 01h DC output, 02h DC load, C0h–FFh OEM (FRU Information Storage Definition §16.2). */
  readonly recordTypeId: number;
  /** What it says, at most 255 bytes. */
  readonly data: Uint8Array;
}

/** Writes the area: at least one record. */
export function encodeMultiRecords(records: readonly FruMultiRecord[]): Uint8Array {
  const writer = new ByteWriter();
  records.forEach(({ recordTypeId, data }, index) => {
    const kept = data.subarray(0, 0xff);
    const header = Uint8Array.of(
      recordTypeId,
      bit(7, index === records.length - 1) | 0x02,
      kept.length,
      zeroChecksum(kept),
    );
    writer.bytes(header).u8(zeroChecksum(header)).bytes(kept);
  });
  return writer.toBytes();
}

/** Reads records up to the one that says it is the last; throws `MalformedMessageError`. */
export function decodeMultiRecords(bytes: Uint8Array): readonly FruMultiRecord[] {
  const reader = new ByteReader(bytes, "MultiRecord area");
  const records: FruMultiRecord[] = [];
  for (let isLast = false; !isLast; ) {
    const header = reader.view(5, "record header");
    if (zeroChecksum(header) !== 0) throw reader.malformed("header checksum", "does not add up to 0");
    isLast = isSet(header[1]!, 7);
    const data = reader.bytes(header[2]!, "record data");
    if (zeroChecksum(data) !== header[3]) throw reader.malformed("record checksum", "does not add up to 0");
    records.push({ recordTypeId: header[0]!, data });
  }
  return records;
}

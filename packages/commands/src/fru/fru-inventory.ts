/**
 * A FRU's inventory (FRU Information Storage Definition §8), areas in any order behind the common header:
 *
 * | byte | common header; offsets are in multiples of 8 bytes, 00h where there is no such area |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | 3:0: format version, 1h                                                             |
 * | 1    | internal use area                                                                   |
 * | 2    | chassis info area                                                                   |
 * | 3    | board info area                                                                     |
 * | 4    | product info area                                                                   |
 * | 5    | MultiRecord area                                                                    |
 * | 6    | 00h                                                                                 |
 * | 7    | checksum: the eight bytes add up to 0                                               |
 */
import { type ByteReader, ByteWriter, type Codec } from "@ruipmi/core/wire";
import { type BoardInfo, decodeBoardInfo, encodeBoardInfo } from "./board-info.ts";
import { type ChassisInfo, decodeChassisInfo, encodeChassisInfo } from "./chassis-info.ts";
import { zeroChecksum } from "./info-area.ts";
import { decodeMultiRecords, encodeMultiRecords, type FruMultiRecord } from "./multi-records.ts";
import { decodeProductInfo, encodeProductInfo, type ProductInfo } from "./product-info.ts";

/** All that a FRU says of itself. */
export interface FruInventory {
  /** The manufacturer's own bytes, behind their format version; up to the next area, so that it is 7, 15, 23… of them. */
  readonly internalUse?: Uint8Array;
  /** The chassis; absent where the FRU is none. */
  readonly chassis?: ChassisInfo;
  /** The board; absent where the FRU is none. */
  readonly board?: BoardInfo;
  /** The product; absent where the FRU is none. */
  readonly product?: ProductInfo;
  /** Further records; absent where there are none. */
  readonly multiRecords?: readonly FruMultiRecord[];
}

/**
 * The whole inventory, both ways. Decoding takes all that is left, since what is behind the last area belongs to
 * nobody. An area that would begin beyond byte 2040, where no offset reaches, is not written.
 *
 * @example
 * ```ts
 * const { board } = decodeFromBytes(fruInventory, bytes, "FRU 0");
 * ```
 */
export const fruInventory: Codec<FruInventory> = {
  encode(value, writer) {
    const areas = [
      value.internalUse && internalUseArea(value.internalUse),
      value.chassis && encodeChassisInfo(value.chassis),
      value.board && encodeBoardInfo(value.board),
      value.product && encodeProductInfo(value.product),
      value.multiRecords?.length ? encodeMultiRecords(value.multiRecords) : undefined,
    ];
    const header = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    const body = new ByteWriter();
    areas.forEach((area, index) => {
      const offset = 8 + body.length;
      if (area === undefined || offset > farthestOffset) return;
      header[index + 1] = offset / 8;
      body.bytes(area).fill(0, -area.length & 7);
    });
    header[7] = zeroChecksum(header);
    writer.bytes(header).bytes(body.view());
  },
  decode(reader) {
    const bytes = reader.restView();
    const offsets = decodeHeader(bytes, reader);
    const area = (index: number): Uint8Array | undefined =>
      offsets[index] ? bytes.subarray(offsets[index]) : undefined;
    const [internalUse, chassis, board, product, multiRecords] = [0, 1, 2, 3, 4].map(area);
    return {
      ...(internalUse && { internalUse: openInternalUse(internalUse, offsets) }),
      ...(chassis && { chassis: decodeChassisInfo(chassis) }),
      ...(board && { board: decodeBoardInfo(board) }),
      ...(product && { product: decodeProductInfo(product) }),
      ...(multiRecords && { multiRecords: decodeMultiRecords(multiRecords) }),
    };
  },
};

/** Where the five areas begin, in bytes; 0 for those that are not there. */
function decodeHeader(bytes: Uint8Array, reader: ByteReader): readonly number[] {
  if (bytes.length < 8) throw reader.malformed("common header", `has ${bytes.length} bytes of 8`);
  const header = bytes.subarray(0, 8);
  if ((header[0]! & 0x0f) !== 1) throw reader.malformed("format version", `is ${header[0]! & 0x0f}, not 1`);
  if (zeroChecksum(header) !== 0) throw reader.malformed("common header checksum", "does not add up to 0");
  const offsets = Array.from(header.subarray(1, 6), (offset) => offset * 8);
  const outside = offsets.find((offset) => offset !== 0 && offset >= bytes.length);
  if (outside !== undefined) throw reader.malformed("area offset", `is ${outside} of ${bytes.length} bytes`);
  return offsets;
}

function internalUseArea(bytes: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u8(1)
    .bytes(bytes)
    .fill(0, -(bytes.length + 1) & 7)
    .toBytes();
}

/** It has no length of its own: it ends where the next area begins. */
function openInternalUse(bytes: Uint8Array, offsets: readonly number[]): Uint8Array {
  const [start = 0, ...others] = offsets;
  const length = Math.min(bytes.length, ...others.filter((offset) => offset > start).map((offset) => offset - start));
  return bytes.slice(1, length);
}

const farthestOffset = 0xff * 8;

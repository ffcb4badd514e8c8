import { ByteWriter, type Codec } from "@ruipmi/core/wire";
import type { Tolerated } from "../formats/tolerated.ts";
import { type BoardInfo, decodeBoardInfo, encodeBoardInfo } from "./board-info.ts";
import { type ChassisInfo, decodeChassisInfo, encodeChassisInfo } from "./chassis-info.ts";
import { commonHeaderLength, farthestOffset, locateFruAreas } from "./fru-layout.ts";
import { FruNotes } from "./fru-notes.ts";
import { encodeMultiRecords, type FruMultiRecord } from "./multi-records.ts";
import { decodeProductInfo, encodeProductInfo, type ProductInfo } from "./product-info.ts";
import { zeroChecksum } from "./zero-checksum.ts";

/** All that a FRU says of itself (FRU Information Storage Definition §7). */
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

/** What a FRU's bytes say, and what of them the definition does not allow. */
export interface DecodedFru {
  /** What they say. */
  readonly inventory: FruInventory;
  /** What was wrong and read all the same; absent where nothing was. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * Reads an inventory as real FRUs are: with wrong checksums, lengths and offsets, without ends of fields, and with
 * something else behind what there is. Whatever can be read is, and what was wrong is said.
 *
 * @param bytes - the device's, from its start; the more, the more can be read
 * @throws `MalformedMessageError` where there is no common header of format version 1: not a FRU, or an empty one
 *
 * @example
 * ```ts
 * const { inventory, tolerated = [] } = decodeFruInventory(bytes);
 * for (const { field, problem } of tolerated) warn(`${field} ${problem}`);
 * ```
 */
export function decodeFruInventory(bytes: Uint8Array): DecodedFru {
  const notes = new FruNotes();
  const inventory = readInventory(bytes, notes);
  return { inventory, ...(notes.tolerated.length === 0 ? {} : { tolerated: notes.tolerated }) };
}

/**
 * The whole inventory, both ways, as the definition has it: what {@link decodeFruInventory} tolerates is refused here.
 * Decoding takes all that is left, since what is behind the last area belongs to nobody. An area that would begin
 * beyond byte 2040, where no offset reaches, is not written.
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
      const offset = commonHeaderLength + body.length;
      if (area === undefined || offset > farthestOffset) return;
      header[index + 1] = offset / 8;
      body.bytes(area).fill(0, -area.length & 7);
    });
    header[7] = zeroChecksum(header);
    writer.bytes(header).bytes(body.view());
  },
  decode(reader) {
    const notes = new FruNotes();
    const inventory = readInventory(reader.restView(), notes);
    notes.requireNone();
    return inventory;
  },
};

function readInventory(image: Uint8Array, notes: FruNotes): FruInventory {
  const { internalUse, chassis, board, product, multiRecords } = locateFruAreas(image, notes);
  return {
    ...(internalUse && { internalUse: image.slice(internalUse.offset + 1, internalUse.offset + internalUse.length) }),
    ...(chassis && { chassis: decodeChassisInfo(image, chassis) }),
    ...(board && { board: decodeBoardInfo(image, board) }),
    ...(product && { product: decodeProductInfo(image, product) }),
    ...(multiRecords && { multiRecords: multiRecords.records }),
  };
}

function internalUseArea(bytes: Uint8Array): Uint8Array {
  return new ByteWriter()
    .u8(1)
    .bytes(bytes)
    .fill(0, -(bytes.length + 1) & 7)
    .toBytes();
}

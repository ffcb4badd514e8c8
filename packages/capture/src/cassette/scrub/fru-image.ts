import type { CassetteExchange } from "@ruipmi/bmc";
import { NetFn } from "@ruipmi/core/wire";

/** A FRU device's bytes as they were read in pieces. */
export interface FruImage {
  /** Which device. */
  readonly deviceId: number;
  /** From its beginning, as far as they were read. */
  readonly bytes: Uint8Array;
  /** For each byte 1 where it was read, 0 in a gap: some read only the areas they show. */
  readonly wasRead: Uint8Array;
  /** The pieces: the exchange, and where its bytes begin. */
  readonly pieces: readonly FruPiece[];
}

/** A piece of a FRU device, as one Read FRU Data gave it. */
export interface FruPiece {
  /** Which exchange of the cassette. */
  readonly index: number;
  /** Where its bytes begin in the device. */
  readonly offset: number;
}

const getFruInventoryAreaInfo = 0x10;
const readFruData = 0x11;
/** Behind the count (IPMI v2.0 §34.2). */
export const fruDataOffset = 1;

/** Whether an exchange reads a piece of a FRU device, and got it. */
export function isFruPiece({ netFn, cmd, data, completionCode, response }: CassetteExchange): boolean {
  const isRead = netFn === NetFn.storage && cmd === readFruData && data.length >= 3;
  return isRead && completionCode === 0 && response.length > fruDataOffset;
}

/** Puts the FRU devices of a cassette together, those of other controllers too. */
export function fruImages(
  exchanges: readonly CassetteExchange[],
  pathOf: (exchange: CassetteExchange) => string,
): readonly FruImage[] {
  const devices = new Map<string, FruPiece[]>();
  const byWords = new Set<string>();
  for (const [index, exchange] of exchanges.entries()) {
    const { netFn, cmd, data, response } = exchange;
    const key = `${pathOf(exchange)}/${exchange.lun ?? 0}/${data[0]}`;
    const isInfo = netFn === NetFn.storage && cmd === getFruInventoryAreaInfo;
    // Offsets and counts are of words in devices that say so (IPMI v2.0 §34.1).
    if (isInfo && ((response[2] ?? 0) & 1) === 1) byWords.add(key);
    if (!isFruPiece(exchange)) continue;
    const pieces = devices.get(key) ?? [];
    devices.set(key, pieces);
    pieces.push({ index, offset: (data[1]! | (data[2]! << 8)) * (byWords.has(key) ? 2 : 1) });
  }
  return [...devices.values()].map((pieces) => imageOf(pieces, exchanges));
}

function imageOf(pieces: readonly FruPiece[], exchanges: readonly CassetteExchange[]): FruImage {
  const bytesOf = ({ index }: FruPiece): Uint8Array => exchanges[index]!.response.subarray(fruDataOffset);
  const length = Math.max(...pieces.map((piece) => piece.offset + bytesOf(piece).length));
  const bytes = new Uint8Array(length);
  const wasRead = new Uint8Array(length);
  for (const piece of pieces) {
    const read = bytesOf(piece);
    bytes.set(read, piece.offset);
    wasRead.fill(1, piece.offset, piece.offset + read.length);
  }
  return {
    deviceId: exchanges[pieces[0]!.index]!.data[0]!,
    bytes,
    wasRead,
    pieces,
  };
}

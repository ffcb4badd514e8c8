import { checksum } from "@ruipmi/core/wire";

/*
 * A payload as inputs hold it: a byte of switches, then the payload's bytes.
 *
 * | bit | meaning                                                        |
 * |-----|----------------------------------------------------------------|
 * | 5:0 | payload type                                                   |
 * | 6   | put right: addresses and checksums that a receiver looks at first |
 * | 7   | the target's own                                               |
 */

export const putRight = 0x40;
export const ownSwitch = 0x80;

/** What a piece says. */
export interface SealedPiece {
  readonly payloadType: number;
  readonly isPutRight: boolean;
  readonly hasOwnSwitch: boolean;
  readonly payload: Uint8Array;
}

export function readPiece(piece: Uint8Array): SealedPiece {
  const switches = piece[0] ?? 0;
  return {
    payloadType: switches & 0x3f,
    isPutRight: (switches & putRight) !== 0,
    hasOwnSwitch: (switches & ownSwitch) !== 0,
    payload: piece.slice(1),
  };
}

export function writePiece(switches: number, payload: Uint8Array): Uint8Array {
  return Uint8Array.of(switches, ...payload);
}

/** A LAN message with some of its bytes as they should be, and both checksums (IPMI v2.0 §13.8). */
export function puttingRight(message: Uint8Array, bytes: Readonly<Record<number, number>>): Uint8Array {
  if (message.length < 7) return message;
  const right = message.slice();
  for (const [at, byte] of Object.entries(bytes)) right[Number(at)] = byte;
  right[2] = checksum(right, 0, 2);
  right[right.length - 1] = checksum(right, 3, right.length - 1);
  return right;
}

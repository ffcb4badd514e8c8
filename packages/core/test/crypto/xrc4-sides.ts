import { XRc4 } from "../../src/crypto/xrc4.ts";
import { fromHex, toHex } from "./bytes.ts";

/** A K2 of 20 bytes. */
export const k2 = fromHex("2c92274ee91d5e7fe2c5332b1a9501e82c92274e");

/** A cipher whose initialisation vectors are 16 bytes of 1, then of 2, and so on. */
export function side(first = 1, keyLength: 5 | 16 = 16): XRc4 {
  let next = first;
  return new XRc4(k2, () => new Uint8Array(16).fill(next++), keyLength);
}

/** The message of a number: different from that of every other. */
export function message(number: number, length = 20): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => number * 31 + index);
}

/** Seals `count` messages in a row, as a sender that hears nothing in between. */
export function run(sender: XRc4, count: number, firstSequenceNumber = 1, length = 20): Packet[] {
  return Array.from({ length: count }, (_, index) => {
    const plain = message(index, length);
    return { plain, payload: sender.encrypt(plain, false), sequenceNumber: (firstSequenceNumber + index) >>> 0 };
  });
}

/** One sealed message. */
export interface Packet {
  readonly plain: Uint8Array;
  readonly payload: Uint8Array;
  readonly sequenceNumber: number;
}

/** What the receiver makes of a packet. */
export function open(receiver: XRc4, packet: Packet): Uint8Array | undefined {
  return receiver.decrypt(packet.payload, packet.sequenceNumber);
}

/** For comparisons of much data. */
export function hexOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && toHex(bytes);
}

/** The data offset of a payload. */
export function offsetOf(payload: Uint8Array): number {
  return new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
}

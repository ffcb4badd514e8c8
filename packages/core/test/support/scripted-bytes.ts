import type { RandomBytes, RandomPurpose } from "../../src/engine/config.ts";

/** Bytes that look like chance and are the same in every run. */
export function scriptedBytes(length: number, seed: number): Uint8Array {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

/** A source of such bytes that never repeats itself; the jitter is always 0, so that waits are whole numbers. */
export function scriptedRandom(drawn: RandomPurpose[] = [], seed = 0): RandomBytes {
  return (length, purpose) => {
    drawn.push(purpose);
    return purpose === "jitter" ? new Uint8Array(length) : scriptedBytes(length, seed + drawn.length);
  };
}

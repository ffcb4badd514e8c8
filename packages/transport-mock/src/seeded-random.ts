import type { RandomBytes } from "@ruipmi/core";

/**
 * Chance that is the same for the same seed: xoshiro128** of Blackman and Vigna, its state filled by splitmix32. For tests
 * only: whoever sees a few numbers knows all that follow.
 *
 * @example
 * ```ts
 * const random = new SeededRandom(42);
 * if (random.chance(0.1)) lose(datagram);
 * ```
 */
export class SeededRandom {
  readonly #state = new Uint32Array(4);

  /** @param seed - any number; its low 32 bits count */
  constructor(seed: number) {
    let sum = seed >>> 0;
    for (let index = 0; index < 4; index++) {
      sum = (sum + 0x9e37_79b9) >>> 0;
      let mixed = sum ^ (sum >>> 16);
      mixed = Math.imul(mixed, 0x21f0_aaad);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed, 0x735a_2d97);
      this.#state[index] = mixed ^ (mixed >>> 15);
    }
  }

  /** 32 random bits, unsigned. */
  uint32(): number {
    const state = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const shifted = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= shifted;
    state[3] = rotateLeft(state[3]!, 11);
    return result;
  }

  /** From 0 up to but not including 1. */
  fraction(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** A whole number from 0 up to but not including `bound`. */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound);
  }

  /** `true` with this probability. */
  chance(probability: number): boolean {
    return probability > 0 && this.fraction() < probability;
  }

  /** So many random bytes. */
  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at++) bytes[at] = this.uint32();
    return bytes;
  }
}

/**
 * An engine's `randomBytes`, the same for the same seed.
 *
 * @param seed - any number; give each engine its own
 */
export function seededRandomBytes(seed: number): RandomBytes {
  const random = new SeededRandom(seed);
  return (length) => random.bytes(length);
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

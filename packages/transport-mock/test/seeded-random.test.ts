import { SeededRandom, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";

/** xoshiro128** in unbounded integers: a second opinion. */
function* xoshiro128(seed: readonly number[]): Generator<number, never> {
  const mask = 0xffff_ffffn;
  const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (32n - by))) & mask;
  let [a, b, c, d] = seed.map(BigInt) as [bigint, bigint, bigint, bigint];
  for (;;) {
    yield Number((rotate((b * 5n) & mask, 7n) * 9n) & mask);
    const shifted = (b << 9n) & mask;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
  }
}

/** The state that splitmix32 fills. */
function splitmix(seed: number): number[] {
  const mask = 0xffff_ffffn;
  return [1n, 2n, 3n, 4n].map((step) => {
    let mixed = (BigInt(seed) + step * 0x9e37_79b9n) & mask;
    mixed = ((mixed ^ (mixed >> 16n)) * 0x21f0_aaadn) & mask;
    mixed = ((mixed ^ (mixed >> 15n)) * 0x735a_2d97n) & mask;
    return Number(mixed ^ (mixed >> 15n));
  });
}

describe("SeededRandom", () => {
  it("is xoshiro128**", () => {
    const published = xoshiro128([1, 2, 3, 4]);
    expect([1, 2, 3, 4].map(() => published.next().value)).toEqual([11520, 0, 5927040, 70819200]);
    for (const seed of [0, 1, 42, 0xffff_ffff]) {
      const reference = xoshiro128(splitmix(seed));
      const random = new SeededRandom(seed);
      for (let draw = 0; draw < 100; draw++) expect(random.uint32()).toBe(reference.next().value);
    }
  });

  it("keeps to its bounds, and near its probabilities", () => {
    const random = new SeededRandom(3);
    let hits = 0;
    for (let draw = 0; draw < 4000; draw++) {
      expect(random.below(7)).toBeLessThan(7);
      const fraction = random.fraction();
      expect(fraction >= 0 && fraction < 1).toBe(true);
      if (random.chance(0.25)) hits += 1;
    }
    expect(hits).toBeGreaterThan(850);
    expect(hits).toBeLessThan(1150);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
  });

  it("gives an engine's random bytes, the same for the same seed", () => {
    const draw = (seed: number) => [...seededRandomBytes(seed)(16, "iv")];
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(5)).toHaveLength(16);
  });
});

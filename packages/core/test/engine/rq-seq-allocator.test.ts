import { describe, expect, it } from "vitest";
import { RqSeqAllocator } from "../../src/engine/rq-seq-allocator.ts";

const rest = 30_000;

/** The mark of a request that no other is like. */
let marks = 0;
const another = (): number => marks++;

/** An allocator of which so many numbers were taken, each sent once. */
function taken(count: number): RqSeqAllocator {
  const numbers = new RqSeqAllocator(rest, rest);
  for (let rqSeq = 0; rqSeq < count; rqSeq++) {
    numbers.take(0, another());
    numbers.sent(rqSeq);
  }
  return numbers;
}

describe("an rqSeq in use", () => {
  it("stays in use when its sendings were answered, until its request is released", () => {
    const numbers = taken(1);
    numbers.answered(0);
    expect(Array.from({ length: 63 }, () => numbers.take(0, another()))).not.toContain(0);
    expect(numbers.take(0, another())).toBeUndefined();
  });
});

describe("the time at which a number is free", () => {
  it("is not told while there is one that was never taken", () => {
    const numbers = taken(63);
    numbers.release(0, 0, false);
    expect(numbers.freeAt(0, another())).toBeUndefined();
    numbers.take(0, another());
    expect(numbers.freeAt(0, another())).toBe(rest);
  });

  it("is not told while there is one that is free, or has rested enough", () => {
    const numbers = taken(64);
    expect(numbers.freeAt(0, another())).toBeUndefined(); // all are in use: no time will free one
    numbers.release(5, 100, false);
    expect(numbers.freeAt(100, another())).toBe(100 + rest);
    expect(numbers.freeAt(99 + rest, another())).toBe(100 + rest);
    expect(numbers.freeAt(100 + rest, another())).toBeUndefined();
    numbers.answered(6);
    numbers.release(6, 100, true);
    expect(numbers.freeAt(100, another())).toBeUndefined();
  });

  it("is that of the first of those that rest", () => {
    const numbers = taken(64);
    for (const [rqSeq, now] of [
      [9, 300],
      [3, 100],
      [7, 200],
    ] as const) {
      numbers.release(rqSeq, now, false);
    }
    expect(numbers.freeAt(300, another())).toBe(100 + rest);
  });
});

describe("how many numbers rest", () => {
  it("is told by the time, whoever has looked at them", () => {
    const numbers = taken(3);
    numbers.release(0, 0, false);
    numbers.release(1, 50, false);
    expect([0, rest - 1, rest, rest + 49, rest + 50].map((now) => numbers.resting(now))).toStrictEqual([2, 2, 1, 1, 0]);
  });
});

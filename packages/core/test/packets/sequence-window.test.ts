import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextSequenceNumber, type SequenceVerdict, SequenceWindow } from "../../src/packets/sequence-window.ts";

/** The window as one would say it: a set of numbers, counted on a line that does not wrap. */
class NaiveWindow {
  readonly #seen = new Set<number>();
  #highest: number | undefined;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  check(position: number): SequenceVerdict {
    if (this.#highest === undefined) return "new";
    if (position > this.#highest) return position - this.#highest > this.#limit ? "tooFarAhead" : "new";
    if (this.#highest - position >= 32) return "tooOld";
    return this.#seen.has(position) ? "replayed" : "new";
  }

  accept(position: number): void {
    this.#seen.add(position);
    this.#highest = Math.max(this.#highest ?? position, position);
  }
}

function received(...numbers: readonly number[]): SequenceWindow {
  const window = new SequenceWindow();
  for (const number of numbers) {
    expect(window.check(number)).toBe("new");
    window.accept(number);
  }
  return window;
}

describe("the window of session sequence numbers", () => {
  it("takes any first number but 0", () => {
    for (const first of [1, 3, 31, 32, 33, 0x7fffffff, 0x80000000, 0xffffffff]) {
      expect(new SequenceWindow().check(first)).toBe("new");
      expect(received(first).check(first)).toBe("replayed");
      expect(received(first).highest).toBe(first);
    }
    expect(new SequenceWindow().check(0)).toBe("tooOld");
    expect(received(1).check(0)).toBe("tooOld");
  });

  it("takes what is late, once, within the 32 up to the highest", () => {
    const window = received(100);
    expect([99, 69, 68].map((number) => window.check(number))).toEqual(["new", "new", "tooOld"]);
    window.accept(69);
    expect(window.check(69)).toBe("replayed");
    expect(window.highest).toBe(100);
    expect(window.check(99)).toBe("new");
  });

  it("takes numbers below 32 that were not seen, and none twice, from the start", () => {
    const window = received(5, 3, 1, 4, 2);
    for (const number of [1, 2, 3, 4, 5]) expect(window.check(number)).toBe("replayed");
  });

  it("remembers what it saw at its very edge, and forgets what is past it", () => {
    expect(received(1, 32).check(1)).toBe("replayed");
    expect(received(1, 33).check(1)).toBe("tooOld");
    expect(received(1, 33).check(2)).toBe("new");
  });

  it("has no limit forward but half of all numbers", () => {
    const window = received(100);
    expect(window.check(100 + 0x7fffffff)).toBe("new");
    expect(window.check((100 + 0x80000000) >>> 0)).toBe("tooOld");
  });

  it("has the limit forward that it is given", () => {
    const window = new SequenceWindow(64);
    expect(window.check(1_000_000)).toBe("new");
    window.accept(1000);
    expect([1064, 1065, 2000].map((number) => window.check(number))).toEqual(["new", "tooFarAhead", "tooFarAhead"]);
  });

  it("wraps after FFFFFFFFh, where 0 is skipped", () => {
    const window = received(0xfffffffe, 0xffffffff, 1, 2);
    expect(window.highest).toBe(2);
    expect([0xfffffffe, 0xffffffff, 1].map((number) => window.check(number))).toEqual([
      "replayed",
      "replayed",
      "replayed",
    ]);
    expect(window.check(0xfffffffd)).toBe("new");
    expect(window.check(0)).toBe("tooOld");
    expect(window.check(0xffffffe3)).toBe("new");
    expect(window.check(0xffffffe2)).toBe("tooOld");
  });

  it("only looks when it checks", () => {
    const window = received(10);
    for (let time = 0; time < 3; time++) expect(window.check(5000)).toBe("new");
    expect(window.highest).toBe(10);
  });

  it("does what the naive window does, wherever the numbers begin", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 0xffffffff }), fc.integer({ min: 0xffffff00, max: 0xffffffff })),
        fc.option(fc.constantFrom(1, 8, 64), { nil: undefined }),
        fc.array(fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -500, max: 500 }), fc.constant(0)), {
          maxLength: 200,
        }),
        (first, limit, steps) => {
          const window = new SequenceWindow(limit);
          const naive = new NaiveWindow(limit ?? 0x7fffffff);
          let position = first;
          for (const step of [0, ...steps]) {
            const at = position + step;
            const number = ((at % 2 ** 32) + 2 ** 32) % 2 ** 32;
            if (number === 0) {
              expect(window.check(0)).toBe("tooOld");
              continue;
            }
            const verdict = window.check(number);
            expect(verdict).toBe(naive.check(at));
            if (verdict !== "new") continue;
            window.accept(number);
            naive.accept(at);
            position = Math.max(position, at);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

it("the next session sequence number is one more, and 1 after the last", () => {
  expect([0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff].map(nextSequenceNumber)).toEqual([1, 2, 0x80000000, 0xffffffff, 1]);
});

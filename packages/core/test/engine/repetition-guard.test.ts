import { describe, expect, it } from "vitest";
import { RepetitionGuard } from "../../src/engine/repetition-guard.ts";

const rest = 30_000;

/** A guard to which so many other requests were sent and settled after what is said first. */
function followed(guard: RepetitionGuard, count: number, answered: boolean): RepetitionGuard {
  for (let each = 0; each < count; each++) {
    guard.sent(63, 1000 + each);
    guard.settled(63, answered, 0);
  }
  return guard;
}

describe("a request that may be taken for the repetition of an earlier one", () => {
  it("is the same with the same number, from when the earlier was settled until all have forgotten it", () => {
    const guard = new RepetitionGuard(rest);
    expect(guard.mistakenUntil(5, 7)).toBeUndefined();
    guard.sent(5, 7);
    expect(guard.mistakenUntil(5, 7)).toBeUndefined(); // in flight: its number is not free
    guard.settled(5, true, 100);
    expect(guard.mistakenUntil(5, 7)).toBe(100 + rest);
    expect(guard.mistakenUntil(6, 7)).toBeUndefined();
    expect(guard.mistakenUntil(5, 8)).toBeUndefined();
  });

  it("is told apart from others that had the same number before", () => {
    const guard = new RepetitionGuard(rest);
    guard.sent(5, 7);
    guard.settled(5, true, 100);
    guard.sent(5, 8);
    guard.settled(5, false, 200);
    expect([7, 8].map((mark) => guard.mistakenUntil(5, mark))).toEqual([100 + rest, 200 + rest]);
  });

  it("is none once 32 others were answered; what was not answered may not have been executed", () => {
    const first = (): RepetitionGuard => {
      const guard = new RepetitionGuard(rest);
      guard.sent(5, 7);
      guard.settled(5, true, 0);
      return guard;
    };
    expect(followed(first(), 31, true).mistakenUntil(5, 7)).toBe(rest);
    expect(followed(first(), 32, true).mistakenUntil(5, 7)).toBeUndefined();
    expect(followed(first(), 40, false).mistakenUntil(5, 7)).toBe(rest);
  });

  it("is none where 128 others were sent since: so many are watched, whatever becomes of them", () => {
    const guard = new RepetitionGuard(rest);
    guard.sent(5, 7);
    guard.settled(5, false, 0);
    guard.sent(6, 7);
    expect(followed(guard, 126, false).mistakenUntil(5, 7)).toBe(rest);
    expect(followed(guard, 1, false).mistakenUntil(5, 7)).toBeUndefined();
    followed(guard, 10, false);
    guard.settled(6, true, 0);
    expect(guard.mistakenUntil(6, 7)).toBe(rest); // what is in flight stays watched
  });
});

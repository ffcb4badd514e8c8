import type { EndedSession } from "@ruipmi/capture";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SessionsInOrder } from "../../src/capture/in-order.ts";

const ended = (number: number): EndedSession => ({ type: "session", session: { number }, unanswered: [] }) as never;

function ordered(numbers: readonly number[]): readonly number[] {
  const order = new SessionsInOrder();
  const given = [...numbers.flatMap((number) => [...order.add(ended(number))]), ...order.end()];
  return given.map(({ session }) => session.number);
}

describe("SessionsInOrder", () => {
  it("gives sessions in the order of their numbers, however they end", () => {
    const all = Array.from({ length: 30 }, (_, index) => index + 1);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 30 }), (numbers) => {
        expect(ordered(numbers)).toEqual(all);
      }),
    );
  });

  it("gives a session as soon as it is its turn", () => {
    const order = new SessionsInOrder();
    expect([...order.add(ended(2))]).toEqual([]);
    expect([...order.add(ended(1))].map(({ session }) => session.number)).toEqual([1, 2]);
  });

  it("holds a bounded number back, and loses none", () => {
    const order = new SessionsInOrder();
    let given = 0;
    for (let number = 2; number <= 30_000; number++) given += [...order.add(ended(number))].length;
    expect(given).toBeGreaterThan(19_000);
    given += [...order.add(ended(1))].length;
    given += [...order.end()].length;
    expect(given).toBe(30_000);
  });
});

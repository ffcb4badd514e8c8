import { describe, expect, it } from "vitest";
import { LazyEngine } from "../../src/sim/lazy-engine.ts";

function world(): { lazy: LazyEngine<string>; inputs: unknown[]; made: () => number } {
  const inputs: unknown[] = [];
  let made = 0;
  const lazy = new LazyEngine<string>(() => {
    made += 1;
    return { handleInput: (input) => inputs.push(input), pollOutput: () => ({ type: "timeout", at: 7 }) };
  });
  return { lazy, inputs, made: () => made };
}

describe("LazyEngine", () => {
  it("makes its engine when a datagram arrives, once", () => {
    const { lazy, inputs, made } = world();
    lazy.handleInput({ type: "timeout", now: 1 });
    expect(lazy.pollOutput()).toEqual({ type: "timeout", at: undefined });
    expect(made()).toBe(0);
    const datagram = { type: "datagram", now: 2, datagram: Uint8Array.of(6), from: "a" } as const;
    lazy.handleInput(datagram);
    lazy.handleInput({ type: "timeout", now: 3 });
    lazy.handleInput(datagram);
    expect(made()).toBe(1);
    expect(inputs).toEqual([datagram, { type: "timeout", now: 3 }, datagram]);
    expect(lazy.pollOutput()).toEqual({ type: "timeout", at: 7 });
  });
});

import { describe, expect, it } from "vitest";
import { LazyEngine } from "../../src/sim/lazy-engine.ts";

function world(): { lazy: LazyEngine<string>; inputs: unknown[]; made: () => number; closed: () => number } {
  const inputs: unknown[] = [];
  let made = 0;
  let closed = 0;
  const lazy = new LazyEngine<string>(() => {
    made += 1;
    return {
      handleInput: (input) => inputs.push(input),
      pollOutput: () => ({ type: "timeout", at: 7 }),
      close: () => {
        closed += 1;
      },
    };
  });
  return { lazy, inputs, made: () => made, closed: () => closed };
}

const datagram = { type: "datagram", now: 2, datagram: Uint8Array.of(6), from: "a" } as const;

describe("LazyEngine", () => {
  it("makes its engine when a datagram arrives, once", () => {
    const { lazy, inputs, made } = world();
    lazy.handleInput({ type: "timeout", now: 1 });
    expect(lazy.pollOutput()).toEqual({ type: "timeout", at: undefined });
    expect(made()).toBe(0);
    lazy.handleInput(datagram);
    lazy.handleInput({ type: "timeout", now: 3 });
    lazy.handleInput(datagram);
    expect(made()).toBe(1);
    expect(inputs).toEqual([datagram, { type: "timeout", now: 3 }, datagram]);
    expect(lazy.pollOutput()).toEqual({ type: "timeout", at: 7 });
  });

  it("ends the engine that it made", () => {
    const { lazy, inputs, closed } = world();
    lazy.handleInput(datagram);
    lazy.close();
    expect(closed()).toBe(1);
    // What an ended engine hears and says is its own affair: its last events come out so.
    lazy.handleInput({ type: "timeout", now: 3 });
    expect(inputs).toHaveLength(2);
    expect(lazy.pollOutput()).toEqual({ type: "timeout", at: 7 });
  });

  it("makes none once it has ended", () => {
    const { lazy, made, closed } = world();
    lazy.close();
    lazy.handleInput(datagram);
    expect(lazy.pollOutput()).toEqual({ type: "timeout", at: undefined });
    expect([made(), closed()]).toEqual([0, 0]);
  });
});

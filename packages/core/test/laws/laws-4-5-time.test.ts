import { SeededRandom, seededRandomBytes } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IpmiEngine } from "../../src/engine/engine.ts";
import type { TimeoutOutput } from "../../src/engine/types.ts";
import { lawRuns } from "../support/law-runs.ts";
import { drain, reenact } from "../support/recording.ts";
import { playedWorld } from "../support/world.ts";
import { worldPlans } from "../support/world-plan.ts";

describe("law 4: an older now counts as the newest, early and spurious timeouts do nothing", () => {
  it("so time may be told by timeouts alone, and every input may come with an older one", () => {
    fc.assert(
      fc.property(worldPlans({}), fc.nat(), (plan, seed) => {
        const { recording } = playedWorld(plan).recorder;
        const random = new SeededRandom(seed);
        const engine = reenact(recording);
        let deadline: number | undefined;
        let newest = Number.NEGATIVE_INFINITY;
        for (const { input, outputs } of recording.steps) {
          const reached = Math.max(newest, input.now);
          let told = input.now;
          if (newest > Number.NEGATIVE_INFINITY && (deadline === undefined || deadline > reached)) {
            for (let times = random.below(3); times > 0; times--) {
              // Early: between the newest time and the input's. Spurious: long past.
              const early = random.chance(0.5)
                ? newest - random.below(1000)
                : newest + random.fraction() * (reached - newest);
              engine.handleInput({ type: "timeout", now: early });
            }
            engine.handleInput({ type: "timeout", now: reached });
            expect(drain(engine)).toEqual([expect.objectContaining({ type: "timeout", at: deadline })]);
            told = reached - random.below(10_000);
          }
          newest = reached;
          engine.handleInput({ ...input, now: told });
          const drained = drain(engine);
          expect(drained).toEqual(outputs);
          deadline = (drained.at(-1) as TimeoutOutput).at;
          expect(engine.snapshot().now).toBe(newest);
        }
      }),
      lawRuns(100),
    );
  });

  it("and a time that is no number is the caller's mistake, which changes nothing", () => {
    fc.assert(
      fc.property(worldPlans({ maxSteps: 5 }), fc.constantFrom(Number.NaN, Infinity, -Infinity), (plan, now) => {
        const { engine } = playedWorld(plan).recorder;
        const before = engine.snapshot();
        expect(() => engine.handleInput({ type: "timeout", now })).toThrow(/now is/);
        expect(() => engine.handleInput({ type: "datagram", now, datagram: new Uint8Array(4) })).toThrow(/now is/);
        expect(engine.snapshot()).toEqual(before);
      }),
      lawRuns(20),
    );
  });
});

describe("law 5: after a timeout at its deadline the next deadline is later, or there is none", () => {
  it("in every world, at every deadline", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        const { recording } = playedWorld(plan).recorder;
        const engine = reenact(recording);
        let deadline: number | undefined;
        for (const { input, outputs } of recording.steps) {
          engine.handleInput(input);
          const { at } = drain(engine).at(-1) as TimeoutOutput;
          if (input.type === "timeout" && deadline !== undefined && input.now >= deadline && at !== undefined) {
            expect(at).toBeGreaterThan(deadline);
          }
          expect(at).not.toBe(Number.POSITIVE_INFINITY);
          expect(outputs.at(-1)).toMatchObject({ type: "timeout", at });
          deadline = at;
        }
        expect(deadline, "a closed engine waits for nothing").toBeUndefined();
      }),
      lawRuns(100),
    );
  });

  it("with any policy and any origin of time, so that silence ends every request in a bounded number of timeouts", () => {
    const policies = fc.record({
      firstWait: fc.double({ min: 1, max: 3_600_000, noNaN: true }),
      factor: fc.double({ min: 1, max: 10, noNaN: true }),
      maxWait: fc.double({ min: 1, max: 3_600_000, noNaN: true }),
      tries: fc.integer({ min: 1, max: 12 }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const origins = fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constantFrom(0, -0, 1e15, -9e15));
    fc.assert(
      fc.property(policies, origins, fc.nat(), fc.boolean(), (retry, origin, seed, opens) => {
        const engine = new IpmiEngine({
          username: new Uint8Array(0),
          password: new Uint8Array(0),
          retry,
          randomBytes: seededRandomBytes(seed),
        });
        if (opens) engine.handleInput({ type: "openSession", now: origin });
        engine.handleInput({ type: "request", now: origin, requestId: 1, request: { type: "presencePing" } });
        let { at } = drain(engine).at(-1) as TimeoutOutput;
        let timeouts = 0;
        for (; at !== undefined; timeouts++) {
          expect(timeouts).toBeLessThan(30);
          engine.handleInput({ type: "timeout", now: at });
          const next = (drain(engine).at(-1) as TimeoutOutput).at;
          if (next !== undefined) expect(next).toBeGreaterThan(at);
          at = next;
        }
        expect(engine.snapshot()).toMatchObject({ phase: opens ? "closed" : "idle", outsideSession: 0 });
      }),
      lawRuns(200),
    );
  });
});

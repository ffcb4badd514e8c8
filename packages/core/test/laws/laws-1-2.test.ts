import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Output } from "../../src/engine/types.ts";
import { lawRuns } from "../support/law-runs.ts";
import { copyOf, drain, lastingOutputs, outputsOf, reenact, reportedDrops } from "../support/recording.ts";
import { playedWorld } from "../support/world.ts";
import { worldPlans } from "../support/world-plan.ts";

describe("law 1: when you drain can never change what happens", () => {
  it("gives the same datagrams and events in the same order, and the same number of drops", () => {
    fc.assert(
      fc.property(worldPlans({}), fc.infiniteStream(fc.nat({ max: 5 })), (plan, waits) => {
        const { recording } = playedWorld(plan).recorder;
        const engine = reenact(recording);
        const late: Output[] = [];
        let inputsUntilDrain = 0;
        for (const { input } of recording.steps) {
          engine.handleInput(input);
          if (inputsUntilDrain-- > 0) continue;
          late.push(...drain(engine));
          inputsUntilDrain = waits.next().value ?? 0;
        }
        late.push(...drain(engine));
        const atOnce = outputsOf(recording);
        expect(lastingOutputs(late)).toEqual(lastingOutputs(atOnce));
        expect(reportedDrops(late)).toEqual(reportedDrops(atOnce));
        expect(late.at(-1)).toEqual(atOnce.at(-1));
      }),
      lawRuns(100),
    );
  });

  it("holds for outputs taken one at a time, in between inputs", () => {
    fc.assert(
      fc.property(worldPlans({ traceMessages: false }), (plan) => {
        const { recording } = playedWorld(plan).recorder;
        const engine = reenact(recording);
        const late: Output[] = [];
        for (const { input } of recording.steps) {
          engine.handleInput(input);
          late.push(copyOf(engine.pollOutput()));
        }
        late.push(...drain(engine));
        expect(lastingOutputs(late)).toEqual(lastingOutputs(outputsOf(recording)));
      }),
      lawRuns(30),
    );
  });
});

describe("law 2: the inputs and the random bytes replay a run", () => {
  it("byte for byte, output by output, with the same deadlines and the same snapshot", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        const { recording, engine: first } = playedWorld(plan).recorder;
        const again = reenact(recording);
        for (const { input, outputs } of recording.steps) {
          again.handleInput(structuredClone(input));
          expect(drain(again)).toEqual(outputs);
        }
        expect(again.snapshot()).toEqual(first.snapshot());
      }),
      lawRuns(100),
    );
  });

  it("and the same plan plays the same world", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        expect(playedWorld(plan).recorder.recording).toEqual(playedWorld(plan).recorder.recording);
      }),
      lawRuns(20),
    );
  });
});

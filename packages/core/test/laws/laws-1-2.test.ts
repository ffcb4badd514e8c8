import { SeededRandom } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IpmiEngine } from "../../src/engine/engine.ts";
import type { Output } from "../../src/engine/types.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { lawRuns } from "../support/law-runs.ts";
import { copyOf, drain, lastingOutputs, outputsOf, reenact, reportedDrops } from "../support/recording.ts";
import { playedWorld, worldRandom } from "../support/world.ts";
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

  it("holds where time passes and nobody says so: what is due is not done by draining", () => {
    fc.assert(
      fc.property(worldPlans({ traceMessages: false }), fc.nat(), (plan, seed) => {
        const { recording } = playedWorld(plan).recorder;
        const random = new SeededRandom(seed);
        let jumps = 0;
        const inputs = recording.steps.flatMap(({ input }) => {
          if (random.chance(0.1)) jumps += random.below(400);
          const isLeftOut = input.type === "timeout" && random.chance(0.5);
          return isLeftOut ? [] : [{ ...input, now: input.now + jumps }];
        });
        const run = (drainsNow: () => boolean): Output[] => {
          const engine = new IpmiEngine({ ...recording.config, randomBytes: worldRandom(plan) });
          const outputs: Output[] = [];
          for (const input of inputs) {
            // What the engine cannot take in the phase it is in now, it refuses whenever it was drained.
            try {
              engine.handleInput(input);
            } catch (error) {
              if (!(error instanceof ApiMisuseError)) throw error;
            }
            if (drainsNow()) outputs.push(...drain(engine));
          }
          return [...outputs, ...drain(engine)];
        };
        const atOnce = run(() => true);
        const late = run(() => random.chance(0.2));
        expect(lastingOutputs(late)).toEqual(lastingOutputs(atOnce));
        expect(late.at(-1)).toEqual(atOnce.at(-1));
      }),
      lawRuns(80),
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

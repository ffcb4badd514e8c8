import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IpmiEngine } from "../../src/engine/engine.ts";
import type { Input, Output, RequestId } from "../../src/engine/types.ts";
import { lawRuns } from "../support/law-runs.ts";
import { copyOf, drain, eventsOf, type Recording, reenact } from "../support/recording.ts";
import { playedWorld, World } from "../support/world.ts";
import { hostileSteps, ordinarySteps, outsideSteps, type Step, worldPlans } from "../support/world-plan.ts";

/** Everything that goes on, and a close at any time. */
const steps = [ordinarySteps, outsideSteps, hostileSteps, fc.constant<Step>({ do: "close" })];

describe("law 6: every accepted request has exactly one outcome, and sessionClosed is the last event", () => {
  it("in any world, closed at any time", () => {
    fc.assert(
      fc.property(worldPlans({ steps }), fc.boolean(), (plan, opensFirst) => {
        const world = new World(plan);
        if (opensFirst) world.open();
        // Requests made before the session is open wait for it.
        else for (const step of plan.steps.slice(0, 3)) world.do(step);
        if (!opensFirst && world.phase === "idle") world.open();
        world.play();
        expectOneOutcomeEach(world.recorder.recording, [...world.asked.keys()]);
        expect(world.recorder.engine.snapshot()).toMatchObject({
          phase: "closed",
          inFlight: 0,
          queued: 0,
          outsideSession: 0,
          deadline: { at: undefined, reason: "none" },
        });
      }),
      lawRuns(150),
    );
  });

  it("also where the managed system falls silent in the middle", () => {
    fc.assert(
      fc.property(worldPlans({ steps: [ordinarySteps], conditions: fc.constant({}) }), fc.nat(25), (plan, at) => {
        const world = new World(plan);
        world.open();
        for (const [index, step] of plan.steps.entries()) {
          if (index === at) world.bmc.faults.silent = true;
          world.do(step);
        }
        world.bmc.faults.silent = true;
        world.echo();
        world.echo();
        world.rest();
        expect(world.phase, "two requests without an answer").toBe("closed");
        expectOneOutcomeEach(world.recorder.recording, [...world.asked.keys()]);
      }),
      lawRuns(60),
    );
  });
});

describe("law 7: what comes in is copied before the call returns, what goes out is never touched again", () => {
  it("so the caller may overwrite every array it gave or got, and every field of every event", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        const { recording } = playedWorld(plan).recorder;
        const engine = reenactOverwriting(recording);
        for (const { input, outputs } of recording.steps) {
          const given = structuredClone(input);
          engine.handleInput(given);
          overwrite(given);
          const drained: Output[] = [];
          for (let more = true; more; ) {
            const output = engine.pollOutput();
            drained.push(copyOf(output));
            more = output.type !== "timeout";
            overwrite(output);
          }
          expect(drained).toEqual(outputs);
        }
      }),
      lawRuns(100),
    );
  });

  it("and the engine leaves alone what it was given and what it gave", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        const { recording } = playedWorld(plan).recorder;
        const engine = reenact(recording);
        const kept: { given: Input | Output; copy: unknown }[] = [];
        const keep = (given: Input | Output): void => void kept.push({ given, copy: copyOf(given) });
        for (const { input } of recording.steps) {
          keep(input);
          engine.handleInput(input);
          for (let output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) keep(output);
        }
        for (const { given, copy } of kept) expect(copyOf(given)).toEqual(copy);
        expect(drain(engine)).toHaveLength(1);
      }),
      lawRuns(50),
    );
  });
});

function expectOneOutcomeEach(recording: Recording, asked: readonly RequestId[]): void {
  const events = eventsOf(recording);
  const outcomes = events.flatMap((event) =>
    event.type === "response" || event.type === "requestFailed" ? [event.requestId] : [],
  );
  expect(outcomes.toSorted()).toEqual(asked.toSorted());
  expect(events.filter((event) => event.type === "sessionClosed")).toHaveLength(1);
  expect(events.at(-1)?.type).toBe("sessionClosed");
}

/** As {@link reenact}, with a configuration and random bytes that are overwritten as soon as they were given. */
function reenactOverwriting({ config, draws }: Recording): IpmiEngine {
  let drawn = 0;
  let last: Uint8Array | undefined;
  const given = { ...structuredClone(config) };
  const engine = new IpmiEngine({
    ...given,
    randomBytes: () => {
      last?.fill(0xee);
      last = draws[drawn++]!.bytes.slice();
      return last;
    },
  });
  overwrite(given);
  return engine;
}

/** Overwrites all of it, however deep, but for what errors are. */
function overwrite(value: object): void {
  if (value instanceof Error) return;
  if (value instanceof Uint8Array) {
    value.fill(0xee);
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    if (typeof each === "object" && each !== null) overwrite(each);
    else if (!Object.isFrozen(value)) Object.assign(value, { [name]: typeof each === "number" ? 0x6e : "overwritten" });
  }
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SolEngine } from "../../src/sol/sol-engine.ts";
import type { SolEvent, SolInput, SolOutput } from "../../src/sol/types.ts";
import { lawRuns } from "../support/law-runs.ts";
import { copyOf } from "../support/recording.ts";
import { SolWorld } from "../support/sol-world.ts";

/** What a plan does, step by step. */
const plans = fc.record({
  seed: fc.nat(),
  loss: fc.constantFrom(0, 0.2),
  receiveWindow: fc.integer({ min: 255, max: 500 }),
  steps: fc.array(
    fc.oneof(
      fc.record({ do: fc.constant("type" as const), length: fc.nat({ max: 400 }) }),
      fc.record({ do: fc.constant("print" as const), length: fc.nat({ max: 400 }) }),
      fc.record({ do: fc.constant("wait" as const), milliseconds: fc.nat({ max: 2000 }) }),
      fc.record({ do: fc.constant("break" as const) }),
      fc.record({ do: fc.constant("power" as const) }),
      fc.record({ do: fc.constant("noise" as const), bytes: fc.uint8Array({ maxLength: 20 }) }),
      fc.record({
        do: fc.constant("close" as const),
        reason: fc.constantFrom("requested", "takenOver", "sessionLost"),
      }),
    ),
    { maxLength: 20 },
  ),
});

type Plan = typeof plans extends fc.Arbitrary<infer T> ? T : never;

/** A world in which a plan was carried out to its end. */
function played({ seed, loss, receiveWindow, steps }: Plan): SolWorld {
  const world = new SolWorld({ seed, conditions: { loss, delay: 5 }, config: { receiveWindow } });
  let operations = 0;
  const isOpen = (): boolean => !world.console.snapshot().isClosed;
  for (const step of steps) {
    switch (step.do) {
      case "type":
        if (isOpen() && world.console.snapshot().room >= step.length) {
          world.input({ type: "characters", characters: new Uint8Array(step.length).fill(1) });
        }
        break;
      case "print":
        world.print(new Uint8Array(step.length).fill(2));
        break;
      case "wait":
        world.network.clock.advance(step.milliseconds);
        break;
      case "break":
        if (isOpen()) world.input({ type: "operate", operationId: operations++, operation: { generateBreak: true } });
        break;
      case "power":
        world.bmc.device.chassis.powerIsOn = !world.bmc.device.chassis.powerIsOn;
        world.wake();
        break;
      case "noise":
        world.input({ type: "payload", payload: step.bytes });
        break;
      case "close":
        world.input({ type: "close", reason: step.reason as "requested" });
        break;
    }
  }
  world.network.clock.advance(3000);
  world.input({ type: "close", reason: "requested" });
  world.network.clock.advance(1000);
  return world;
}

function drain(engine: SolEngine): SolOutput[] {
  const outputs: SolOutput[] = [];
  for (let output = engine.pollOutput(); ; output = engine.pollOutput()) {
    outputs.push(copyOf(output));
    if (output.type === "timeout") return outputs;
  }
}

const lasting = (outputs: readonly SolOutput[]): SolOutput[] => outputs.filter(({ type }) => type !== "timeout");

describe("the laws of a serial console", () => {
  it("1 and 2: the same inputs give the same outputs, whenever they are drained", () => {
    fc.assert(
      fc.property(plans, fc.infiniteStream(fc.nat({ max: 5 })), (plan, waits) => {
        const { steps, config } = played(plan);
        const engine = new SolEngine(config);
        const late: SolOutput[] = [];
        let inputsUntilDrain = 0;
        for (const { input } of steps) {
          engine.handleInput(structuredClone(input));
          if (inputsUntilDrain-- > 0) continue;
          late.push(...drain(engine));
          inputsUntilDrain = waits.next().value ?? 0;
        }
        late.push(...drain(engine));
        const atOnce = steps.flatMap(({ outputs }) => outputs.map(copyOf));
        expect(lasting(late)).toEqual(lasting(atOnce));
        expect(late.at(-1)).toEqual(atOnce.at(-1));
      }),
      { ...lawRuns(40), interruptAfterTimeLimit: 15_000 },
    );
  });

  it("3: no payload makes it throw, whatever it is and whenever it comes", () => {
    const payloads = fc.array(fc.tuple(fc.uint8Array({ maxLength: 300, size: "max" }), fc.nat({ max: 3000 })));
    fc.assert(
      fc.property(payloads, fc.boolean(), (all, types) => {
        const engine = new SolEngine({ inboundPayloadSize: 20, receiveWindow: 255 });
        let now = 0;
        for (const [payload, wait] of all) {
          now += wait;
          if (types && !engine.snapshot().isClosed && engine.snapshot().room > 0) {
            engine.handleInput({ type: "characters", now, characters: payload.subarray(0, engine.snapshot().room) });
          }
          engine.handleInput({ type: "payload", now, payload });
          engine.handleInput({ type: "timeout", now });
          expect(engine.snapshot().unconsumed).toBeLessThanOrEqual(255);
        }
      }),
      lawRuns(300),
    );
  });

  it("4: an older time counts as the newest seen, and early timeouts do nothing", () => {
    const engine = new SolEngine({ inboundPayloadSize: 20, retry: { firstWait: 100, factor: 1 } });
    engine.handleInput({ type: "characters", now: 1000, characters: Uint8Array.of(1) });
    drain(engine);
    engine.handleInput({ type: "timeout", now: 5 });
    engine.handleInput({ type: "timeout", now: 1099 });
    expect(drain(engine)).toMatchObject([{ type: "timeout", at: 1100, reason: "acknowledgement" }]);
    expect(engine.snapshot().now).toBe(1099);
  });

  it("5: after a timeout at the deadline the next one is later, or there is none", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { steps, config } = played(plan);
        const engine = new SolEngine(config);
        for (const { input } of steps) {
          engine.handleInput(structuredClone(input));
          let last = drain(engine).at(-1)!;
          for (
            let turn = 0;
            turn < 3 && last.type === "timeout" && last.at !== undefined && last.at <= input.now;
            turn++
          ) {
            const { at } = last;
            engine.handleInput({ type: "timeout", now: at });
            last = drain(engine).at(-1)!;
            if (last.type === "timeout" && last.at !== undefined) expect(last.at).toBeGreaterThan(at);
          }
        }
        // Left alone, it comes to an end or to silence: each deadline later than the one before.
        let now = steps.at(-1)!.input.now;
        for (let turn = 0; turn < 30; turn++) {
          const last = drain(engine).at(-1)!;
          if (last.type !== "timeout" || last.at === undefined) return;
          expect(last.at).toBeGreaterThan(now);
          expect(Number.isFinite(last.at)).toBe(true);
          now = last.at;
          engine.handleInput({ type: "timeout", now });
        }
      }),
      { ...lawRuns(40), interruptAfterTimeLimit: 15_000 },
    );
  });

  it("6: every operation is settled once, every character accounted for, and closed comes last", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { steps, events } = played(plan);
        const inputs = steps.map(({ input }) => input);
        const asked = inputs.flatMap((input: SolInput) => (input.type === "operate" ? [input.operationId] : []));
        const settled = events.flatMap((event: SolEvent) =>
          event.type === "operated" || event.type === "operationFailed" ? [event.operationId] : [],
        );
        expect(settled.toSorted()).toEqual(asked.toSorted());
        const typed = inputs.reduce(
          (sum, input) => sum + (input.type === "characters" ? input.characters.length : 0),
          0,
        );
        const accepted = events.reduce(
          (sum, event) => sum + (event.type === "charactersAccepted" ? event.count : 0),
          0,
        );
        const closed = events.at(-1)!;
        expect(closed.type).toBe("closed");
        expect(events.filter(({ type }) => type === "closed")).toHaveLength(1);
        if (closed.type === "closed") expect(accepted + closed.unaccepted).toBe(typed);
      }),
      { ...lawRuns(40), interruptAfterTimeLimit: 15_000 },
    );
  });

  it("7: what comes in is copied, what goes out is never touched again", () => {
    const engine = new SolEngine({ inboundPayloadSize: 20 });
    const characters = Uint8Array.of(1, 2, 3);
    engine.handleInput({ type: "characters", now: 0, characters });
    const payload = Uint8Array.of(1, 0, 0, 0, 9, 9);
    engine.handleInput({ type: "payload", now: 0, payload });
    characters.fill(0xee);
    payload.fill(0xee);
    const outputs = drain(engine);
    expect(outputs[0]).toMatchObject({ payload: Uint8Array.of(1, 0, 0, 0, 1, 2, 3) });
    expect(outputs[1]).toMatchObject({ event: { characters: Uint8Array.of(9, 9) } });
    engine.handleInput({ type: "timeout", now: 500 });
    const again = engine.pollOutput();
    expect(again).toMatchObject({ payload: Uint8Array.of(1, 0, 0, 0, 1, 2, 3) });
    if (again.type === "transmit") again.payload.fill(0xee);
    engine.handleInput({ type: "timeout", now: 1500 });
    expect(engine.pollOutput()).toMatchObject({ payload: Uint8Array.of(1, 0, 0, 0, 1, 2, 3) });
  });
});

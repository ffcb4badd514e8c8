import { type Clock, type DriverSink, EngineDriver, maxTimerDelay } from "@ruipmi/client";
import { VirtualClock } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScriptedEngine, type ScriptedInput, type ScriptedTransmit } from "./support/scripted-engine.ts";

type Sink = DriverSink<ScriptedTransmit, string>;

function setUp(clock: Clock, sink: Partial<Sink> = {}) {
  const engine = new ScriptedEngine();
  const heard: string[] = [];
  const driver = new EngineDriver<ScriptedInput, ScriptedTransmit, string>(engine, clock, {
    transmit: ({ label }) => heard.push(`transmit ${label}`),
    event: (event) => heard.push(`event ${event}`),
    isBusy: () => true,
    ...sink,
  });
  const feed = (label: string): void => driver.feed((now) => ({ type: "input", now, label }));
  return { engine, driver, heard, feed };
}

/** A clock whose timers fire only when the test says so, at whatever time it says. */
class ManualClock implements Clock {
  time = 0;
  readonly timers: { delay: number; callback: () => void; background: boolean }[] = [];
  cancelled = 0;

  now(): number {
    return this.time;
  }

  setTimer(delay: number, callback: () => void, options?: { readonly background?: boolean }): () => void {
    this.timers.push({ delay, callback, background: options?.background === true });
    return () => {
      this.cancelled += 1;
    };
  }
}

describe("EngineDriver", () => {
  it("drains every output in order after an input", () => {
    const { engine, heard, feed } = setUp(new VirtualClock());
    engine.outputs.push(
      { type: "transmit", label: "1" },
      { type: "event", event: "2" },
      { type: "transmit", label: "3" },
    );
    feed("go");
    expect(heard).toEqual(["transmit 1", "event 2", "transmit 3"]);
  });

  it("calls the engine at its deadline, and no later one of an earlier wish", () => {
    const clock = new VirtualClock();
    const { engine, feed } = setUp(clock);
    engine.deadline = 1000;
    feed("a");
    engine.deadline = 300;
    feed("b");
    expect(clock.pendingTimers).toBe(1);
    engine.onInput = () => {
      engine.deadline = undefined;
    };
    clock.advance(5000);
    expect(engine.inputs.slice(2)).toEqual([{ type: "timeout", now: 300 }]);
    expect(clock.pendingTimers).toBe(0);
  });

  it("counts a deadline as reached when its timer fires early", () => {
    const clock = new ManualClock();
    const { engine, feed } = setUp(clock);
    engine.deadline = 100;
    feed("a");
    clock.time = 99.2;
    clock.timers[0]!.callback();
    expect(engine.inputs.at(-1)).toEqual({ type: "timeout", now: 100 });
    clock.time = 99.6;
    feed("b");
    expect(engine.inputs.at(-1)).toEqual({ type: "input", now: 100, label: "b" });
  });

  it("clamps a wait to what timers take, and does not take its end for the deadline", () => {
    const clock = new ManualClock();
    const { engine, feed } = setUp(clock);
    engine.deadline = 3 * maxTimerDelay;
    feed("a");
    expect(clock.timers[0]!.delay).toBe(maxTimerDelay);
    clock.time = maxTimerDelay;
    clock.timers[0]!.callback();
    expect(engine.inputs.at(-1)).toEqual({ type: "timeout", now: maxTimerDelay });
    expect(clock.timers).toHaveLength(2);
  });

  it("keeps its timer while the deadline stays, and marks what nobody waits for", () => {
    const clock = new ManualClock();
    let busy = true;
    const reasons: unknown[] = [];
    const { engine, feed } = setUp(clock, {
      isBusy: (reason) => {
        reasons.push(reason);
        return busy;
      },
    });
    engine.deadline = 100;
    feed("a");
    feed("b");
    expect(clock.timers).toMatchObject([{ background: false }]);
    busy = false;
    feed("c");
    expect(clock.timers).toMatchObject([{ background: false }, { background: true }]);
    expect(clock.cancelled).toBe(1);
    expect(reasons).toEqual(["scripted", "scripted", "scripted"]);
  });

  it("lets a call from inside the sink join the drain", () => {
    const engineHeard: string[] = [];
    let depth = 0;
    let deepest = 0;
    const { engine, heard, feed } = setUp(new VirtualClock(), {
      event: (event) => {
        depth += 1;
        deepest = Math.max(deepest, depth);
        engineHeard.push(event);
        if (event === "1") {
          engine.outputs.push({ type: "event", event: "3" });
          feed("inside");
        }
        depth -= 1;
      },
    });
    engine.outputs.push({ type: "event", event: "1" }, { type: "transmit", label: "2" });
    feed("outside");
    expect(engine.inputs.map(({ label }) => label)).toEqual(["outside", "inside"]);
    expect(engineHeard).toEqual(["1", "3"]);
    expect(heard).toEqual(["transmit 2"]);
    expect(deepest).toBe(1);
  });

  it("finishes the drain before it passes on what the sink threw", () => {
    const clock = new VirtualClock();
    const { engine, heard, feed } = setUp(clock, {
      event: (event) => {
        throw new Error(event);
      },
    });
    engine.deadline = 10;
    engine.outputs.push({ type: "event", event: "first" }, { type: "event", event: "second" });
    engine.outputs.push({ type: "transmit", label: "out" });
    expect(() => feed("a")).toThrow("first");
    expect(heard).toEqual(["transmit out"]);
    expect(clock.pendingTimers).toBe(1);
  });

  it("does nothing any more once it was stopped", () => {
    const clock = new VirtualClock();
    const { engine, driver, feed } = setUp(clock);
    engine.deadline = 10;
    feed("a");
    driver.stop();
    feed("b");
    clock.advance(100);
    expect(engine.inputs).toHaveLength(1);
    expect(driver.deadline).toBeUndefined();
  });

  it("hands out nothing more when it is stopped in the middle of a drain", () => {
    const clock = new VirtualClock();
    const drained: string[] = [];
    const { engine, driver, heard, feed } = setUp(clock, {
      event: (event) => {
        heard.push(event);
        driver.stop();
        throw new Error("listener");
      },
      drained: () => drained.push("drained"),
    });
    engine.deadline = 10;
    engine.outputs.push({ type: "event", event: "1" }, { type: "transmit", label: "2" }, { type: "event", event: "3" });
    expect(() => feed("a")).toThrow("listener");
    expect(heard).toEqual(["1"]);
    expect(drained).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it("gives times that never go back, and one timer at most, whatever happens", () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant("feed" as const),
        deadline: fc.option(fc.double({ min: -50, max: 500, noNaN: true })),
      }),
      fc.record({ do: fc.constant("advance" as const), by: fc.double({ min: 0, max: 300, noNaN: true }) }),
      fc.record({ do: fc.constant("expire" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const clock = new VirtualClock();
        const { engine, driver, feed } = setUp(clock);
        engine.onInput = ({ type, now }) => {
          // As every engine promises: after a timeout the next deadline is later, or there is none.
          if (type === "timeout" && engine.deadline !== undefined && engine.deadline <= now)
            engine.deadline = undefined;
        };
        for (const each of steps) {
          if (each.do === "feed") {
            engine.deadline = each.deadline === null ? undefined : clock.now() + each.deadline;
            feed("a");
          } else if (each.do === "advance") clock.advance(each.by);
          else driver.expireDeadline();
          expect(clock.pendingTimers).toBe(driver.deadline === undefined ? 0 : 1);
          expect(driver.deadline).toBe(engine.deadline);
        }
        const times = engine.inputs.map(({ now }) => now);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import type { Input } from "../../src/engine/types.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const more = "wait already: wait for answers before asking more";

function opened(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.open();
  return harness;
}

/** Cancels so many requests right after they were sent: their numbers rest. */
function resting(harness: EngineHarness, count: number): EngineHarness {
  for (let request = 0; request < count; request++) {
    harness
      .command(`cancelled ${request}`)
      .lose()
      .feed({ type: "cancelRequest", requestId: `cancelled ${request}` });
  }
  return harness;
}

/** The code and the text of what is thrown. */
function thrown(act: () => unknown): readonly [string, string] {
  try {
    act();
  } catch (error) {
    const { code, message } = error as Error & { code: string };
    return [code, message];
  }
  return ["nothing", ""];
}

describe("what is out of place says so", () => {
  it("a second session, a request to an engine that closes, a payload without a session", () => {
    const harness = new EngineHarness({ cipherSuites: [3] });
    expect(thrown(() => harness.feed({ type: "sendPayload", payloadType: 1, payload: new Uint8Array(1) }))).toEqual([
      "invalidState",
      "sendPayload needs an open session (phase: idle)",
    ]);
    harness.open();
    expect(thrown(() => harness.feed({ type: "openSession" }))).toEqual([
      "invalidState",
      "openSession begins the one session of an engine, once (phase: open)",
    ]);
    harness.feed({ type: "closeSession" });
    expect(thrown(() => harness.command(1))).toEqual([
      "invalidState",
      "request needs an engine that is not closing: make a new one (phase: awaitCloseSession)",
    ]);
  });

  it("an input, a time, a name or a payload that cannot be", () => {
    const harness = opened().command("name");
    const misuse = (input: unknown): unknown => thrown(() => harness.engine.handleInput(input as Input));
    expect(misuse({ type: "reset", now: 0 })).toEqual(["invalidArgument", "input.type is unknown: reset"]);
    const time = "now is monotonic milliseconds as a finite number, not ";
    expect(misuse({ type: "timeout", now: 2 ** 53 })).toEqual(["invalidArgument", `${time}9007199254740992`]);
    expect(misuse({ type: "timeout", now: Number.MAX_SAFE_INTEGER })).toEqual(["nothing", ""]);
    expect(thrown(() => harness.command("name"))).toEqual(["invalidArgument", "requestId name is in use"]);
    const types = "payloadType is 1 or 3 to 63, and not 16 to 21, which make sessions; not ";
    for (const payloadType of [0, 2, 16, 21, 64, 1.5]) {
      const input = { type: "sendPayload", payloadType, payload: new Uint8Array(1), now: 0 };
      expect(misuse(input)).toEqual(["invalidArgument", types + payloadType]);
    }
    const payload = new Uint8Array(1025);
    expect(misuse({ type: "sendPayload", payloadType: 1, payload, now: 0 })).toEqual([
      "invalidArgument",
      "payload is a Uint8Array of at most 1024 bytes",
    ]);
  });

  it("one request too many", () => {
    const outside = new EngineHarness();
    for (let ping = 0; ping < 16; ping++) outside.request(ping, { type: "presencePing" });
    expect(thrown(() => outside.request(16, { type: "presencePing" }))).toEqual([
      "queueFull",
      `16 requests outside the session ${more}`,
    ]);
    const early = new EngineHarness({ cipherSuites: [3], maxInFlight: 2, maxQueued: 0 });
    early.feed({ type: "openSession" });
    while (early.phase !== "awaitSetSessionPrivilegeLevel") early.receive(...early.carry());
    expect(thrown(() => early.command(1))).toEqual(["queueFull", `0 requests ${more}`]);
    early.settle().command(1).command(2);
    const waiting = resting(opened({ maxQueued: 1 }), 64).command("first");
    expect(thrown(() => waiting.command("second"))).toEqual(["queueFull", `1 requests ${more}`]);
  });
});

describe("what is settled says how", () => {
  it("a request that was cancelled, and only that", () => {
    const harness = opened().command(1).command(2).command(3).feed({ type: "cancelRequest", requestId: 3 });
    expect(harness.eventsOf("requestFailed")).toMatchObject([
      { requestId: 3, mayHaveExecuted: false, error: { code: "cancelled", message: "the request was cancelled" } },
    ]);
    harness.settle();
    expect([1, 2, 3].map((name) => harness.verdict(name))).toEqual([0, 0, "cancelled"]);
  });

  it("one outside a session may have been executed, though nothing came", () => {
    const harness = new EngineHarness().request("ping", { type: "presencePing" });
    harness.runOut();
    expect(harness.eventsOf("requestFailed")).toMatchObject([{ requestId: "ping", mayHaveExecuted: true }]);
  });

  it("those that are open when the session is closed, or before it began", () => {
    const text = { code: "sessionClosed", message: "the session was closed" };
    const harness = opened().command(1).command(2).feed({ type: "closeSession" });
    expect(harness.eventsOf("requestFailed")).toMatchObject([
      { requestId: 1, mayHaveExecuted: true, error: text },
      { requestId: 2, mayHaveExecuted: false, error: text },
    ]);
    const early = new EngineHarness().command(1).feed({ type: "openSession" }).feed({ type: "closeSession" });
    expect(early.eventsOf("requestFailed")).toMatchObject([{ requestId: 1, mayHaveExecuted: false, error: text }]);
    expect(early.closed).toEqual({ type: "sessionClosed", reason: "requested", confirmed: false });
  });

  it("the session, when it is lost", () => {
    const harness = opened({ maxInFlight: 2, retry: { firstWait: 100, factor: 1, tries: 1 } });
    harness.command(1).command(2).lose().tick();
    expect(harness.closed?.error).toMatchObject({
      code: "sessionLost",
      message: "the managed system has not answered requests in a row: the session counts as lost; open a new one",
    });
  });

  it("each change of phase, and none where the phase stays", () => {
    const harness = new EngineHarness({ cipherSuites: [17, 3] }, { suites: [3] });
    harness.open();
    harness.feed({ type: "closeSession" }).settle();
    const phases = [
      "idle",
      "awaitOpenSessionResponse",
      "awaitRakpMessage2",
      "awaitRakpMessage4",
      "awaitSetSessionPrivilegeLevel",
      "open",
      "awaitCloseSession",
      "closed",
    ];
    expect(harness.eventsOf("phaseChanged")).toStrictEqual(
      phases.slice(1).map((to, index) => ({ type: "phaseChanged", from: phases[index], to })),
    );
  });
});

describe("nothing is sent before the session is open", () => {
  it("though there is room in flight", () => {
    const harness = new EngineHarness({ cipherSuites: [3], maxInFlight: 2 }).command(1);
    harness.feed({ type: "openSession" });
    while (harness.phase !== "awaitSetSessionPrivilegeLevel") harness.receive(...harness.carry());
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 1, queued: 1 });
    harness.settle();
    expect(harness.verdict(1)).toBe(0);
  });
});

describe("the deadline", () => {
  it("is the earliest, by the name of what comes first", () => {
    const harness = opened().command(1).lose();
    harness.now = 500;
    harness.request("ping", { type: "presencePing" });
    expect(harness.timeout).toEqual({ type: "timeout", at: 1000, reason: "response" });
    const equal = opened().command(1).request("ping", { type: "presencePing" });
    expect(equal.timeout).toEqual({ type: "timeout", at: 1000, reason: "response" });
  });

  it("is no keepalive while a request is in flight or waits", () => {
    const harness = opened({ keepaliveInterval: 500 }).command(1);
    expect(harness.timeout).toEqual({ type: "timeout", at: 1000, reason: "response" });
    const waiting = resting(opened({ keepaliveInterval: 500 }), 64).command("waits");
    expect(waiting.timeout).toEqual({ type: "timeout", at: 30_000, reason: "rqSeqRest" });
  });

  it("is a keepalive's once a number is free for it", () => {
    const harness = resting(opened({ keepaliveInterval: 500 }), 64);
    expect(harness.timeout).toEqual({ type: "timeout", at: 30_000, reason: "keepalive" });
    expect(opened({ keepaliveInterval: 500 }).timeout).toEqual({ type: "timeout", at: 500, reason: "keepalive" });
  });

  it("is none for numbers that rest while nothing waits for one, or there is no room in flight", () => {
    const harness = resting(opened(), 64);
    expect(harness.timeout.at).toBeUndefined();
    const busy = resting(opened(), 63)
      .command("long", { retry: { firstWait: 60_000 } })
      .command("waits");
    expect(busy.timeout).toEqual({ type: "timeout", at: 60_000, reason: "response" });
  });
});

describe("a snapshot and what is not for the engine", () => {
  it("numbers rest by the clock", () => {
    const harness = resting(opened(), 1);
    expect(harness.wait(29_999).engine.snapshot().rqSeqsResting).toBe(1);
    expect(harness.wait(1).engine.snapshot().rqSeqsResting).toBe(0);
  });

  it("what is no packet is for nobody, whatever is waited for", () => {
    const harness = new EngineHarness().request("ping", { type: "presencePing" });
    for (const bytes of [[], [6, 0, 0xff, 7], [1, 2, 3, 4, 5]]) {
      expect(harness.engine.accepts(Uint8Array.from(bytes))).toBe(false);
    }
  });

  it("an ICMP message to a closed engine is only counted", () => {
    const harness = new EngineHarness().feed({ type: "closeSession" }).feed({ type: "unreachable" });
    expect(harness.dropped).toEqual({ unreachable: 1 });
  });
});

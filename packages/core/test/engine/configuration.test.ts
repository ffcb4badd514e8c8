import { describe, expect, it } from "vitest";
import type { EngineConfig } from "../../src/engine/config.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { defaultRetryPolicy, resolveRetryPolicy, retryWait } from "../../src/engine/retry-policy.ts";
import type { EngineRequest, Input } from "../../src/engine/types.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const wrong: Partial<Record<keyof EngineConfig, readonly unknown[]>> = {
  username: ["admin", undefined, [1, 2]],
  password: ["secret", null],
  kg: ["key"],
  cipherSuites: [[], [20], [-1], [1.5], Array.from({ length: 21 }, () => 3)],
  privilegeLevel: [0, 6, 2.5, "admin"],
  maxInFlight: [0, 33, 1.5, Number.NaN],
  maxQueued: [-1, 65_536, Number.POSITIVE_INFINITY],
  keepaliveInterval: [-1, Number.NaN, 86_400_001],
  closeBudget: [0, 1, Number.NaN],
  rqSeqRest: [0, Number.NaN, -5],
  repetitionRest: [Number.NaN, -5],
  randomBytes: [undefined, 4],
  retry: [
    { firstWait: 0 },
    { firstWait: Number.NaN },
    { factor: 0.5 },
    { maxWait: 3_600_001 },
    { tries: 0 },
    { tries: 1.5 },
    { tries: 101 },
    { jitter: -0.1 },
    { jitter: 1.1 },
  ],
};

describe("a configuration that cannot be", () => {
  it.each(Object.entries(wrong).flatMap(([field, values]) => values.map((value) => ({ field, value }))))(
    "$field: $value is misuse, thrown at once, by the field's name",
    ({ field, value }) => {
      const make = (): EngineHarness => new EngineHarness({ [field]: value });
      expect(make).toThrow(ApiMisuseError);
      expect(make).toThrow(new RegExp(field));
    },
  );
});

describe("a retry policy", () => {
  it("waits longer each time up to its limit, and by a share of the jitter", () => {
    const waits = (policy: typeof defaultRetryPolicy, random: Uint8Array): number[] =>
      [1, 2, 3, 4, 5].map((attempt) => retryWait(policy, attempt, random));
    expect(waits(defaultRetryPolicy, Uint8Array.of(0, 0))).toEqual([1000, 2000, 4000, 4000, 4000]);
    expect(waits(defaultRetryPolicy, Uint8Array.of(0xff, 0xff))).toEqual([1100, 2200, 4400, 4400, 4400]);
    const [half] = waits({ ...defaultRetryPolicy, jitter: 1 }, Uint8Array.of(0xff, 0x7f));
    expect(half).toBeCloseTo(1500, 0);
  });

  it("with a first wait of its own doubles up to four times that, unless a limit is given", () => {
    expect(resolveRetryPolicy({ firstWait: 300 }, defaultRetryPolicy)).toEqual({
      ...defaultRetryPolicy,
      firstWait: 300,
      maxWait: 1200,
    });
    expect(resolveRetryPolicy({ firstWait: 300, maxWait: 400 }, defaultRetryPolicy).maxWait).toBe(400);
    expect(resolveRetryPolicy({ tries: 2 }, defaultRetryPolicy)).toEqual({ ...defaultRetryPolicy, tries: 2 });
    expect(resolveRetryPolicy({}, defaultRetryPolicy)).toEqual(defaultRetryPolicy);
  });
});

describe("an input that cannot be is misuse, and changes nothing", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, 2 ** 60])("at time %s", (now) => {
    const { engine } = new EngineHarness();
    expect(() => engine.handleInput({ type: "timeout", now: now as number })).toThrow(/now is monotonic/);
    expect(engine.snapshot().now).toBeUndefined();
  });

  it("of an unknown type", () => {
    const { engine } = new EngineHarness();
    expect(() => engine.handleInput({ type: "reset", now: 0 } as unknown as Input)).toThrow(/input.type is unknown/);
  });

  it("to open a session a second time", () => {
    const harness = new EngineHarness().feed({ type: "openSession" });
    expect(() => harness.feed({ type: "openSession" })).toThrow(expect.objectContaining({ code: "invalidState" }));
    expect(harness.phase).toBe("awaitOpenSessionResponse");
  });

  it.each([
    { netFn: 1 },
    { netFn: 64 },
    { netFn: -2 },
    { cmd: 256 },
    { cmd: 0.5 },
    { lun: 4 },
    { data: new Uint8Array(1025) },
    { data: [1, 2] as unknown as Uint8Array },
    { retry: { tries: 0 } },
  ])("to request %j", (fields) => {
    const harness = new EngineHarness();
    expect(() => harness.command(1, fields)).toThrow(expect.objectContaining({ code: "invalidArgument" }));
    expect(harness.engine.snapshot().queued).toBe(0);
    harness.command(1); // the name is still free
  });

  it("to request under a name in use, or under none", () => {
    const harness = new EngineHarness().command("name");
    expect(() => harness.command("name")).toThrow(/in use/);
    expect(() => harness.request("name", { type: "presencePing" } satisfies EngineRequest)).toThrow(/in use/);
    expect(() => harness.command({} as string)).toThrow(/requestId/);
  });

  it("random bytes of another length, or session IDs that are always 0", () => {
    const short = new EngineHarness({ randomBytes: (length) => new Uint8Array(length - 1) });
    expect(() => short.feed({ type: "openSession" })).toThrow(/exactly 4 bytes for sessionId/);
    const zero = new EngineHarness({ randomBytes: (length) => new Uint8Array(length) });
    expect(() => zero.feed({ type: "openSession" })).toThrow(/only zeros/);
  });
});

describe("time", () => {
  it("that goes backwards counts as the newest seen", () => {
    const harness = new EngineHarness();
    harness.now = 5000;
    harness.feed({ type: "openSession" });
    harness.now = 10;
    harness.feed({ type: "timeout" });
    expect(harness.engine.snapshot().now).toBe(5000);
    expect(harness.timeout.at).toBe(6000);
    expect(harness.sent).toHaveLength(1);
  });

  it("may begin anywhere, below zero too", () => {
    const harness = new EngineHarness({ cipherSuites: [3] });
    harness.now = -1e9;
    harness.open();
    expect(harness.timeout.at).toBeUndefined();
    expect(harness.command(1).timeout.at).toBe(-1e9 + 1000);
  });

  it("that is early does nothing", () => {
    const harness = new EngineHarness().feed({ type: "openSession" });
    for (let time = 0; time < 999; time += 111) {
      harness.now = time;
      harness.feed({ type: "timeout" });
    }
    expect(harness.sent).toHaveLength(1);
  });
});

it("a snapshot is plain data of the engine as it stands", () => {
  const harness = new EngineHarness({ cipherSuites: [3] });
  expect(harness.engine.snapshot()).toEqual({
    phase: "idle",
    now: undefined,
    deadline: { at: undefined, reason: "none" },
    inFlight: 0,
    queued: 0,
    outsideSession: 0,
    rqSeqsResting: 0,
    transmitted: 0,
    received: 0,
    dropped: {},
    session: undefined,
  });
  harness.open();
  harness.command(1).command(2).receive(new Uint8Array(1));
  const snapshot = harness.engine.snapshot();
  expect(snapshot).toEqual({
    phase: "open",
    now: 0,
    deadline: { at: 1000, reason: "response" },
    inFlight: 1,
    queued: 1,
    outsideSession: 0,
    rqSeqsResting: 0,
    transmitted: 5,
    received: 5,
    dropped: { malformed: 1 },
    session: { cipherSuiteId: 3, privilegeLevel: 4, lastSent: 2, highestReceived: 1 },
  });
  expect(structuredClone(snapshot)).toEqual(snapshot);
  expect(
    new IpmiEngine({
      username: new Uint8Array(0),
      password: new Uint8Array(0),
      randomBytes: (n) => new Uint8Array(n),
    }).snapshot().phase,
  ).toBe("idle");
});

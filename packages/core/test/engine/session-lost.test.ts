import { describe, expect, it } from "vitest";
import { EngineHarness } from "../support/engine-harness.ts";

const brief = { cipherSuites: [3], retry: { firstWait: 100, factor: 1, tries: 2 } } as const;

function opened(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ ...brief, ...config });
  harness.open();
  return harness;
}

describe("keepalive", () => {
  it("is Get Device ID, when nothing was sent for the interval", () => {
    const harness = opened({ keepaliveInterval: 25_000 });
    expect(harness.timeout).toEqual({ type: "timeout", at: 25_000, reason: "keepalive" });
    harness.tick().settle();
    expect(harness.system.requests.at(-1)?.request).toMatchObject({ netFn: 6, cmd: 1 });
    expect(harness.timeout).toEqual({ type: "timeout", at: 50_000, reason: "keepalive" });
    expect(harness.eventsOf("response")).toEqual([]);
  });

  it("is put off by requests and payloads, and not sent while one waits", () => {
    const harness = opened({ keepaliveInterval: 25_000 });
    harness.now = 20_000;
    harness.command(1).settle();
    expect(harness.timeout.at).toBe(45_000);
    harness.now = 40_000;
    harness.feed({ type: "sendPayload", payloadType: 1, payload: new Uint8Array(4) });
    expect(harness.timeout.at).toBe(65_000);
    harness.command(2);
    expect(harness.timeout).toMatchObject({ at: 40_100, reason: "response" });
  });

  it("is every 25 seconds by default, and never with an interval of 0", () => {
    const standard = new EngineHarness({ cipherSuites: [3], keepaliveInterval: 25_000 });
    standard.open();
    expect(standard.timeout.at).toBe(25_000);
    expect(opened({ keepaliveInterval: 0 }).timeout.at).toBeUndefined();
  });

  it("lets requests go at once besides itself, when there is room", () => {
    const harness = opened({ keepaliveInterval: 1000, maxInFlight: 2 });
    harness.tick();
    harness.command(1);
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 2, queued: 0 });
    expect(harness.settle().verdict(1)).toBe(0);
  });

  it("unanswered twice in a row loses the session", () => {
    const harness = opened({ keepaliveInterval: 1000 });
    harness.runOut();
    expect(harness.closed).toMatchObject({ reason: "lost", confirmed: false, error: { code: "sessionLost" } });
    expect(harness.now).toBe(1000 + 200 + 900 + 200); // the second is due an interval after the last sending of the first
  });
});

describe("a session", () => {
  it("is not lost by short waits of single requests, however many, before the configured tries would be over", () => {
    const harness = opened({ retry: { firstWait: 1000, factor: 1, tries: 4, jitter: 0 }, maxInFlight: 2 });
    const hasty = { firstWait: 1, tries: 1 };
    for (let requestId = 1; requestId <= 6; requestId++) {
      harness.request(requestId, { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0), retry: hasty });
    }
    while (harness.engine.snapshot().inFlight > 0) harness.tick().lose();
    expect(harness.eventsOf("requestFailed")).toHaveLength(6);
    expect(harness.phase).toBe("open");
    harness.now = 4000;
    for (const requestId of [7, 8]) {
      harness.request(requestId, { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0), retry: hasty });
    }
    while (harness.closed === undefined) harness.tick().lose();
    expect(harness.closed.reason).toBe("lost");
  });

  it("waits no shorter than half as much again as the round trip that its handshake saw", () => {
    const harness = new EngineHarness({ cipherSuites: [3], retry: { firstWait: 100, tries: 2, jitter: 0 } });
    harness.feed({ type: "openSession" });
    const [answer] = harness.carry();
    harness.now = 80;
    harness.receive(answer!).settle();
    expect(harness.phase).toBe("open");
    harness.command(1);
    expect(harness.timeout.at).toBe(80 + 120);
  });

  it("counts as lost after two requests in a row without any sign of life", () => {
    const harness = opened().command(1).command(2).command(3);
    harness.runOut();
    expect(harness.closed).toMatchObject({ reason: "lost", error: { code: "sessionLost" } });
    expect(harness.verdict(1)).toBe("timeout");
    expect(harness.verdict(2)).toBe("timeout");
    expect(harness.outcome(3)).toMatchObject({ error: { code: "sessionLost" }, mayHaveExecuted: false });
    expect(harness.now).toBe(400);
  });

  it("that is lost sends one last Close Session and awaits nothing", () => {
    const harness = opened().command(1).command(2);
    for (let tick = 0; tick < 3; tick++) harness.tick().lose();
    harness.tick();
    expect(harness.phase).toBe("closed");
    harness.carry();
    expect(harness.system.requests.at(-1)?.request.cmd).toBe(0x3c);
  });

  it("lives when anything authentic came between two requests without an answer", () => {
    const harness = opened().command(1).command(2);
    harness.tick().tick();
    harness.receive(harness.system.seal(0x01, new Uint8Array(4)));
    harness.tick().tick();
    expect(harness.phase).toBe("open");
    expect([harness.verdict(1), harness.verdict(2)]).toEqual(["timeout", "timeout"]);
  });

  it("lives when something authentic came while the request waited", () => {
    const harness = opened().command(1).command(2).command(3);
    for (let request = 0; request < 3; request++) {
      harness.tick();
      harness.receive(harness.system.seal(0x01, new Uint8Array(4)));
      harness.tick();
    }
    expect(harness.phase).toBe("open");
    expect(harness.verdict(3)).toBe("timeout");
  });

  it("lives when one request was silent after one that only missed its own answer", () => {
    const harness = opened().command(1).command(2);
    harness.tick();
    harness.receive(harness.system.seal(0x01, new Uint8Array(4)));
    harness.tick().tick().tick();
    expect([harness.verdict(1), harness.verdict(2)]).toEqual(["timeout", "timeout"]);
    expect(harness.phase).toBe("open");
  });

  it("is not kept alive by what is not authentic", () => {
    const harness = opened().command(1).command(2);
    while (harness.closed === undefined) {
      const forged = harness.system.seal(0x01, new Uint8Array(4));
      forged[forged.length - 1]! ^= 1;
      harness.receive(forged).tick();
    }
    expect(harness.closed.reason).toBe("lost");
    expect(harness.dropped).toEqual({ authCode: 4 });
  });

  it("is never opened again by itself: a lost request is not carried over", () => {
    const harness = opened().command(1).command(2).command(3);
    harness.runOut();
    expect(harness.sent.length).toBe(4 + 4 + 1);
  });
});

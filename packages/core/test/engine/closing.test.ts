import { describe, expect, it } from "vitest";
import type { PhaseName } from "../../src/engine/phases.ts";
import { closeSession } from "../../src/messages/close-session.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { EngineHarness } from "../support/engine-harness.ts";

/** How many answers bring an engine to each phase. */
const phases = [
  ["awaitOpenSessionResponse", 0],
  ["awaitRakpMessage2", 1],
  ["awaitRakpMessage4", 2],
  ["awaitSetSessionPrivilegeLevel", 3],
  ["open", 4],
] as const satisfies readonly (readonly [PhaseName, number])[];

function inPhase(phase: PhaseName): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3] });
  if (phase === "idle") return harness;
  harness.feed({ type: "openSession" });
  for (const [name, answers] of phases) {
    if (name !== phase) continue;
    for (let answer = 0; answer < answers; answer++) harness.receive(...harness.carry());
  }
  expect(harness.phase).toBe(phase);
  return harness;
}

function ask(harness: EngineHarness): EngineHarness {
  harness.command("command").command("another").request("ping", { type: "presencePing" });
  return harness.request("discovery", {
    type: "outsideSession",
    framing: "ipmi15",
    netFn: 6,
    cmd: 0x38,
    data: Uint8Array.of(0x8e, 4),
  });
}

describe.each(["idle", ...phases.map(([name]) => name)] as const)("closeSession in phase %s", (phase) => {
  it("settles everything that waits, each request once, and ends", () => {
    const harness = ask(inPhase(phase));
    harness.feed({ type: "closeSession" });
    for (const name of ["command", "another", "ping", "discovery"]) expect(harness.verdict(name)).toBe("sessionClosed");
    harness.settle();
    expect(harness.phase).toBe("closed");
    expect(harness.closed).toMatchObject({ reason: "requested" });
    expect(harness.closed).not.toHaveProperty("error");
    expect(harness.events.at(-1)).toBe(harness.closed);
    expect(harness.timeout).toEqual({ type: "timeout", at: undefined, reason: "none" });
  });

  it("says of each request whether it may have been executed", () => {
    const harness = ask(inPhase(phase));
    harness.feed({ type: "closeSession" });
    const sent = Object.fromEntries(
      harness.eventsOf("requestFailed").map(({ requestId, mayHaveExecuted }) => [requestId, mayHaveExecuted]),
    );
    expect(sent).toEqual({ command: phase === "open", another: false, ping: true, discovery: true });
  });

  it("again, and again later, does nothing", () => {
    const harness = inPhase(phase);
    harness.feed({ type: "closeSession" });
    const { length } = harness.sent;
    harness.feed({ type: "closeSession" });
    expect(harness.sent).toHaveLength(length);
    harness.settle().feed({ type: "closeSession" });
    expect(harness.eventsOf("sessionClosed")).toHaveLength(1);
  });

  it("leaves an engine that takes nothing more, and throws for nothing that the network brings", () => {
    const harness = inPhase(phase).feed({ type: "closeSession" });
    harness.runOut();
    expect(() => harness.command("late")).toThrow(/needs an engine that is not closing/);
    expect(() => harness.feed({ type: "openSession" })).toThrow(/once/);
    expect(() => harness.feed({ type: "sendPayload", payloadType: 1, payload: new Uint8Array(4) })).toThrow(/open/);
    const { length } = harness.events;
    harness.receive(new Uint8Array(40)).feed({ type: "unreachable" }).feed({ type: "timeout" });
    harness.feed({ type: "cancelRequest", requestId: "late" });
    expect(harness.events).toHaveLength(length);
    expect(harness.dropped).toMatchObject({ unexpected: 1, unreachable: 1 });
  });
});

describe("what the managed system is told", () => {
  it("before its session ID is known: nothing", () => {
    const harness = inPhase("awaitOpenSessionResponse");
    harness.lose().feed({ type: "closeSession" });
    expect(harness.sent).toHaveLength(1);
  });

  it("awaiting RAKP Message 2: a RAKP Message 3 with a status, which frees the slot and is no failed login", () => {
    const harness = inPhase("awaitRakpMessage2").feed({ type: "closeSession" }).settle();
    expect(harness.system.rakpMessages3).toMatchObject([
      { status: 0x02, managedSystemSessionId: harness.system.managedSystemSessionId },
    ]);
    expect(harness.system.rakpMessages3[0]?.keyExchangeAuthenticationCode).toHaveLength(0);
  });

  it.each(["awaitRakpMessage4", "awaitSetSessionPrivilegeLevel", "open"] as const)("in %s: Close Session", (phase) => {
    const harness = inPhase(phase).feed({ type: "closeSession" }).settle();
    const { request } = harness.system.requests.at(-1)!;
    expect(request).toMatchObject({ netFn: 0x06, cmd: 0x3c, rsLun: 0 });
    expect(decodeFromBytes(closeSession.request, request.data, "Close Session")).toEqual({
      sessionId: harness.system.managedSystemSessionId,
    });
  });
});

describe("Close Session", () => {
  it("answered is confirmed", () => {
    const harness = inPhase("open").feed({ type: "closeSession" }).settle();
    expect(harness.closed).toEqual({ type: "sessionClosed", reason: "requested", confirmed: true });
  });

  it.each([
    { code: 0x87, confirmed: true, meaning: "there is no such session" },
    { code: 0xd4, confirmed: false, meaning: "refused" },
  ])("answered with $code, $meaning, ends all the same", ({ code, confirmed }) => {
    const harness = inPhase("open");
    harness.system.script.command = (request) => [harness.system.respond(request, code)];
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.closed).toEqual({ type: "sessionClosed", reason: "requested", confirmed });
  });

  it("unanswered has two tries within its budget and is no error", () => {
    const harness = inPhase("open").feed({ type: "closeSession" });
    expect(harness.timeout).toEqual({ type: "timeout", at: 500, reason: "closeSession" });
    expect(harness.phase).toBe("awaitCloseSession");
    expect(harness.runOut()).toBe(1000);
    expect(harness.closed).toEqual({ type: "sessionClosed", reason: "requested", confirmed: false });
    expect(harness.sent).toHaveLength(4 + 2);
  });

  it("has the budget that the configuration gives it, whatever the retry policy", () => {
    const harness = new EngineHarness({ closeBudget: 60, retry: { firstWait: 5000, tries: 9 } });
    harness.open();
    harness.feed({ type: "closeSession" });
    expect(harness.runOut()).toBe(60);
  });

  it("leaves requests in flight unanswered: their late answers match nothing", () => {
    const harness = inPhase("open").command(1);
    const [late] = harness.carry();
    harness.feed({ type: "closeSession" }).receive(late!);
    expect(harness.verdict(1)).toBe("sessionClosed");
    expect(harness.dropped).toEqual({ unmatched: 1 });
    expect(harness.settle().closed?.confirmed).toBe(true);
  });
});

describe("an ICMP port unreachable", () => {
  it.each(["awaitOpenSessionResponse", "awaitRakpMessage2", "awaitRakpMessage4"] as const)(
    "in %s ends the handshake at once",
    (phase) => {
      const harness = ask(inPhase(phase));
      harness.now += 20;
      harness.feed({ type: "unreachable" });
      expect(harness.closed).toMatchObject({
        reason: "failed",
        error: { code: "portUnreachable", attempts: 1, elapsed: 20 },
      });
      for (const name of ["command", "another", "ping", "discovery"]) {
        expect(harness.verdict(name)).toBe("portUnreachable");
      }
      expect(harness.phase).toBe("closed");
    },
  );

  it.each(["awaitSetSessionPrivilegeLevel", "open"] as const)(
    "in %s is only counted: it is not authenticated",
    (phase) => {
      const harness = ask(inPhase(phase)).feed({ type: "unreachable" });
      expect(harness.phase).toBe(phase);
      expect(harness.dropped).toEqual({ unreachable: 1 });
      expect(harness.eventsOf("requestFailed")).toEqual([]);
    },
  );

  it("while Close Session is under way is only counted", () => {
    const harness = inPhase("open").feed({ type: "closeSession" }).feed({ type: "unreachable" });
    expect(harness.phase).toBe("awaitCloseSession");
    expect(harness.dropped).toEqual({ unreachable: 1 });
  });

  it("while idle fails what was asked outside a session, and leaves the engine usable", () => {
    const harness = ask(inPhase("idle")).feed({ type: "unreachable" });
    expect(harness.verdict("ping")).toBe("portUnreachable");
    expect(harness.verdict("discovery")).toBe("portUnreachable");
    expect(harness.verdict("command")).toBeUndefined();
    expect(harness.open().privilegeLevel).toBe(4);
    expect(harness.verdict("command")).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import type { RandomBytes } from "../../src/engine/config.ts";
import { touchedNothing } from "../support/attacked-session.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { sessionIdOf, withSessionId } from "../support/forgeries.ts";
import { scriptedBytes, scriptedRandom } from "../support/scripted-bytes.ts";

const suites: readonly CipherSuiteId[] = [3, 8, 17, 18];

/** Chance that differs by its seed, but for the session ID, which is always the same. */
function sameSessionId(seed: number): RandomBytes {
  const random = scriptedRandom([], seed);
  return (length, purpose) => (purpose === "sessionId" ? scriptedBytes(length, 42) : random(length, purpose));
}

/** An engine whose session IDs are those of every other such engine, and so are its managed system's. */
function harnessOf(suite: CipherSuiteId, seed: number): EngineHarness {
  return new EngineHarness({ cipherSuites: [suite], randomBytes: sameSessionId(seed) });
}

/** Every datagram of a session's life, and a second session of the same user with the same two session IDs. */
function sameIdsAgain(suite: CipherSuiteId): { readonly wire: readonly Uint8Array[]; readonly again: EngineHarness } {
  const first = harnessOf(suite, 1);
  const wire: Uint8Array[] = [];
  first.feed({ type: "openSession" }).command("one").command("two");
  for (let answers = first.carry(); answers.length > 0; answers = first.carry()) {
    wire.push(...answers);
    first.receive(...answers);
  }
  wire.push(...first.sent);
  const again = harnessOf(suite, 1000);
  const { remoteConsoleSessionId, managedSystemSessionId } = first.eventsOf("sessionOpened")[0]!.session;
  expect(again.open()).toMatchObject({ remoteConsoleSessionId, managedSystemSessionId });
  return { wire, again };
}

describe.each(suites)("suite %i: a managed system that gives", (suite) => {
  it("the same session ID again, to the same session ID of ours, still has other keys: nothing of the old session is taken", () => {
    const { wire, again } = sameIdsAgain(suite);
    const reasons = wire.map((datagram) => touchedNothing(again.engine, { type: "datagram", now: 0, datagram }));
    expect([...new Set(reasons)].sort()).toEqual(["authCode", "replayed", "unexpected", "wrongSessionId"]);
    expect(again.command("three").settle().verdict("three")).toBe(0);
  });

  it("0 gives nothing: the answer is malformed, and another that comes in time is taken", () => {
    const harness = harnessOf(suite, 1);
    const { system } = harness;
    system.script.openSession = (request) => [
      system.openSessionAnswer(request, { managedSystemSessionId: 0 }),
      system.openSessionAnswer(request),
    ];
    harness.open();
    expect(harness.dropped).toEqual({ malformed: 1 });
  });

  it("0 and nothing else is a timeout", () => {
    const harness = harnessOf(suite, 1);
    const { system } = harness;
    system.script.openSession = (request) => [system.openSessionAnswer(request, { managedSystemSessionId: 0 })];
    harness.feed({ type: "openSession" });
    while (harness.closed === undefined) harness.settle().tick();
    expect(harness.closed.error).toMatchObject({ code: "timeout", attempts: 4 });
  });

  it("our own session ID gives nothing either, since anyone could then send our packets back to us, and the error says so", () => {
    const harness = harnessOf(suite, 1);
    const { system } = harness;
    system.script.openSession = (request) => {
      system.managedSystemSessionId = request.remoteConsoleSessionId;
      return [system.openSessionAnswer(request)];
    };
    harness.feed({ type: "openSession" });
    while (harness.closed === undefined) harness.settle().tick();
    expect(harness.dropped).toEqual({ malformed: 4 });
    expect(harness.closed.error).toMatchObject({ code: "malformedMessage", offset: 8 });
  });

  it("our own session ID, as an adversary forges it, is passed over for the managed system's", () => {
    const harness = harnessOf(suite, 1);
    const { system } = harness;
    system.script.openSession = (request) => [
      system.openSessionAnswer(request, { managedSystemSessionId: request.remoteConsoleSessionId }),
      system.openSessionAnswer(request),
    ];
    const { remoteConsoleSessionId, managedSystemSessionId } = harness.open();
    expect(managedSystemSessionId).not.toBe(remoteConsoleSessionId);
    expect(harness.dropped).toEqual({ malformed: 1 });
  });
});

describe("MD5-128, the integrity of suites 11 to 14, signs with the password, the same in every session (IPMI v2.0 §13.28.4)", () => {
  it.each([11, 12, 13, 14] as const)(
    "so in suite %i only the session ID, 32 random bits of ours, keeps an old session's packets out",
    (suite) => {
      const { wire, again } = sameIdsAgain(suite);
      const late = wire.findLast((datagram) => sessionIdOf(datagram) === sessionIdOf(wire[3]!))!;
      again.receive(late);
      // Authentic by its code; what it carries is not decrypted with these keys, and matches no request where nothing is encrypted.
      expect(again.dropped.authCode).toBeUndefined();
      expect(again.engine.snapshot().session?.highestReceived).toBeGreaterThan(1);
    },
  );

  it.each([11, 12, 13, 14] as const)("which in suite %i it does, as it is part of what is signed", (suite) => {
    const { wire } = sameIdsAgain(suite);
    const other = new EngineHarness({ cipherSuites: [suite] });
    const { remoteConsoleSessionId } = other.open();
    const late = wire.findLast((datagram) => sessionIdOf(datagram) === sessionIdOf(wire[3]!))!;
    const verdictOn = (datagram: Uint8Array) => touchedNothing(other.engine, { type: "datagram", now: 0, datagram });
    expect(verdictOn(late)).toBe("wrongSessionId");
    expect(verdictOn(withSessionId(late, remoteConsoleSessionId))).toBe("authCode");
  });
});

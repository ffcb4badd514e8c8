import type { CipherSuiteId } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { sessionIdOf } from "../../../core/test/support/forgeries.ts";
import type { BmcEngine } from "../../src/index.ts";
import { type BmcStep, honestDay, steadyBmc, touchedNothing } from "../support/attacked-bmc.ts";
import { createBmc, feed, seededBytes, users } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

const suites: readonly CipherSuiteId[] = [3, 8, 17, 18];

describe.each(suites)("session IDs, suite %i", (suite) => {
  it("of two remote consoles that chose the same: both open, and each has its own session", () => {
    const bmc = steadyBmc();
    const sessionId = 0x11223344;
    const [a, b] = ["a", "b"].map((peer) => new HandConsole(bmc, { suite, peer, sessionId }));
    for (const step of ["openSession", "rakp1", "rakp3"] as const) for (const remote of [a!, b!]) remote[step]();
    expect(a!.managedSystemSessionId).not.toBe(b!.managedSystemSessionId);
    for (let request = 0; request < 3; request++) {
      for (const remote of [a!, b!]) {
        expect(remote.raw(6, 1).completionCode).toBe(0);
        expect(remote.last.datagrams).toMatchObject([{ to: remote.peer }]);
      }
    }
    expect(bmc.snapshot()).toMatchObject({ openSessions: 2, drops: {} });
  });

  it("of two remote consoles at one address that chose the same: the first keeps its open session", () => {
    const bmc = steadyBmc();
    const sessionId = 0x11223344;
    const first = new HandConsole(bmc, { suite, sessionId }).connect();
    const second = new HandConsole(bmc, { suite, sessionId, user: users.operator, role: 0x13 }).connect();
    expect(first.managedSystemSessionId).not.toBe(second.managedSystemSessionId);
    for (const remote of [first, second, first]) expect(remote.raw(6, 1).completionCode).toBe(0);
  });

  it("that chance repeats are not given twice, nor as the remote console's own, nor as 0", () => {
    const sessionId = 0xa0a1a2a3;
    const drawn = [sessionId, sessionId, 0, 0];
    const bytes = seededBytes(5);
    const bmc = createBmc({
      randomBytes: (length, purpose) => {
        if (purpose !== "sessionId") return bytes(length);
        return new Uint8Array(Uint32Array.of(drawn.shift() ?? 0xffffffff).buffer);
      },
    });
    const ids = ["a", "b", "c", "d"].map(
      (peer) => new HandConsole(bmc, { suite, peer, sessionId }).connect().managedSystemSessionId,
    );
    expect(new Set([...ids, 0, sessionId])).toHaveProperty("size", 6);
  });

  it("that a later session has again keep nothing of the old one's packets valid", () => {
    const { bmc, old } = sameIdAgain(suite);
    for (const { input } of old) {
      expect(touchedNothing(bmc, { ...input, now: 0, from: "adversary" })).toBe("authCode");
    }
  });
});

describe("MD5-128, which signs with the password (IPMI v2.0 §13.28.4), takes an old session's packets for new ones under the same session ID", () => {
  it.each([
    { suite: 11, executes: "all" },
    { suite: 12, executes: "none" },
    { suite: 13, executes: "none" },
    { suite: 14, executes: "none" },
  ] as const)(
    "in suite $suite, and executes $executes of them: what is encrypted is not read with new keys",
    ({ suite, executes }) => {
      const { bmc, old } = sameIdAgain(suite);
      const { executed } = bmc.snapshot();
      const commands = old.slice(0, -1); // all but Close Session
      for (const { input } of commands) feed(bmc, { ...input, from: "adversary" });
      expect(bmc.snapshot().drops.authCode).toBeUndefined();
      expect(bmc.snapshot()).toMatchObject({
        executed: executed + (executes === "all" ? commands.length : 0),
        openSessions: 1,
      });
    },
  );
});

/** The packets of a session, and a managed system with another of the same user under the same session ID. */
function sameIdAgain(suite: CipherSuiteId): { readonly old: readonly BmcStep[]; readonly bmc: BmcEngine } {
  const old = honestDay(suite).filter(({ input }) => sessionIdOf(input.datagram) !== 0);
  // Chance gives the same session ID again and everything else anew.
  const [same, other] = [seededBytes(1), seededBytes(50)];
  const bmc = createBmc({
    randomBytes: (length, purpose) => (purpose === "sessionId" ? same(length) : other(length)),
  });
  const remote = new HandConsole(bmc, { suite });
  remote.remoteConsoleRandom = new Uint8Array(16).fill(0x33);
  remote.connect();
  expect(remote.managedSystemSessionId).toBe(sessionIdOf(old[0]!.input.datagram));
  return { old, bmc };
}

import { RmcpStatus } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { ascii, createBmc, feed, users } from "../support/bmc-fixture.ts";
import { credentials, HandConsole } from "../support/hand-console.ts";

describe("Open Session", () => {
  it("answers a highest level asked for with the channel's limit, and another with itself", () => {
    expect(new HandConsole(createBmc()).openSession()).toMatchObject({ status: 0, maximumPrivilegeLevel: 4 });
    const asked = new HandConsole(createBmc(), { requestedPrivilegeLevel: 3 });
    expect(asked.openSession()).toMatchObject({ status: 0, maximumPrivilegeLevel: 3, messageTag: 1 });
    const limited = new HandConsole(createBmc({ channelPrivilegeLimit: 2 }), { requestedPrivilegeLevel: 4 });
    expect(limited.openSession()).toMatchObject({ status: 0, maximumPrivilegeLevel: 2 });
  });

  it.each([
    [
      "an authentication algorithm that is not enabled",
      { authenticationAlgorithm: 3 },
      RmcpStatus.invalidAuthenticationAlgorithm,
    ],
    ["an integrity algorithm that is not enabled", { integrityAlgorithm: 4 }, RmcpStatus.invalidIntegrityAlgorithm],
    [
      "a confidentiality algorithm that is not enabled",
      { confidentialityAlgorithm: 2 },
      RmcpStatus.invalidConfidentialityAlgorithm,
    ],
    ["algorithms that are enabled, but not together", { integrityAlgorithm: 0 }, RmcpStatus.noCipherSuiteMatch],
    ["a reserved privilege level", { requestedMaximumPrivilegeLevel: 6 }, RmcpStatus.invalidRole],
    ["session ID 0", { remoteConsoleSessionId: 0 }, RmcpStatus.invalidSessionId],
  ])("refuses %s", (_what, change, status) => {
    const remote = new HandConsole(createBmc({ cipherSuites: [3, 6] }), { suite: 3 });
    const refusal = remote.openSession(change);
    expect(refusal).toMatchObject({ status, messageTag: 1 });
    expect(remote.bmc.sessions).toStrictEqual([]);
    expect(remote.last.events).toStrictEqual([
      { type: "handshakeRefused", message: "Open Session Request", rmcpStatus: status, peer: "console" },
    ]);
  });

  it("chooses where the request leaves the choice, one with integrity before one without", () => {
    const remote = new HandConsole(createBmc({ cipherSuites: [1, 17, 3] }));
    const open = {
      authenticationAlgorithm: undefined,
      integrityAlgorithm: undefined,
      confidentialityAlgorithm: undefined,
    };
    expect(remote.openSession(open)).toMatchObject({
      authenticationAlgorithm: 3,
      integrityAlgorithm: 4,
      confidentialityAlgorithm: 1,
    });
  });

  it("answers every truncation with 12h, in two bytes where there is no session ID", () => {
    const remote = new HandConsole(createBmc());
    const whole = Uint8Array.of(
      9,
      0,
      0,
      0,
      1,
      2,
      3,
      4,
      0,
      0,
      0,
      8,
      3,
      0,
      0,
      0,
      1,
      0,
      0,
      8,
      4,
      0,
      0,
      0,
      2,
      0,
      0,
      8,
      1,
      0,
      0,
      0,
    );
    for (let length = 1; length < 32; length++) {
      const answer = remote.sendOutside(0x10, whole.subarray(0, length));
      expect([...answer!]).toStrictEqual(length < 8 ? [9, 0x12] : [9, 0x12, 0, 0, 1, 2, 3, 4]);
    }
    expect(remote.sendOutside(0x10, new Uint8Array(0))).toBeUndefined();
    expect(remote.sendOutside(0x10, whole)![1]).toBe(0);
  });

  it("gives a repeated request the same session, under the new tag", () => {
    const remote = new HandConsole(createBmc());
    const first = remote.openSession();
    const second = remote.openSession();
    expect(second).toStrictEqual({ ...first, messageTag: 2 });
    expect(remote.bmc.snapshot().halfOpenSessions).toBe(1);
    remote.rakp1();
    remote.openSession();
    expect(remote.bmc.snapshot().halfOpenSessions).toBe(1);
  });

  it("does not end the handshake it began when the network delivers it again after RAKP Message 1, and after RAKP Message 3", () => {
    const remote = new HandConsole(createBmc());
    remote.openSession();
    const { managedSystemSessionId } = remote;
    expect(remote.rakp1().status).toBe(0);
    remote.tag = 0;
    expect(remote.openSession()).toMatchObject({ status: 0, messageTag: 1, managedSystemSessionId });
    expect(remote.bmc.sessions).toMatchObject([{ phase: "rakp", sessionId: managedSystemSessionId }]);
    expect(remote.rakp3()?.status).toBe(0);
    const open = remote.bmc.sessions;
    remote.tag = 0;
    remote.openSession();
    expect(remote.bmc.sessions).toEqual(expect.arrayContaining([...open]));
  });

  it("gives the same session ID of a remote console another session where another level or suite is asked for", () => {
    const remote = new HandConsole(createBmc());
    remote.openSession();
    const { managedSystemSessionId } = remote;
    remote.openSession({ requestedMaximumPrivilegeLevel: 3 });
    expect(remote.managedSystemSessionId).not.toBe(managedSystemSessionId);
    expect(remote.bmc.sessions).toHaveLength(1);
  });
});

describe("RAKP", () => {
  it.each([
    ["an unknown user", {}, credentials("nobody at all", "x"), 0x14, RmcpStatus.unauthorizedName],
    ["a name that only begins like a user's", {}, credentials("admi", "x"), 0x14, RmcpStatus.unauthorizedName],
    ["a level above the user's limit", {}, users.operator, 0x14, RmcpStatus.unauthorizedRole],
    ["a level above the channel's limit", { channelPrivilegeLimit: 2 }, users.admin, 0x14, RmcpStatus.unauthorizedRole],
    ["a level that is not the user's, looked up by name and level", {}, users.admin, 0x03, RmcpStatus.unauthorizedName],
    ["role 0", {}, users.admin, 0x10, RmcpStatus.invalidRole],
    ["a reserved role", {}, users.admin, 0x16, RmcpStatus.invalidRole],
  ] as const)("refuses %s", (_what, config, user, role, status) => {
    const remote = new HandConsole(createBmc(config), { user, role });
    remote.openSession();
    expect(remote.rakp1()).toStrictEqual({ status, messageTag: 2, remoteConsoleSessionId: remote.sessionId });
  });

  it("looks a user up by name and level: the one of that limit", () => {
    const low = { ...credentials("twin", "low"), privilegeLimit: 2 } as const;
    const high = { ...credentials("twin", "high"), privilegeLimit: 4 } as const;
    const bmc = createBmc({ users: [low, high] });
    new HandConsole(bmc, { user: high, role: 0x04, peer: "a" }).connect();
    new HandConsole(bmc, { user: low, role: 0x02, peer: "b" }).connect();
    expect(bmc.sessions.map((session) => session.privilegeLimit)).toStrictEqual([4, 2]);
    expect(() => new HandConsole(bmc, { user: low, role: 0x04, peer: "c" }).connect()).toThrow("RAKP Message 2: code");
  });

  it("takes the first user of a name where it looks up by name only", () => {
    const low = { ...credentials("twin", "low"), privilegeLimit: 2 } as const;
    const high = { ...credentials("twin", "high"), privilegeLimit: 4 } as const;
    const bmc = createBmc({ users: [low, high] });
    new HandConsole(bmc, { user: low, role: 0x12 }).connect();
    expect(() => new HandConsole(bmc, { user: high, role: 0x12, peer: "b" }).connect()).toThrow("RAKP Message 2: code");
  });

  it("lets the null user in", () => {
    const remote = new HandConsole(createBmc(), { user: users.nobody }).connect();
    expect(remote.bmc.sessions).toMatchObject([{ username: new Uint8Array(0), phase: "open" }]);
  });

  it("refuses an unknown session ID with 02h and RAKP Message 3 before RAKP Message 1 with 08h", () => {
    const remote = new HandConsole(createBmc());
    expect(remote.rakp1()).toStrictEqual({
      status: RmcpStatus.invalidSessionId,
      messageTag: 1,
      remoteConsoleSessionId: 0,
    });
    expect(remote.rakp3()).toMatchObject({ status: RmcpStatus.invalidSessionId });
    remote.openSession();
    expect(remote.rakp3()).toStrictEqual({
      status: RmcpStatus.inactiveSessionId,
      messageTag: 4,
      remoteConsoleSessionId: remote.sessionId,
    });
  });

  it("refuses a name of wrong length with 0Ch and other malformed messages with 12h", () => {
    const remote = new HandConsole(createBmc());
    remote.openSession();
    const padded = remote.rakp1({ padding: new Uint8Array(11) });
    expect(padded).toMatchObject({ status: RmcpStatus.invalidNameLength });
    const message = new Uint8Array(28 + 17);
    message[27] = 17;
    expect(remote.sendOutside(0x12, message)![1]).toBe(RmcpStatus.invalidNameLength);
    expect(remote.sendOutside(0x12, message.subarray(0, 27))![1]).toBe(RmcpStatus.illegalParameter);
    expect(remote.sendOutside(0x14, message.subarray(0, 7))![1]).toBe(RmcpStatus.illegalParameter);
  });

  it("answers a repeated RAKP Message 1 with the same random number, another one with a new one", () => {
    const remote = new HandConsole(createBmc());
    remote.openSession();
    const first = remote.rakp1();
    expect(remote.rakp1()).toStrictEqual({ ...first, messageTag: 3 });
    remote.remoteConsoleRandom = new Uint8Array(16).fill(0x22);
    expect(remote.rakp1()).not.toMatchObject({
      managedSystemRandom: (first as { managedSystemRandom: Uint8Array }).managedSystemRandom,
    });
    expect(remote.rakp3()).toMatchObject({ status: 0 });
  });

  it("refuses a wrong password at RAKP Message 3 with 0Fh and forgets the session", () => {
    const remote = new HandConsole(createBmc(), { user: { ...users.admin, password: ascii("wrong") } });
    remote.openSession();
    expect(remote.rakp1()).toMatchObject({ status: 0 });
    expect(remote.rakp3()).toMatchObject({ status: RmcpStatus.invalidIntegrityCheckValue });
    expect(remote.bmc.sessions).toStrictEqual([]);
    expect(remote.rakp3()).toMatchObject({ status: RmcpStatus.invalidSessionId });
  });

  it("frees the session without a word when the console breaks off", () => {
    const remote = new HandConsole(createBmc());
    remote.openSession();
    remote.rakp1();
    expect(remote.rakp3({ status: RmcpStatus.invalidIntegrityCheckValue })).toBeUndefined();
    expect(remote.bmc.sessions).toStrictEqual([]);
  });

  it("answers a repeated RAKP Message 3 with the same RAKP Message 4, outside the session", () => {
    const remote = new HandConsole(createBmc());
    remote.openSession();
    remote.rakp1();
    const first = remote.rakp3();
    expect(remote.rakp3()).toStrictEqual({ ...first, messageTag: 4 });
    expect(remote.bmc.snapshot().openSessions).toBe(1);
    expect(remote.rakp3({ keyExchangeAuthenticationCode: new Uint8Array(32) })).toBeUndefined();
    expect(remote.bmc.snapshot()).toMatchObject({ openSessions: 1, drops: { unexpected: 1 } });
  });

  it("makes the two-key code of RAKP Message 4 with Kg, that of RAKP Message 2 with the password", () => {
    const bmc = createBmc({ kg: ascii("the right Kg") });
    expect(() => new HandConsole(bmc, { kg: ascii("the wrong Kg") }).connect()).toThrow("RAKP Message 4: code");
    new HandConsole(bmc, { kg: ascii("the right Kg"), peer: "other" }).connect();
  });
});

describe("slots", () => {
  it("run out with 01h and are free again after an idle session's end", () => {
    const bmc = createBmc({ maxSessions: 2, sessionIdleTimeout: 60_000 });
    new HandConsole(bmc, { peer: "a" }).connect();
    const second = new HandConsole(bmc, { peer: "b" });
    second.now = 100;
    second.connect();
    const third = new HandConsole(bmc, { peer: "c" });
    third.now = 200;
    expect(third.openSession()).toMatchObject({ status: RmcpStatus.insufficientResources });
    const { events } = feed(bmc, { type: "timeout", now: 60_000 });
    expect(events).toMatchObject([{ type: "sessionClosed", reason: "idle" }]);
    third.connect();
    expect(bmc.snapshot().openSessions).toBe(2);
  });

  it("are counted again at RAKP Message 3", () => {
    const bmc = createBmc({ maxSessions: 1 });
    const first = new HandConsole(bmc, { peer: "a" });
    const second = new HandConsole(bmc, { peer: "b" });
    for (const remote of [first, second]) {
      remote.openSession();
      remote.rakp1();
    }
    expect(first.rakp3()).toMatchObject({ status: 0 });
    expect(second.rakp3()).toMatchObject({ status: RmcpStatus.insufficientResources });
    expect(bmc.snapshot()).toMatchObject({ openSessions: 1, halfOpenSessions: 0 });
  });

  it("survive a flood of Open Session Requests: memory is bounded, and a slow handshake has its second", () => {
    const bmc = createBmc({ maxHandshakes: 8 });
    const slow = new HandConsole(bmc, { peer: "slow" });
    slow.openSession();
    let refused = 0;
    for (let at = 0; at < 900; at++) {
      const flood = new HandConsole(bmc, { peer: `flood ${at}`, sessionId: at + 1 });
      flood.now = at;
      if (flood.openSession().status === RmcpStatus.insufficientResources) refused += 1;
    }
    expect(refused).toBe(893);
    expect(bmc.snapshot().halfOpenSessions).toBe(8);
    slow.now = 900;
    expect(slow.rakp1()).toMatchObject({ status: 0 });
    expect(slow.rakp3()).toMatchObject({ status: 0 });
    const late = new HandConsole(bmc, { peer: "late" });
    late.now = 1500;
    late.connect();
    expect(feed(bmc, { type: "timeout", now: 12_000 }).at).toBeGreaterThan(12_000);
    expect(bmc.snapshot()).toMatchObject({ openSessions: 2, halfOpenSessions: 0 });
  });

  it("let go of a handshake that is not finished in time", () => {
    const remote = new HandConsole(createBmc({ handshakeTimeout: 5000 }));
    remote.openSession();
    expect(remote.last.at).toBe(5000);
    remote.now = 4000;
    remote.rakp1();
    expect(remote.last.at).toBe(9000);
    remote.now = 9000;
    expect(remote.rakp3()).toMatchObject({ status: RmcpStatus.invalidSessionId });
    expect(remote.last.at).toBeUndefined();
  });
});

import type { CipherSuiteId } from "@ruipmi/core";
import { AuthType } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import type { SessionSummary } from "../../src/sessions/session.ts";
import { findingsOf, sessionFindingText } from "../../src/statistics/session-findings.ts";
import { ipmi15Session } from "../support/ipmi15-capture.ts";
import {
  ascii,
  datagramsIn,
  followDatagrams,
  mockCredentials,
  recordMock,
  sessionsOf,
} from "../support/mock-capture.ts";

const close = [500, { type: "closeSession" }] as const;

function session(
  suite: CipherSuiteId,
  user?: { readonly username: Uint8Array; readonly password: Uint8Array },
): SessionSummary {
  const datagrams = datagramsIn(recordMock({ suite, consoles: [{ inputs: [close] }], ...(user ? { user } : {}) }));
  const credentials = user === undefined ? mockCredentials() : { users: [user], kgs: [] };
  return sessionsOf(followDatagrams(datagrams, credentials))[0]!;
}

describe("findingsOf", () => {
  it.each<readonly [CipherSuiteId, readonly string[]]>([
    [0, ["noAuthentication", "noIntegrity", "noConfidentiality"]],
    [1, ["noIntegrity", "noConfidentiality"]],
    [2, ["noConfidentiality"]],
    [3, []],
    [15, ["noIntegrity", "noConfidentiality"]],
    [16, ["noConfidentiality"]],
    [17, []],
  ])("suite %d: %j", (suite, findings) => {
    expect(findingsOf(session(suite))).toEqual(findings);
  });

  it("a password that managed systems are delivered with, and the null user", () => {
    expect(findingsOf(session(17, { username: ascii("ADMIN"), password: ascii("ADMIN") }))).toEqual([
      "defaultPassword",
    ]);
    expect(findingsOf(session(17, { username: ascii(""), password: ascii("something") }))).toEqual(["nullUser"]);
    // It is only known to be one when it was given.
    const datagrams = datagramsIn(
      recordMock({ user: { username: ascii("ADMIN"), password: ascii("ADMIN") }, consoles: [{ inputs: [close] }] }),
    );
    expect(findingsOf(sessionsOf(followDatagrams(datagrams, { users: [], kgs: [] }))[0]!)).toEqual([]);
  });

  it("a password that is not among those given, and codes that are wrong with one that is", () => {
    const datagrams = datagramsIn(recordMock({ consoles: [{ inputs: [close] }] }));
    const wrong = { users: [{ username: ascii("admin"), password: ascii("guess") }], kgs: [] };
    expect(findingsOf(sessionsOf(followDatagrams(datagrams, wrong))[0]!)).toEqual(["passwordUnknown"]);
    const damaged = datagrams.map((datagram, index) => {
      if (index !== datagrams.length - 1) return datagram;
      const payload = datagram.payload.slice();
      payload[payload.length - 1]! ^= 1;
      return { ...datagram, payload };
    });
    expect(findingsOf(sessionsOf(followDatagrams(damaged, mockCredentials()))[0]!)).toEqual(["wrongCodes"]);
  });

  it.each([
    [AuthType.none, ["noAuthentication", "noConfidentiality"]],
    [AuthType.md5, ["noConfidentiality"]],
    [AuthType.password, ["noConfidentiality", "passwordInTheClear"]],
  ] as const)("IPMI v1.5 with authentication type %d: %j", (authType, findings) => {
    const user = { username: ascii("operator"), password: ascii("secret-15") };
    const items = followDatagrams(ipmi15Session({ authType, ...user }), { users: [user], kgs: [] });
    expect(findingsOf(sessionsOf(items)[0]!)).toEqual(findings);
  });

  it("nothing of a session that did not open, but that its console's password was wrong", () => {
    const config = { password: ascii("not-the-password") };
    const datagrams = datagramsIn(recordMock({ suite: 1, consoles: [{ config, inputs: [] }] }));
    const [refused] = sessionsOf(followDatagrams(datagrams, mockCredentials()));
    expect(findingsOf(refused!).filter((finding) => finding !== "wrongPassword" && finding !== "wrongCodes")).toEqual(
      [],
    );
  });

  it("each has words", () => {
    for (const text of Object.values(sessionFindingText)) expect(text.length).toBeGreaterThan(5);
  });
});

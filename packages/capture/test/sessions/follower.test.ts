import type { CipherSuiteId } from "@ruipmi/core";
import { parsePacket } from "@ruipmi/core/wire";
import type { TimelessInput } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/statistics/session-findings.ts";
import {
  ascii,
  datagramsIn,
  datagramsOf,
  defaultSecrets,
  followDatagrams,
  followFile,
  mockCredentials,
  recordMock,
  sessionsOf,
} from "../support/mock-capture.ts";

const suites = Array.from({ length: 20 }, (_, id) => id as CipherSuiteId);
const command = (requestId: number, netFn: number, cmd: number, ...data: readonly number[]): TimelessInput => ({
  type: "request",
  requestId,
  request: { type: "command", netFn, cmd, data: Uint8Array.from(data) },
});
const work = Array.from({ length: 10 }, (_, index) => [200 + 100 * index, command(index, 6, 1)] as const);
const close = [5000, { type: "closeSession" }] as const;

describe("packets that are encrypted and not authenticated, as a payload may be activated (IPMI v2.0 §24.1)", () => {
  const inputs = [
    [200, { type: "request", requestId: 1, request: { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } }],
  ] as const;
  const datagrams = datagramsIn(recordMock({ suite: 3, consoles: [{ inputs }] }));
  const withoutCode = datagrams.map((datagram) => {
    const packet = parsePacket(datagram.payload);
    if (typeof packet === "string" || packet.kind !== "rmcpPlus" || !packet.authenticated) return datagram;
    const payload = datagram.payload.slice(0, packet.payloadEnd);
    payload[5]! &= ~0x40;
    return { ...datagram, payload };
  });

  it("are read", () => {
    const found = datagramsOf(followDatagrams(withoutCode, mockCredentials()));
    const asItWas = datagramsOf(followDatagrams(datagrams, mockCredentials()));
    expect(found.map(({ message }) => message)).toEqual(asItWas.map(({ message }) => message));
    const last = found.at(-1)!;
    expect([last.read?.decrypted, last.read?.authCodeValid]).toEqual([true, undefined]);
  });

  it("are not read without the password", () => {
    const found = datagramsOf(followDatagrams(withoutCode, { users: [], kgs: [] }));
    expect(found.at(-1)!.read).toMatchObject({ payload: undefined, decrypted: undefined });
  });
});

describe("a packet of which the capture holds a part", () => {
  it("is named as such, and asks nothing", () => {
    const [first] = datagramsIn(recordMock({ consoles: [{ inputs: [] }] }));
    const cut = { ...first!, payload: first!.payload.slice(0, 10), isCut: true };
    const [item] = datagramsOf(followDatagrams([cut], mockCredentials()));
    expect(item).toMatchObject({ packet: "malformed", problem: "the capture holds only a part of the packet" });
  });
});

describe("SessionFollower", () => {
  it.each(suites)("reads every packet of suite %d and finds every code right", (suite) => {
    const items = followFile(recordMock({ suite, consoles: [{ inputs: [...work, close] }] }), mockCredentials());
    const datagrams = datagramsOf(items);
    const hasIntegrity = ![0, 1, 6, 15].includes(suite);
    const isEncrypted = suite !== 0 && ![1, 2, 6, 7, 11, 15, 16].includes(suite);
    const inSession = datagrams.filter(({ message }) => message !== undefined);
    expect(inSession).toHaveLength(2 * (work.length + 2));
    for (const { read } of inSession) {
      expect(read).toMatchObject({ decrypted: isEncrypted, authCodeValid: hasIntegrity ? true : undefined });
    }
    expect(sessionsOf(items)).toEqual([
      expect.objectContaining({
        number: 1,
        state: "closed",
        cipherSuiteId: suite,
        username: defaultSecrets.username,
        retransmissions: 0,
        duplicates: 0,
        wrongCodes: 0,
        ...(suite === 0 ? {} : { passwordValid: true, consolePasswordValid: true }),
      }),
    ]);
  });

  it("says what it can of a session whose password is not known", () => {
    const items = followFile(recordMock({ consoles: [{ inputs: [...work, close] }] }));
    const [session] = sessionsOf(items);
    expect(session).toMatchObject({ state: "open", cipherSuiteId: 17, username: defaultSecrets.username });
    expect(session?.passwordValid).toBeUndefined();
    const encrypted = datagramsOf(items).filter(
      ({ packet }) => typeof packet !== "string" && packet.kind === "rmcpPlus" && packet.encrypted,
    );
    expect(encrypted.length).toBeGreaterThan(20);
    for (const { read } of encrypted) {
      expect(read).toMatchObject({ payload: undefined, decrypted: undefined, authCodeValid: undefined });
    }
  });

  it("knows a given password that is not the managed system's", () => {
    const credentials = { users: [{ username: defaultSecrets.username, password: ascii("wrong") }], kgs: [] };
    const items = followFile(recordMock({ consoles: [{ inputs: [close] }] }), credentials);
    expect(sessionsOf(items)).toEqual([expect.objectContaining({ passwordValid: false, wrongCodes: 1 })]);
  });

  it("tries every password given for a user, and every BMC key", () => {
    const kg = ascii("the-bmc-key");
    const credentials = {
      users: [
        { username: defaultSecrets.username, password: ascii("wrong") },
        { username: ascii("other"), password: defaultSecrets.password },
        defaultSecrets,
      ],
      kgs: [ascii("another-key"), kg],
    };
    const items = followFile(recordMock({ kg, consoles: [{ inputs: [...work, close] }] }), credentials);
    expect(sessionsOf(items)).toEqual([
      expect.objectContaining({ state: "closed", passwordValid: true, kgUsed: true, wrongCodes: 0 }),
    ]);
  });

  it("says that there is a BMC key which was not given", () => {
    const file = recordMock({ kg: ascii("the-bmc-key"), consoles: [{ inputs: [...work, close] }] });
    const [session] = sessionsOf(followFile(file, mockCredentials()));
    expect(session).toMatchObject({ state: "open", passwordValid: true, kgUnknown: true });
    expect(findingsOf(session!)).toEqual(["kgUnknown"]);
  });

  it("tells a remote console with a wrong password from a wrong password given", () => {
    const config = { password: ascii("not-the-password") };
    const items = followFile(recordMock({ consoles: [{ config, inputs: [] }] }), mockCredentials());
    const [session] = sessionsOf(items);
    expect(session).toMatchObject({ state: "refused", passwordValid: true });
  });

  it("keeps sessions of several consoles apart", () => {
    const consoles = [0, 1, 2, 3].map(() => ({ inputs: [...work, close] }));
    const items = followFile(recordMock({ consoles }), mockCredentials());
    const sessions = sessionsOf(items);
    expect(sessions).toHaveLength(4);
    for (const session of sessions)
      expect(session).toMatchObject({ state: "closed", messages: 6 + 2 * 12, wrongCodes: 0 });
  });

  it("marks what was sent again, what was captured twice, and what was never answered", () => {
    const conditions = { loss: 0.2, duplicate: 0.1 };
    let [retransmissions, duplicates, unanswered] = [0, 0, 0];
    for (let seed = 1; seed <= 10; seed++) {
      const items = followFile(
        recordMock({ seed, conditions, consoles: [{ inputs: [...work, close] }] }),
        mockCredentials(),
      );
      for (const { duplicateOf, retransmissionOf, problem, read } of datagramsOf(items)) {
        expect(problem).toBeUndefined();
        expect(read?.authCodeValid).not.toBe(false);
        if (duplicateOf !== undefined) duplicates += 1;
        if (retransmissionOf !== undefined) retransmissions += 1;
      }
      for (const item of items) if (item.type === "session") unanswered += item.unanswered.length;
    }
    expect(retransmissions).toBeGreaterThan(10);
    expect(duplicates).toBeGreaterThan(10);
    expect(unanswered).toBeLessThan(20);
  });
});

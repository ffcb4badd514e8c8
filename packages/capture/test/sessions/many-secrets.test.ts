import type { CipherSuiteId, RandomBytes } from "@ruipmi/core";
import { seededRandomBytes, type TimelessInput } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import type { CapturedDatagram } from "../../src/network/datagram.ts";
import type { Credentials } from "../../src/sessions/credentials.ts";
import {
  ascii,
  datagramsIn,
  datagramsOf,
  followDatagrams,
  type MockWorld,
  recordMock,
  sessionsOf,
} from "../support/mock-capture.ts";

const getDeviceId: TimelessInput = {
  type: "request",
  requestId: 1,
  request: { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) },
};
const inputs = [
  [200, getDeviceId],
  [300, getDeviceId],
  [5000, { type: "closeSession" }],
] as const;

/** Managed systems with users, passwords and BMC keys of their own, and what they are followed with: all of it at once. */
const systems = ([3, 17, 8, 2, 12, 15] as const).map((suite, index) => ({
  suite,
  host: `192.0.2.${101 + index}`,
  user: { username: ascii(`user${index % 4}`), password: ascii(`password-${index}`) },
  kg: index % 2 === 0 ? undefined : ascii(`bmc-key-${index}`),
}));
const credentials: Credentials = {
  users: [...systems.map(({ user }) => user), { username: ascii("nobody"), password: ascii("nothing") }],
  kgs: systems.flatMap(({ kg }) => kg ?? []),
};

/** The same ID for every session, as ipmitool has it. */
function sameIds(seed: number): RandomBytes {
  const random = seededRandomBytes(seed);
  return (length, purpose) =>
    purpose === "sessionId" ? Uint8Array.of(0xa4, 0xa3, 0xa2, 0xa0) : random(length, purpose);
}

function world({ kg, ...system }: (typeof systems)[number], seed: number): MockWorld {
  return {
    ...system,
    ...(kg === undefined ? {} : { kg }),
    seed,
    randomBytes: sameIds(seed),
    consoles: [0, 1].map((index) => ({ config: { randomBytes: sameIds(1000 * seed + index) }, inputs })),
  };
}

const later = (datagrams: readonly CapturedDatagram[], seconds: number): readonly CapturedDatagram[] =>
  datagrams.map((datagram) => ({ ...datagram, time: datagram.time! + BigInt(seconds) * 1_000_000_000n }));

describe("many secrets at once", () => {
  it("sessions of several managed systems, interleaved, with the same session IDs: each has its own", () => {
    const files = systems.map((system, index) => recordMock(world(system, index + 1)));
    const items = followDatagrams(datagramsIn(...files), credentials);
    const sessions = sessionsOf(items);
    expect(sessions).toHaveLength(2 * systems.length);
    for (const { suite, host, user, kg } of systems) {
      const own = sessions.filter(({ managedSystem }) => managedSystem.address === host);
      expect(own).toHaveLength(2);
      for (const session of own) {
        expect(session).toMatchObject({
          state: "closed",
          cipherSuiteId: suite,
          username: user.username,
          passwordValid: true,
          consolePasswordValid: true,
          messages: 6 + 2 * 4,
          wrongCodes: 0,
          duplicates: 0,
          retransmissions: 0,
        });
        expect(session.kgUsed).toBe(kg === undefined ? undefined : true);
      }
    }
    for (const { read, problem, answers } of datagramsOf(items)) {
      expect(problem).toBeUndefined();
      expect(answers).not.toBeNull();
      expect(read === undefined || read.payload !== undefined).toBe(true);
    }
  });

  it("sessions one after the other between the same ports, with the same IDs: told apart by time", () => {
    const [system] = systems;
    const runs = [0, 1, 2].map((run) => later(datagramsIn(recordMock(world(system!, 50 + run))), 3 * run));
    // Each begins while the one before is not closed yet.
    const datagrams = runs.flat().sort((one, other) => Number(one.time! - other.time!));
    const closedLater = followDatagrams(datagrams, credentials);
    expect(sessionsOf(closedLater)).toHaveLength(6);
    const apart = [0, 1, 2].flatMap((run) => later(datagramsIn(recordMock(world(system!, 50 + run))), 20 * run));
    const items = followDatagrams(apart, credentials);
    expect(sessionsOf(items)).toHaveLength(6);
    for (const session of sessionsOf(items)) {
      expect(session).toMatchObject({ state: "closed", passwordValid: true, messages: 14, wrongCodes: 0 });
    }
  });

  it("a BMC key that was not given: the password is right all the same, and no packet can be read", () => {
    const system = systems[1]!;
    const datagrams = datagramsIn(recordMock(world(system, 9)));
    const items = followDatagrams(datagrams, { ...credentials, kgs: [ascii("another")] });
    for (const session of sessionsOf(items)) {
      expect(session).toMatchObject({ state: "open", passwordValid: true, consolePasswordValid: true });
      expect(session.kgUsed).toBeUndefined();
      // RAKP Message 4 and every packet in the session.
      expect(session.wrongCodes).toBe(1 + 8);
    }
    expect(datagramsOf(items).filter(({ read }) => read?.decrypted === true)).toEqual([]);
  });

  it.each([1, 4])("a thousand passwords and as many BMC keys: the last of each is found, system %d", (index) => {
    const system = systems[index]!;
    const others = Array.from({ length: 1000 }, (_, number) => ascii(`other-${number}`));
    const users = [...others.map((password) => ({ ...system.user, password })), system.user];
    const kgs = [...others, ...(system.kg === undefined ? [] : [system.kg])];
    const items = followDatagrams(datagramsIn(recordMock(world(system, 9))), { users, kgs });
    for (const session of sessionsOf(items)) {
      expect(session).toMatchObject({
        state: "closed",
        passwordValid: true,
        consolePasswordValid: true,
        wrongCodes: 0,
      });
      expect(session.kgUsed).toBe(system.kg === undefined ? undefined : true);
    }
  });

  it.each<CipherSuiteId>([1, 3, 17])(
    "a password of 20 bytes, and one of none, are tried like others, suite %d",
    (suite) => {
      for (const password of [new Uint8Array(20).fill(0x61), new Uint8Array(0)]) {
        const user = { username: ascii("edge"), password };
        const datagrams = datagramsIn(recordMock({ suite, user, consoles: [{ inputs }] }));
        const [session] = sessionsOf(followDatagrams(datagrams, { users: [user], kgs: [] }));
        expect(session).toMatchObject({ state: "closed", passwordValid: true, wrongCodes: 0 });
      }
    },
  );
});

describe("beginnings that are missing", () => {
  it.each([1, 2, 3, 4, 5, 6])("without the first %d datagrams what follows is named as such, or read", (missing) => {
    const datagrams = datagramsIn(recordMock({ suite: 2, consoles: [{ inputs }] })).slice(missing);
    const user = { username: ascii("admin"), password: ascii("mock-password") };
    const items = followDatagrams(datagrams, { users: [user], kgs: [] });
    const sessions = sessionsOf(items);
    expect(sessions).toMatchObject([{ state: "beginningMissing", ipmiVersion: "2.0" }]);
    // Suite 2 does not encrypt: the messages can be read, the codes cannot be verified.
    const messages = datagramsOf(items).filter(
      ({ message, session }) => message !== undefined && session !== undefined,
    );
    expect(messages).toHaveLength(8);
    for (const { read } of messages) expect(read?.authCodeValid).toBeUndefined();
    for (const { read, problem } of datagramsOf(items)) {
      if (read?.payloadType !== 0) expect(problem).toMatch(/beginning is not in the capture/);
    }
  });

  it("one that is encrypted is counted, and cannot be read", () => {
    const whole = datagramsIn(recordMock({ suite: 17, consoles: [{ inputs }] }));
    const items = followDatagrams(whole.slice(8), { users: [], kgs: [] });
    expect(sessionsOf(items)).toMatchObject([{ state: "beginningMissing", messages: whole.length - 8 }]);
    expect(sessionsOf(items)[0]).toMatchObject({
      remoteConsole: { address: "198.51.100.1" },
      managedSystem: { port: 623 },
    });
    for (const { read } of datagramsOf(items)) expect(read).toMatchObject({ payload: undefined, decrypted: undefined });
  });
});

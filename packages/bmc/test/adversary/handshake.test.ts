import {
  type CipherSuiteId,
  encodeToBytes,
  PayloadType,
  rakpMessage1,
  rakpMessage3,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { flippedBits, payloadTypeByte, sessionIdOf } from "../../../core/test/support/forgeries.ts";
import type { BmcEngine, BmcSessionView } from "../../src/index.ts";
import { attackedSuites, type BmcStep, honestDay, steadyBmc, touchedNothing } from "../support/attacked-bmc.ts";
import { type Drained, feed, users } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

/*
 * What somebody without the password gets who sends messages of a handshake to the managed system. Against a session that
 * is open: nothing. Against a handshake whose session ID they have seen: its end, since nothing in it is authentic yet.
 */

const suites: readonly CipherSuiteId[] = [3, 8, 12, 17, 18];

function handshakeOf(steps: readonly BmcStep[]): Uint8Array[] {
  return steps.map(({ input }) => input.datagram).filter((datagram) => sessionIdOf(datagram) === 0);
}

/** What came of a packet but for the next deadline: the handshakes that an adversary begins have theirs. */
function said({ datagrams, events }: Drained): Omit<Drained, "at"> {
  return { datagrams, events };
}

/** Gives a managed system a datagram from somewhere. */
function send(bmc: BmcEngine, datagram: Uint8Array, from = "adversary"): readonly Uint8Array[] {
  const now = Math.max(0, bmc.snapshot().now);
  return feed(bmc, { type: "datagram", now, datagram, from }).datagrams.map((sent) => sent.datagram);
}

function forgedMessage1(managedSystemSessionId: number, username: Uint8Array = users.admin.name): Uint8Array {
  const message = {
    messageTag: 9,
    managedSystemSessionId,
    remoteConsoleRandom: new Uint8Array(16),
    role: 0x14,
    username,
  };
  return sealOutsideSession(PayloadType.rakpMessage1, encodeToBytes(rakpMessage1, message));
}

function forgedMessage3(managedSystemSessionId: number, status: number, codeLength = 20): Uint8Array {
  const keyExchangeAuthenticationCode = new Uint8Array(status === 0 ? codeLength : 0);
  const message = { messageTag: 9, status, managedSystemSessionId, keyExchangeAuthenticationCode };
  return sealOutsideSession(PayloadType.rakpMessage3, encodeToBytes(rakpMessage3, message));
}

describe.each(attackedSuites)("messages of a handshake, suite %i, against the session that is open", (suite) => {
  const steps = honestDay(suite);
  const handshake = handshakeOf(steps);
  const { datagram: openedBy } = steps.find(({ came }) =>
    came.events.some(({ type }) => type === "sessionOpened"),
  )!.input;

  it("replayed, spoiled in any bit, or forged, from its own address or another, change nothing of it, nor of its answers", () => {
    const bmc = steadyBmc();
    for (const { input, came } of steps) {
      expect(feed(bmc, input)).toMatchObject(said(came));
      const [session] = bmc.sessions.filter(({ phase }) => phase === "open");
      if (session === undefined) continue;
      const { executed } = bmc.snapshot();
      const forged = [
        ...handshake,
        ...handshake.flatMap((datagram) => [...flippedBits(datagram, 4)].filter((_, index) => index % 5 === 0)),
        ...[0x01, 0x02, 0x0f, 0xff].map((status) => forgedMessage3(session.sessionId, status)),
        ...[0, 12, 16, 20, 32].map((length) => forgedMessage3(session.sessionId, 0, length)),
        forgedMessage1(session.sessionId),
      ];
      for (const datagram of forged) for (const from of ["console", "adversary"]) send(bmc, datagram, from);
      expect(bmc.sessions.filter(({ phase }) => phase === "open")).toEqual([session]);
      expect(bmc.snapshot().executed).toBe(executed);
    }
    expect(bmc.snapshot().openSessions).toBe(0);
  });

  it("RAKP Message 3 again is answered again, in no more bytes than the first time, and opens no second session", () => {
    const bmc = steadyBmc();
    for (const { input } of steps.slice(0, 4)) feed(bmc, input);
    for (let times = 0; times < 100; times++) {
      const answers = send(bmc, openedBy);
      expect(answers).toHaveLength(1);
      expect(answers[0]!.length).toBeLessThanOrEqual(openedBy.length);
    }
    expect(bmc.snapshot()).toMatchObject({ openSessions: 1, halfOpenSessions: 0 });
  });

  it("RAKP Message 3 with a status or another code, and RAKP Message 1, are not answered at all", () => {
    const bmc = steadyBmc();
    for (const { input } of steps.slice(0, 4)) feed(bmc, input);
    const [{ sessionId }] = bmc.sessions as [BmcSessionView];
    const forged = [
      ...[0x01, 0x02, 0x0f, 0xff].map((status) => forgedMessage3(sessionId, status)),
      ...[0, 12, 16, 20, 32].map((length) => forgedMessage3(sessionId, 0, length)),
      forgedMessage1(sessionId),
    ];
    for (const datagram of forged) {
      expect(touchedNothing(bmc, { type: "datagram", now: bmc.snapshot().now, datagram, from: "console" })).toBe(
        "unexpected",
      );
    }
  });

  it("the whole handshake replayed to a managed system that has forgotten it, or to another, opens nothing", () => {
    const again = steadyBmc();
    for (const { input } of steps) feed(again, input);
    const another = steadyBmc(99);
    for (const bmc of [again, another]) {
      for (const datagram of handshake) send(bmc, datagram);
      for (const datagram of handshake.toReversed()) send(bmc, datagram);
      expect(bmc.snapshot().openSessions).toBe(0);
    }
  });
});

describe.each(suites)("against a handshake of suite %i that is under way", (suite) => {
  /** A remote console that has had RAKP Message 2. */
  function halfWay(config: Parameters<typeof steadyBmc>[1] = {}): { bmc: BmcEngine; remote: HandConsole } {
    const bmc = steadyBmc(1, config);
    const remote = new HandConsole(bmc, { suite });
    remote.openSession();
    remote.rakp1();
    return { bmc, remote };
  }

  it("who has not seen its session ID does nothing: it opens, whatever they send", () => {
    const { bmc, remote } = halfWay();
    for (let guess = 1; guess <= 2000; guess++) {
      const wrong = (remote.managedSystemSessionId + guess * 0x10001) >>> 0;
      for (const datagram of [forgedMessage1(wrong), forgedMessage3(wrong, 0x0f), forgedMessage3(wrong, 0)]) {
        for (const answer of send(bmc, datagram)) expect(answer.length).toBeLessThanOrEqual(datagram.length);
      }
    }
    expect(remote.rakp3()).toMatchObject({ status: 0 });
  });

  it.each([
    { name: "RAKP Message 3 with a status", forge: (id: number) => forgedMessage3(id, 0x0f), status: 0x02 },
    { name: "RAKP Message 3 with a wrong code", forge: (id: number) => forgedMessage3(id, 0), status: 0x02 },
    { name: "another RAKP Message 1", forge: (id: number) => forgedMessage1(id), status: 0x0f },
  ])(
    "who has seen it ends it with $name: denied with status $status, and the next handshake opens",
    ({ forge, status }) => {
      const { bmc, remote } = halfWay();
      send(bmc, forge(remote.managedSystemSessionId));
      expect(remote.rakp3()).toMatchObject({ status });
      expect(bmc.snapshot()).toMatchObject({ openSessions: 0, halfOpenSessions: 0 });
      expect(new HandConsole(bmc, { suite }).connect().raw(6, 1).completionCode).toBe(0);
    },
  );

  it("who knows a user's name locks the user out, where the managed system counts wrong passwords: the price of counting", () => {
    const { bmc } = halfWay({ badPasswordThreshold: 3 });
    for (let attempt = 0; attempt < 3; attempt++) {
      const stranger = new HandConsole(bmc, {
        suite,
        user: { name: users.admin.name, password: new Uint8Array(1) },
        peer: "adversary",
      });
      stranger.openSession();
      stranger.rakp1();
      expect(stranger.rakp3()).toMatchObject({ status: 0x0f });
    }
    const remote = new HandConsole(bmc, { suite });
    remote.openSession();
    expect(remote.rakp1().status).not.toBe(0);
  });

  it("each message early, late and twice is refused or answered again, and the session opens", () => {
    const steps = honestDay(suite);
    const handshake = handshakeOf(steps);
    const bmc = steadyBmc();
    for (const { input, came } of steps) {
      const type = payloadTypeByte(input.datagram);
      // Not yet begun: nothing of it is known. Begun: what has passed may come again, what is to come is not known yet.
      const passed = handshake.filter(
        (datagram) => sessionIdOf(input.datagram) !== 0 || payloadTypeByte(datagram) < type,
      );
      for (const datagram of passed) send(bmc, datagram, "console");
      expect(feed(bmc, input)).toMatchObject(said(came));
    }
  });
});

import { cipherSuite, integrityAlgorithms } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { concat } from "../../../core/test/crypto/bytes.ts";
import {
  flippedBits,
  payloadBits,
  payloadTypeByte,
  sequenceNumberOf,
  sessionIdOf,
  withoutTrailer,
  withPayload,
  withPayloadType,
  withSequenceNumber,
  withSessionId,
} from "../../../core/test/support/forgeries.ts";
import { attackDay, attackedSuites, fresh, honestDay, steadyBmc } from "../support/attacked-bmc.ts";
import { feed } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

const windowSize = 32;
const { authenticated, encrypted } = payloadBits;

/** Chassis Control, power down: what somebody without keys would like to be executed. */
const powerDown = Uint8Array.of(0x20, 0x00, 0xe0, 0x81, 0x04, 0x02, 0x00, 0x79);

describe.each(attackedSuites)("the managed system, in a session of suite %i, drops", (suite) => {
  const day = honestDay(suite);
  const { authCodeLength } = integrityAlgorithms[cipherSuite(suite)!.integrity]!;

  it("the remote console's packets that are replayed at every later moment, within the window and beyond", () => {
    const replayed = { within: 0, beyond: 0 };
    const drops = attackDay(honestDay(suite, { requests: 40 }), ({ past }) => {
      const packets = past.flatMap(({ from, datagram }) =>
        from === "console" && sessionIdOf(datagram) !== 0 ? [datagram] : [],
      );
      const highest = packets.length === 0 ? 0 : sequenceNumberOf(packets.at(-1)!);
      for (const packet of packets)
        replayed[highest - sequenceNumberOf(packet) < windowSize ? "within" : "beyond"] += 2;
      return packets;
    });
    expect(drops).toEqual({ replayed: replayed.within, tooOld: replayed.beyond });
    expect(replayed.beyond).toBeGreaterThan(30);
  });

  it("old packets under new session sequence numbers, and its own packets under any session ID", () => {
    const drops = attackDay(day, ({ past, next }) =>
      past.flatMap(({ from, datagram }) => {
        if (sessionIdOf(datagram) === 0) return [];
        const ours = withSessionId(datagram, sessionIdOf(next!));
        const ahead = [1000, 0x7fffffff].map((more) => withSequenceNumber(ours, sequenceNumberOf(ours) + more));
        return from === "console" ? ahead : [datagram, ours, ...ahead];
      }),
    );
    expect(
      Object.keys(drops).every((reason) => ["authCode", "replayed", "tooOld", "wrongSessionId"].includes(reason)),
    ).toBe(true);
    expect(drops.authCode).toBeGreaterThan(20);
  });

  it("a new packet with its AuthCode, or all of it, cut to any length, or with another code", () => {
    const drops = attackDay(day, (moment) =>
      fresh(moment).flatMap((datagram) => {
        const covered = datagram.slice(0, datagram.length - authCodeLength);
        const cut = Array.from({ length: datagram.length }, (_, length) => datagram.slice(0, length));
        const codes = moment.past.map((other) => other.datagram.slice(-authCodeLength));
        return [
          ...cut,
          ...[...codes, new Uint8Array(authCodeLength)].map((code) => concat(covered, code)),
          concat(datagram, new Uint8Array(4)),
        ];
      }),
    );
    expect(Object.keys(drops).sort()).toEqual(["authCode", "malformed"]);
  });

  it("a new packet with other bits than negotiated, its trailer kept or removed, and a command in plain text", () => {
    const negotiated = authenticated | (cipherSuite(suite)!.confidentiality === 0 ? 0 : encrypted);
    const others = [0, authenticated, encrypted, authenticated | encrypted].filter((bits) => bits !== negotiated);
    const drops = attackDay(day, (moment) =>
      fresh(moment).flatMap((datagram) =>
        others.flatMap((bits) => {
          const changed = withPayloadType(datagram, (payloadTypeByte(datagram) & 0x3f) | bits);
          return [changed, withoutTrailer(changed), withPayload(changed, powerDown)];
        }),
      ),
    );
    expect(Object.keys(drops)).toEqual(["payloadBits"]);
  });

  it("a new packet with any one bit turned over that an AuthCode covers", () => {
    let flips = 0;
    attackDay(day, (moment) => {
      const forged = fresh(moment).flatMap((datagram) =>
        [...flippedBits(datagram)].filter((_, bit) => bit >> 3 !== 1 && bit >> 3 !== 2),
      );
      flips += forged.length;
      return forged;
    });
    expect(flips).toBeGreaterThan(1800);
  });

  it("the packets of another session of the same user, open or closed, under its session ID or this one's", () => {
    const other = honestDay(suite, { seed: 7 })
      .map(({ input }) => input.datagram)
      .filter((datagram) => sessionIdOf(datagram) !== 0);
    const drops = attackDay(day, ({ next }) => {
      const ours = other.map((datagram) => withSessionId(datagram, sessionIdOf(next!)));
      return sessionIdOf(next!) === 0
        ? other
        : [...other, ...ours, ...ours.map((datagram) => withSequenceNumber(datagram, 3000))];
    });
    expect(Object.keys(drops).sort()).toEqual(
      ["authCode", "replayed", "wrongSessionId"].filter((reason) => reason in drops),
    );
    expect(drops.authCode).toBeGreaterThan(20);
  });
});

describe.each([3, 12, 17, 18] as const)("the managed system's session of suite %i", (suite) => {
  it("does not live longer for what is forged or replayed: its idle limit counts from the last packet of the remote console", () => {
    const bmc = steadyBmc();
    const remote = new HandConsole(bmc, { suite }).connect();
    const packet = remote.sealer!.seal(0, remote.lanRequest(6, 1));
    remote.send(packet);
    const forged = [packet, withSequenceNumber(packet, 9), withSessionId(packet, 1), packet.slice(0, -1)];
    for (let now = 1000; now < 60_000; now += 1000) {
      for (const datagram of forged) bmc.handleInput({ type: "datagram", now, datagram, from: "console" });
    }
    expect(bmc.snapshot().openSessions).toBe(1);
    bmc.handleInput({ type: "datagram", now: 60_000, datagram: packet, from: "console" });
    expect(bmc.snapshot().openSessions).toBe(0);
  });

  it("answers to where its last authentic packet came from: a replay moves nothing, a packet overtaken moves one answer", () => {
    const bmc = steadyBmc();
    const remote = new HandConsole(bmc, { suite }).connect();
    const [first, second] = [1, 2].map(() => remote.sealer!.seal(0, remote.lanRequest(6, 1)));
    remote.open(remote.send(first!));
    expect(feed(bmc, { type: "datagram", now: 0, datagram: first!, from: "adversary" }).datagrams).toEqual([]);
    expect(bmc.sessions).toMatchObject([{ peer: "console" }]);
    const overtaken = feed(bmc, { type: "datagram", now: 0, datagram: second!, from: "adversary" });
    expect(overtaken.datagrams).toMatchObject([{ to: "adversary" }]);
    remote.open(overtaken.datagrams.map(({ datagram }) => datagram));
    expect(remote.send(second!)).toEqual([]); // the packet itself, too late
    expect(bmc.sessions).toMatchObject([{ peer: "adversary" }]);
    expect(remote.raw(6, 1).completionCode).toBe(0);
    expect(bmc.sessions).toMatchObject([{ peer: "console" }]);
    expect(bmc.snapshot().executed).toBe(3);
  });
});

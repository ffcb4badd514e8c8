import { describe, expect, it } from "vitest";
import { attackedSuites, attackLife, attackSession, honestLife } from "../support/attacked-session.ts";
import { sequenceNumberOf, sessionIdOf, withSequenceNumber, withSessionId } from "../support/forgeries.ts";

/** Some more than the window is wide, so that the first of them end up beyond it. */
const manyRequests = 40;
const windowSize = 32;

describe.each(attackedSuites)("in a session of suite %i", (suite) => {
  it("packets of the managed system that are replayed at every later moment are dropped, within the window and beyond", () => {
    const dropped = { within: 0, beyond: 0, handshake: 0 };
    const drops = attackSession(honestLife(suite, { requests: manyRequests }), ({ past }) => {
      const replayed = past.flatMap(({ from, datagram }) => (from === "bmc" ? [datagram] : []));
      const highest = sequenceNumberOf(replayed.at(-1)!);
      for (const datagram of replayed) {
        if (sessionIdOf(datagram) === 0) dropped.handshake += 1;
        else dropped[highest - sequenceNumberOf(datagram) < windowSize ? "within" : "beyond"] += 1;
      }
      return replayed;
    });
    expect(drops).toEqual({ replayed: dropped.within, tooOld: dropped.beyond, unexpected: dropped.handshake });
    expect(Math.min(dropped.within, dropped.beyond, dropped.handshake)).toBeGreaterThan(30);
  });

  it("an old packet under a new session sequence number has the wrong AuthCode", () => {
    const drops = attackSession(honestLife(suite), ({ past }) =>
      past.flatMap(({ from, datagram }) => {
        if (from !== "bmc" || sessionIdOf(datagram) === 0) return [];
        const number = sequenceNumberOf(datagram);
        return [100, 0x7fffffff, 0xffffffff].map((ahead) => withSequenceNumber(datagram, (number + ahead) >>> 0));
      }),
    );
    expect(Object.keys(drops).sort()).toEqual(["authCode", "replayed", "tooOld"].filter((reason) => reason in drops));
    expect(drops.authCode).toBeGreaterThan(10);
  });

  it("what the remote console sent is not taken when it comes back, under its own session ID or ours", () => {
    const drops = attackSession(honestLife(suite), ({ past }) => {
      const ours = past.find(({ from, datagram }) => from === "bmc" && sessionIdOf(datagram) !== 0);
      if (ours === undefined) return [];
      return past.flatMap(({ from, datagram }) => {
        if (from !== "console" || sessionIdOf(datagram) === 0) return [];
        const turned = withSessionId(datagram, sessionIdOf(ours.datagram));
        return [datagram, turned, withSequenceNumber(turned, sequenceNumberOf(datagram) + 1000)];
      });
    });
    expect(Object.keys(drops).sort()).toEqual(["authCode", "replayed", "wrongSessionId"]);
  });
});

it("once the session is closed, every packet of its life is dropped and reported no more", () => {
  const drops = attackLife(honestLife(17), ({ past, phase }) =>
    phase === "closed" ? past.map(({ datagram }) => datagram) : [],
  );
  expect(drops).toEqual({ unexpected: expect.any(Number) });
});

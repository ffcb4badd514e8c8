import type { BmcEvent } from "@ruipmi/bmc";
import { attachConsole, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { attackedSuites, attackSession, fresh, honestLife } from "../support/attacked-session.ts";
import { sessionIdOf, withSequenceNumber, withSessionId } from "../support/forgeries.ts";
import { datagramsOf, type Recording } from "../support/recording.ts";
import { echoCommand, World, worldRetry } from "../support/world.ts";
import { plainPlan } from "../support/world-plan.ts";

/** All that was on the wire in a session's whole life. */
function everyPacket(recording: Recording): Uint8Array[] {
  const arrived = recording.steps.flatMap(({ input }) => (input.type === "datagram" ? [input.datagram] : []));
  return [...arrived, ...datagramsOf(recording)];
}

describe.each(attackedSuites)("in session B of suite %i, the packets of session A of the same user", (suite) => {
  const ofA = everyPacket(honestLife(suite));
  const b = honestLife(suite, { seed: 2 });

  it("are for another session, whether A lives at the same time or is closed", () => {
    const drops = attackSession(b, () => ofA);
    expect(Object.keys(drops).sort()).toEqual(["unexpected", "wrongSessionId"]);
  });

  it("have the wrong AuthCode once B's session ID is written into them", () => {
    const inSession = ofA.filter((datagram) => sessionIdOf(datagram) !== 0);
    const drops = attackSession(b, (moment) => {
      const arrived = moment.past.flatMap(({ from, datagram }) => (from === "bmc" ? [datagram] : []));
      const newest = [...arrived, ...fresh(moment)].findLast((datagram) => sessionIdOf(datagram) !== 0);
      if (newest === undefined) return [];
      const rewritten = inSession.map((datagram) => withSessionId(datagram, sessionIdOf(newest)));
      return [...rewritten, ...rewritten.map((datagram, index) => withSequenceNumber(datagram, 5000 + index))];
    });
    expect(Object.keys(drops).sort()).toEqual(["authCode", "replayed"]);
    expect(drops.authCode).toBeGreaterThan(200);
  });
});

describe.each([3, 12, 17, 18] as const)("two sessions of suite %i and of one user at the same time", (suite) => {
  it("do not notice that each gets the other's packets too, in both directions", () => {
    const world = new World(plainPlan(suite), { engine: { keepaliveInterval: 0 } });
    const { username, password } = world.plan;
    const engine = new IpmiEngine({
      ...{ username, password, cipherSuites: [suite], keepaliveInterval: 0, retry: worldRetry },
      randomBytes: seededRandomBytes(77),
    });
    const second = attachConsole(world.network, { address: "second", peer: "bmc", engine });
    world.network.tap(({ from, to, datagram }) => {
      const other = { console: "second", second: "console" } as const;
      if (from === "bmc") world.network.inject("bmc", other[to as "console" | "second"], datagram);
      else world.network.inject(other[from as "console" | "second"], "bmc", datagram);
      return undefined;
    });
    second.input({ type: "openSession" });
    world.open();
    for (let request = 0; request < 5; request++) {
      world.echo();
      const data = Uint8Array.of(0xff, 0, 0, request);
      second.input({ type: "request", requestId: request, request: { type: "command", ...echoCommand, data } });
      world.rest();
    }
    const answers = second.events.flatMap((event) =>
      event.type === "response" && event.response.type === "command" ? [event.response] : [],
    );
    expect(answers.map(({ data, attempts }) => [...data, attempts])).toEqual(
      [0, 1, 2, 3, 4].map((n) => [n, 0, 0, 0xff, 1]),
    );
    expect(world.recorder.engine.snapshot()).toMatchObject({
      phase: "open",
      dropped: { wrongSessionId: expect.any(Number) },
    });
    expect([...world.echoed.values()]).toEqual(Array.from({ length: 10 }, () => 1));
    const opened = world.bmcEvents.filter((event: BmcEvent) => event.type === "sessionOpened");
    expect(opened).toHaveLength(2);
    expect(world.bmc.snapshot()).toMatchObject({ openSessions: 2 });
    second.input({ type: "closeSession" });
    world.finish();
    expect([world.phase, engine.snapshot().phase]).toEqual(["closed", "closed"]);
    expect(world.bmc.snapshot()).toMatchObject({ openSessions: 0, repeated: 0 });
  });
});

import { BmcEngine, type BmcOutput } from "@ruipmi/bmc";
import { SeededRandom, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import type { IpmiEngine } from "../../src/engine/engine.ts";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import { sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { openSessionRequest } from "../../src/wire/open-session-request.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { rakpMessage1 } from "../../src/wire/rakp-message-1.ts";
import { growthOver } from "../support/heap.ts";
import { drain, eventsOf } from "../support/recording.ts";
import { secretsOf } from "../support/session-secrets.ts";
import { World } from "../support/world.ts";
import { plainPlan } from "../support/world-plan.ts";

const million = 1_000_000;
/** What a heap grows by without any reason: far below one byte for each datagram. */
const nothing = 400_000;

const random = new SeededRandom(Number(process.env["RUIPMI_SEED"] ?? 1));

/** A thousand datagrams of all lengths, half of them with the beginning of a real one. */
const noise: readonly Uint8Array[] = Array.from({ length: 1000 }, (_, index) => {
  const datagram = random.bytes(random.below(150));
  if (index % 2 === 0) datagram.set([6, 0, 0xff, 7, 6, index % 64].slice(0, datagram.length));
  return datagram;
});

/** An engine with an open session, and the datagrams that the managed system sent it. */
function openedEngine(): { world: World; engine: IpmiEngine; arrived: readonly Uint8Array[] } {
  const world = new World(plainPlan(3), { engine: { keepaliveInterval: 0 } });
  world.open();
  for (let request = 0; request < 40; request++) {
    world.echo(32);
    world.rest();
  }
  const arrived = world.recorder.recording.steps.flatMap(({ input }) =>
    input.type === "datagram" ? [input.datagram] : [],
  );
  return { world, engine: world.recorder.engine, arrived };
}

function take(engine: { pollOutput(): { readonly type: string } }): number {
  for (let taken = 0; ; taken++) if (engine.pollOutput().type === "timeout") return taken;
}

describe("the remote console's engine is as large as before", () => {
  it.each([
    { how: "drained", times: million },
    { how: "undrained", times: 300_000 },
  ])("after $times datagrams of noise, $how", ({ how, times }) => {
    const { engine } = openedEngine();
    const received = engine.snapshot().received;
    const growth = growthOver(times, (time) => {
      engine.handleInput({ type: "datagram", now: time, datagram: noise[time % noise.length]! });
      if (how === "drained") take(engine);
    });
    expect(growth).toBeLessThan(nothing);
    expect(engine.snapshot()).toMatchObject({ phase: "open", received: received + times });
    expect(take(engine)).toBeLessThan(20);
  });

  it("after a million replays of what the managed system did send", () => {
    const { engine, arrived } = openedEngine();
    const growth = growthOver(million, (time) => {
      engine.handleInput({ type: "datagram", now: 0, datagram: arrived[time % arrived.length]! });
    });
    expect(growth).toBeLessThan(nothing);
    const { replayed = 0, tooOld = 0, unexpected = 0 } = engine.snapshot().dropped;
    expect(replayed + tooOld + unexpected).toBe(million);
    expect(take(engine)).toBeLessThan(20);
  });

  it("after a hundred thousand mutated packets, which cost an AuthCode each", () => {
    const { engine, arrived } = openedEngine();
    const packets = arrived.slice(-20).map((datagram) => datagram.slice());
    const growth = growthOver(100_000, (time) => {
      const datagram = packets[time % packets.length]!;
      // New numbers, so that the window lets them through to the AuthCode.
      datagram[11] = 1 + (time & 0x3f);
      datagram[20 + (time % 20)]! ^= 1 << (time & 7);
      engine.handleInput({ type: "datagram", now: 0, datagram });
    });
    expect(growth).toBeLessThan(nothing);
    expect(engine.snapshot().dropped.authCode).toBe(100_000);
  });

  it("after thousands of authentic payloads and answers that nobody drains or asked for", () => {
    const { world, engine } = openedEngine();
    const sealer = secretsOf(world.recorder.recording)!.sealerOfManagedSystem(1000);
    const [payload, message] = [new Uint8Array(200), Uint8Array.of(0x81, 0x1c, 0x63, 0x20, 0, 1, 0, 0xdf)];
    const growth = growthOver(20_000, (time) => {
      const datagram = time % 2 === 0 ? sealer.seal(1, payload) : sealer.seal(0, message);
      engine.handleInput({ type: "datagram", now: 0, datagram });
    });
    expect(growth).toBeLessThan(nothing);
    expect(engine.snapshot().dropped).toMatchObject({ backlog: 10_000 - 256, unmatched: 10_000 });
    expect(take(engine)).toBeLessThan(280);
  });

  it("in a handshake that a flood of answers does not let end, and when one output always stays behind", () => {
    const world = new World(plainPlan(3));
    world.bmc.faults.silent = true;
    const { engine } = world.recorder;
    engine.handleInput({ type: "openSession", now: 0 });
    take(engine);
    const flood = [PayloadType.openSessionResponse, PayloadType.rakpMessage2, PayloadType.rakpMessage4].map((type) =>
      sealOutsideSession(type, random.bytes(60)),
    );
    engine.handleInput({ type: "datagram", now: 0, datagram: Uint8Array.of(1) });
    const growth = growthOver(200_000, (time) => {
      // Two reasons by turns: what is polled is never the last.
      engine.handleInput({
        type: "datagram",
        now: 0,
        datagram: time % 2 === 0 ? flood[time % 3]! : Uint8Array.of(time),
      });
      engine.pollOutput();
    });
    expect(growth).toBeLessThan(nothing);
    expect(engine.snapshot().phase).toBe("awaitOpenSessionResponse");
  });

  it("and closed it takes a million more", () => {
    const { world, engine } = openedEngine();
    world.finish();
    const growth = growthOver(million, (time) => {
      engine.handleInput({ type: "datagram", now: time, datagram: noise[time % noise.length]! });
    });
    expect(growth).toBeLessThan(nothing);
    expect(engine.pollOutput()).toEqual({ type: "timeout", at: undefined, reason: "none" });
    expect(eventsOf(world.recorder.recording).at(-1)?.type).toBe("sessionClosed");
  });
});

describe("the managed system's engine is as large as before", () => {
  function createBmc(): BmcEngine {
    const user = { name: Uint8Array.of(0x75), password: Uint8Array.of(0x70), privilegeLimit: 4 } as const;
    return new BmcEngine({ users: [user], randomBytes: seededRandomBytes(3) });
  }

  function takeAll(bmc: BmcEngine): BmcOutput[] {
    const outputs: BmcOutput[] = [];
    for (let output = bmc.pollOutput(); output.type !== "timeout"; output = bmc.pollOutput()) outputs.push(output);
    return outputs;
  }

  it.each([
    { how: "drained", times: million },
    { how: "undrained", times: 300_000 },
  ])("after $times datagrams of noise from a thousand peers, $how", ({ how, times }) => {
    const bmc = createBmc();
    const growth = growthOver(times, (time) => {
      bmc.handleInput({
        type: "datagram",
        now: time,
        datagram: noise[time % noise.length]!,
        from: `peer ${time % 1000}`,
      });
      if (how === "drained") take(bmc);
    });
    expect(growth).toBeLessThan(nothing);
    expect(bmc.snapshot()).toMatchObject({ openSessions: 0, halfOpenSessions: 0 });
  });

  it.each(["drained", "undrained"])(
    "after a flood of Open Session Requests and RAKP Messages 1, each from another peer, %s",
    (how) => {
      const bmc = createBmc();
      const request = {
        messageTag: 1,
        requestedMaximumPrivilegeLevel: 0,
        authenticationAlgorithm: 1,
        integrityAlgorithm: 1,
        confidentialityAlgorithm: 1,
      };
      let lastSessionId = 0;
      const growth = growthOver(100_000, (time) => {
        const payload = encodeToBytes(openSessionRequest, { ...request, remoteConsoleSessionId: time + 1 });
        const datagram = sealOutsideSession(PayloadType.openSessionRequest, payload);
        const from = `peer ${time}`;
        bmc.handleInput({ type: "datagram", now: 20 * time, datagram, from });
        if (time % 50 === 0) lastSessionId = bmc.sessions.at(-1)?.sessionId ?? 0;
        if (time % 50 === 1) {
          const rakp1 = encodeToBytes(rakpMessage1, {
            messageTag: 1,
            managedSystemSessionId: lastSessionId,
            remoteConsoleRandom: new Uint8Array(16),
            role: 0x14,
            username: Uint8Array.of(0x75),
          });
          bmc.handleInput({
            type: "datagram",
            now: 20 * time,
            datagram: sealOutsideSession(PayloadType.rakpMessage1, rakp1),
            from,
          });
        }
        if (how === "drained") takeAll(bmc);
      });
      expect(growth).toBeLessThan(nothing);
      const { halfOpenSessions, undrained, heldBack } = bmc.snapshot();
      expect(halfOpenSessions).toBeLessThanOrEqual(64);
      expect(halfOpenSessions).toBeGreaterThan(0);
      expect(undrained).toBeLessThanOrEqual(4096);
      expect(heldBack).toBe(0);
      // Half a minute later nothing is left of it.
      bmc.handleInput({ type: "timeout", now: 20 * 100_000 + 30_000 });
      expect(bmc.snapshot().halfOpenSessions).toBe(0);
    },
  );

  it("after a session whose every datagram, handshake and requests, is replayed seven thousand times", () => {
    const world = new World(plainPlan(2), { engine: { keepaliveInterval: 0 } });
    world.open();
    for (let request = 0; request < 40; request++) {
      world.echo();
      world.rest();
    }
    const sent = world.network.trace.filter(({ from }) => from === "console").map(({ datagram }) => datagram);
    expect(sent.every((datagram) => typeof parsePacket(datagram) === "object")).toBe(true);
    const { executed } = world.bmc.snapshot();
    const growth = growthOver(300_000, (time) => {
      world.bmc.handleInput({ type: "datagram", now: 100, datagram: sent[time % sent.length]!, from: "console" });
      take(world.bmc);
    });
    expect(growth).toBeLessThan(nothing);
    expect(world.bmc.snapshot()).toMatchObject({ executed, openSessions: 1 });
    expect(world.bmc.snapshot().remembered).toBeLessThanOrEqual(32);
    expect(drain(world.recorder.engine)).toHaveLength(1);
  });
});

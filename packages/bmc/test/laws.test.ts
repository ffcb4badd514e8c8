import { PayloadType } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BmcEngine, BmcInput, BmcOutput } from "../src/index.ts";
import { ascii, createBmc, drain, users } from "./support/bmc-fixture.ts";
import { HandConsole } from "./support/hand-console.ts";

/** Every datagram that a whole session sends, from the first to Close Session. */
function recordSession(suite: 0 | 3 | 4 | 8 | 17): { readonly sent: Uint8Array[]; readonly received: Uint8Array[] } {
  const sent: Uint8Array[] = [];
  const received: Uint8Array[] = [];
  class Recorder extends HandConsole {
    override send(datagram: Uint8Array): readonly Uint8Array[] {
      sent.push(datagram);
      const answers = super.send(datagram);
      received.push(...answers);
      return answers;
    }
  }
  const remote = new Recorder(createBmc(), { suite }).connect();
  remote.raw(6, 0x3b, 4);
  remote.raw(0, 2, 3);
  remote.raw(6, 1);
  remote.raw(6, 0x3c, ...new Uint8Array(Uint32Array.of(remote.managedSystemSessionId).buffer));
  return { sent, received };
}

const recorded = ([0, 3, 4, 8, 17] as const).map(recordSession);

const anyDatagram = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.uint8Array({ maxLength: 120 }).map((rest) => Uint8Array.of(6, 0, 255, 7, 6, ...rest)),
  fc
    .tuple(fc.constantFrom(0x10, 0x12, 0x14, 0, 0xc0), fc.uint8Array({ maxLength: 60 }))
    .map(([type, body]) => Uint8Array.of(6, 0, 255, 7, 6, type, 0, 0, 0, 0, 0, 0, 0, 0, body.length, 0, ...body)),
  fc
    .record({
      datagram: fc.constantFrom(...recorded.flatMap(({ sent }) => sent)),
      flips: fc.array(fc.nat({ max: 4000 }), { maxLength: 3 }),
      cut: fc.option(fc.nat({ max: 120 })),
    })
    .map(({ datagram, flips, cut }) => {
      const changed = datagram.slice(0, cut ?? datagram.length);
      for (const flip of flips) if (changed.length > 0) changed[(flip >>> 3) % changed.length]! ^= 1 << (flip & 7);
      return changed;
    }),
);

const anyInput: fc.Arbitrary<BmcInput> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("datagram" as const),
      now: fc.nat({ max: 200_000 }),
      datagram: anyDatagram,
      from: fc.constantFrom("a", "b", "c"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("timeout" as const), now: fc.nat({ max: 200_000 }) }) },
);

function outputsOf(bmc: BmcEngine, limit: number): BmcOutput[] {
  const outputs: BmcOutput[] = [];
  for (let taken = 0; taken < limit; taken++) {
    const output = bmc.pollOutput();
    if (output.type === "timeout") break;
    outputs.push(output);
  }
  return outputs;
}

describe("the laws", () => {
  it("nothing that arrives makes it throw, and memory stays bounded", () => {
    fc.assert(
      fc.property(fc.array(anyInput, { minLength: 1, maxLength: 60 }), (inputs) => {
        const bmc = createBmc({ maxSessions: 3, maxHandshakes: 4 });
        for (const input of inputs) {
          bmc.handleInput(input);
          const snapshot = bmc.snapshot();
          expect(snapshot.openSessions).toBeLessThanOrEqual(3);
          expect(snapshot.halfOpenSessions).toBeLessThanOrEqual(4);
          expect(snapshot.remembered).toBeLessThanOrEqual(3 * 32);
          expect(bmc.sessions).toHaveLength(snapshot.openSessions + snapshot.halfOpenSessions);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("when it is drained changes nothing of what it gives, but how drops are counted together", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyInput, fc.nat({ max: 5 })), { maxLength: 40 }), (steps) => {
        const eager = createBmc();
        const lazy = createBmc();
        const fromEager: BmcOutput[] = [];
        const fromLazy: BmcOutput[] = [];
        for (const [input, limit] of steps) {
          eager.handleInput(input);
          fromEager.push(...outputsOf(eager, Number.POSITIVE_INFINITY));
          lazy.handleInput(input);
          fromLazy.push(...outputsOf(lazy, limit));
        }
        fromLazy.push(...outputsOf(lazy, Number.POSITIVE_INFINITY));
        const isDrop = (output: BmcOutput): boolean =>
          output.type === "event" && output.event.type === "datagramDropped";
        expect(fromLazy.filter((output) => !isDrop(output))).toStrictEqual(
          fromEager.filter((output) => !isDrop(output)),
        );
        expect(lazy.snapshot()).toStrictEqual(eager.snapshot());
        expect(lazy.pollOutput()).toStrictEqual(eager.pollOutput());
      }),
    );
  });

  it("after a timeout at its deadline the next deadline is later, or there is none", () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 30 }), fc.nat({ max: 3000 }), (inputs, lateAnswers) => {
        const bmc = createBmc({ faults: { lateAnswers } });
        bmc.device.chassis.delays = { on: 100, off: 100, softOff: 5000, cycle: 1000, reset: 1000 };
        for (const input of inputs) bmc.handleInput(input);
        let { at } = drain(bmc);
        for (let rounds = 0; at !== undefined; rounds++) {
          expect(rounds).toBeLessThan(1000);
          bmc.handleInput({ type: "timeout", now: at });
          const next = drain(bmc).at;
          if (next !== undefined) expect(next).toBeGreaterThan(at);
          at = next;
        }
        expect(bmc.snapshot()).toMatchObject({ openSessions: 0, halfOpenSessions: 0, heldBack: 0 });
      }),
    );
  });

  it("the same inputs and randomness give the same outputs, and inputs are copied", () => {
    const { sent, received } = recorded[4]!;
    const bmc = createBmc();
    const answers: Uint8Array[] = [];
    for (const datagram of sent) {
      const own = datagram.slice();
      bmc.handleInput({ type: "datagram", now: 0, datagram: own, from: "console" });
      own.fill(0xff);
      answers.push(...drain(bmc).datagrams.map((answer) => answer.datagram));
    }
    expect(answers).toStrictEqual(received);
  });

  it("nothing unauthenticated ends or disturbs an open session", () => {
    fc.assert(
      fc.property(fc.array(anyDatagram, { maxLength: 30 }), (datagrams) => {
        const bmc = createBmc();
        const remote = new HandConsole(bmc, { suite: 17, sessionId: 0x01020304 });
        // Else the recorded session, of the same randomness, would have the same keys.
        remote.remoteConsoleRandom = new Uint8Array(16).fill(0x99);
        remote.connect();
        for (const datagram of datagrams) {
          bmc.handleInput({ type: "datagram", now: 0, datagram, from: "attacker" });
        }
        drain(bmc);
        expect(remote.raw(6, 1).completionCode).toBe(0);
        expect(bmc.sessions).toContainEqual(
          expect.objectContaining({ sessionId: remote.managedSystemSessionId, peer: "console" }),
        );
      }),
    );
  });

  it("a million datagrams of few kinds leave its memory where it was", () => {
    const bmc = createBmc();
    const remote = new HandConsole(bmc, { suite: 3 }).connect();
    const request = remote.sealer!.seal(PayloadType.ipmiMessage, remote.lanRequest(6, 1));
    const kinds = [request, Uint8Array.of(1), request.slice(0, 30), ...recorded[1]!.sent.slice(0, 2)];
    for (let count = 0; count < 100_000; count++) {
      bmc.handleInput({
        type: "datagram",
        now: count / 100,
        datagram: kinds[count % kinds.length]!,
        from: `peer ${count % 977}`,
      });
      if (count % 1000 === 0) drain(bmc);
    }
    const snapshot = bmc.snapshot();
    expect(snapshot.halfOpenSessions).toBeLessThanOrEqual(64);
    expect(snapshot.openSessions).toBe(1);
    expect(snapshot.undrained).toBeLessThanOrEqual(4096);
  });
});

describe("secrets", () => {
  it("are in no output, event, view or snapshot, raw, in hex or in base64", () => {
    const kg = ascii("the BMC key 20 bytes");
    const bmc = createBmc({ kg, faults: { rakp4InSession: true } });
    const texts: string[] = [];
    const datagrams: Uint8Array[] = [];
    for (const suite of [0, 1, 3, 8, 12, 17, 19] as const) {
      const remote = new HandConsole(bmc, { suite, kg, peer: `suite ${suite}` });
      const step = (): void => {
        texts.push(JSON.stringify([remote.last.events, bmc.sessions, bmc.snapshot(), bmc]));
        datagrams.push(...remote.last.datagrams.map(({ datagram }) => datagram));
      };
      remote.openSession();
      step();
      remote.rakp1();
      step();
      remote.rakp3();
      step();
      remote.raw(6, 1);
      step();
      const { sik, k1, k2 } = remote.keys!.exposeKeys();
      for (const secret of [users.admin.password, kg, sik, k1, k2].filter(({ length }) => length > 0)) {
        for (const encoding of ["hex", "base64"] as const)
          expect(texts.join("\n")).not.toContain(Buffer.from(secret).toString(encoding));
        expect(texts.join("\n")).not.toContain(JSON.stringify(Object.fromEntries(secret.entries())));
        expect(texts.join("\n")).not.toContain(Buffer.from(secret).toString("latin1"));
        for (const datagram of datagrams) expect(Buffer.from(datagram).includes(Buffer.from(secret))).toBe(false);
      }
    }
  });
});

import { describe, expect, it } from "vitest";
import type { PhaseName } from "../../src/engine/phases.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { attackedSuites, attackLife, honestLife, type Moment } from "../support/attacked-session.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { payloadTypeByte, sessionIdOf, withSessionId } from "../support/forgeries.ts";
import { datagramsOf, type Recording } from "../support/recording.ts";

const answerTypes: Partial<Record<PhaseName, number>> = {
  awaitOpenSessionResponse: PayloadType.openSessionResponse,
  awaitRakpMessage2: PayloadType.rakpMessage2,
  awaitRakpMessage4: PayloadType.rakpMessage4,
};

/** Open Session Response, RAKP Message 2 and RAKP Message 4 of a life, the later ones before anybody could know them. */
function handshakeAnswers(recording: Recording): Uint8Array[] {
  return recording.steps.flatMap(({ input }) =>
    input.type === "datagram" && sessionIdOf(input.datagram) === 0 ? [input.datagram] : [],
  );
}

function awaits({ phase }: Moment, datagram: Uint8Array): boolean {
  return payloadTypeByte(datagram) === answerTypes[phase];
}

describe.each(attackedSuites)("in a handshake of suite %i", (suite) => {
  const life = honestLife(suite);
  const answers = handshakeAnswers(life);

  it("every answer early, late and twice is unexpected and leaves no trace, from before the first message to after the last", () => {
    expect(answers).toHaveLength(3);
    const drops = attackLife(life, (moment) => answers.filter((answer) => !awaits(moment, answer)));
    expect(drops).toEqual({ unexpected: expect.any(Number) });
    expect(drops.unexpected).toBeGreaterThan(25);
  });

  it("our own messages that come back are unexpected", () => {
    const drops = attackLife(life, ({ past, phase }) =>
      phase === "closed"
        ? []
        : past.flatMap(({ from, datagram }) => (from === "console" && sessionIdOf(datagram) === 0 ? [datagram] : [])),
    );
    expect(drops).toEqual({ unexpected: expect.any(Number) });
  });

  it("the answers of an earlier handshake of the same user, at any moment, are for another session", () => {
    const earlier = handshakeAnswers(honestLife(suite, { seed: 2 }));
    const drops = attackLife(life, (moment) => earlier.filter((answer) => awaits(moment, answer)));
    expect(drops).toEqual({ wrongSessionId: 3 });
    attackLife(life, () => earlier);
  });

  it("packets of another session, under its session ID or ours, come to nothing", () => {
    const other = honestLife(suite, { seed: 2 });
    const inSession = [
      ...other.steps.flatMap(({ input }) => (input.type === "datagram" ? [input.datagram] : [])),
      ...datagramsOf(other),
    ].filter((datagram) => sessionIdOf(datagram) !== 0);
    const ours = life.steps.flatMap(({ input }) => (input.type === "datagram" ? [sessionIdOf(input.datagram)] : []));
    const sessionId = ours.find((id) => id !== 0)!;
    const drops = attackLife(life, ({ phase }) =>
      phase in answerTypes ? inSession.flatMap((packet) => [packet, withSessionId(packet, sessionId)]) : [],
    );
    expect(Object.keys(drops).sort()).toEqual(["authCode", "unexpected", "wrongSessionId"]);
  });
});

describe("when a handshake began again, because the managed system had forgotten its session", () => {
  /** The first attempt's RAKP Message 1 is answered 02h; what the managed system would have said is kept. */
  function begunAgain(): {
    readonly harness: EngineHarness;
    readonly old: Readonly<Record<"opened" | "message2", Uint8Array>>;
  } {
    const harness = new EngineHarness({ cipherSuites: [17] });
    const { system } = harness;
    harness.feed({ type: "openSession" });
    const [opened] = harness.carry();
    harness.receive(opened!);
    const [message2] = harness.carry();
    const { messageTag } = system.rakpMessages1[0]!;
    harness.receive(system.refusal(PayloadType.rakpMessage2, messageTag, 0x02));
    expect(harness.phase).toBe("awaitOpenSessionResponse");
    return { harness, old: { opened: opened!, message2: message2! } };
  }

  it.each(["opened", "message2"] as const)(
    "the first attempt's %s is not taken in the second, whose every step it meets",
    (which) => {
      const { harness, old } = begunAgain();
      for (let step = 0; step < 4; step++) {
        const answers = harness.carry();
        const sent = harness.sent.length;
        const { phase } = harness;
        harness.receive(old[which]);
        expect([harness.sent.length, harness.phase]).toEqual([sent, phase]);
        harness.receive(...answers);
      }
      expect(harness.phase).toBe("open");
      expect(Object.keys(harness.dropped).sort()).toEqual(["unexpected", "wrongSessionId"]);
      expect(harness.system.openSessionRequests).toHaveLength(2);
    },
  );

  it("and is forgotten again, it is over: one forged 02h costs a round trip, two deny the session", () => {
    const { harness } = begunAgain();
    harness.receive(...harness.carry());
    harness.carry();
    harness.receive(
      harness.system.refusal(PayloadType.rakpMessage2, harness.system.rakpMessages1[1]!.messageTag, 0x02),
    );
    expect(harness.closed?.error).toMatchObject({ code: "sessionRefused", rmcpStatus: 0x02 });
  });
});

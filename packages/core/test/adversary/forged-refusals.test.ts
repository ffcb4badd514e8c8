import { describe, expect, it } from "vitest";
import { type CipherSuiteId, cipherSuite } from "../../src/crypto/cipher-suites.ts";
import type { IpmiEngine } from "../../src/engine/engine.ts";
import type { Output } from "../../src/engine/types.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { openSessionRequest } from "../../src/wire/open-session-request.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";
import { honestLife } from "../support/attacked-session.ts";
import { payloadOffset, payloadTypeByte, refusal } from "../support/forgeries.ts";
import { drain, lastingOutputs, type RecordedStep, type Recording, reenact } from "../support/recording.ts";
import { scriptedRandom } from "../support/scripted-bytes.ts";

/*
 * A refusal that is forged when our message was seen and the managed system's answer has not arrived:
 *
 * | tag         | session ID      | what it gets                                                          |
 * |-------------|-----------------|-----------------------------------------------------------------------|
 * | current     | ours            | its way at once: the next suite, the one restart, or the end            |
 * | current     | 0 or none       | held back; the wait for this try is a quarter of the first wait at most |
 * | another, 0  | ours, 0 or none | held back                                                               |
 * | any         | another's       | dropped                                                                 |
 *
 * What is held back loses to the managed system's own answer: the session opens as if it had never been.
 */

const answers = [PayloadType.openSessionResponse, PayloadType.rakpMessage2, PayloadType.rakpMessage4] as const;
const suiteRefusals = [0x03, 0x04, 0x05, 0x06, 0x07, 0x10, 0x11];
const forgotten = [0x02, 0x08];

type Tag = "current" | "another" | "zero";
type SessionId = "ours" | "another's" | "zero" | "none";
type Verdict = "dropped" | "held" | "held and hurried" | "next suite" | "restart" | "closed";

interface Forgery {
  readonly answer: (typeof answers)[number];
  readonly status: number;
  readonly tag: Tag;
  readonly sessionId: SessionId;
}

function expectedVerdict({ answer, status, tag, sessionId }: Forgery): Verdict {
  if (sessionId === "another's") return "dropped";
  if (tag !== "current") return "held";
  if (sessionId !== "ours") return "held and hurried";
  if (answer === PayloadType.openSessionResponse) return suiteRefusals.includes(status) ? "next suite" : "closed";
  return forgotten.includes(status) ? "restart" : "closed";
}

/** A life up to the moment at which an answer is on its way. */
class Ambush {
  readonly #life: Recording;
  readonly #at: number;
  readonly #tag: number;
  readonly #sessionId: number;

  constructor(life: Recording, answer: number) {
    this.#life = life;
    this.#at = life.steps.findIndex(
      ({ input }) => input.type === "datagram" && payloadTypeByte(input.datagram) === answer,
    );
    const sent = (step: RecordedStep | undefined): Uint8Array =>
      step!.outputs.flatMap((output) => (output.type === "transmit" ? [output.datagram] : []))[0]!;
    this.#tag = sent(life.steps[this.#at - 1])[payloadOffset]!;
    this.#sessionId = openRequestIn(sent(life.steps[0])).remoteConsoleSessionId;
  }

  /** The forgery arrives, and then all that arrived in the life. */
  verdictOn({ answer, status, tag, sessionId }: Forgery): Verdict {
    const engine = reenact(this.#life, scriptedRandom());
    for (const { input } of this.#life.steps.slice(0, this.#at)) engine.handleInput(input);
    drain(engine);
    const before = engine.snapshot();
    const tags = { current: this.#tag, another: (this.#tag + 100) % 255 || 1, zero: 0 };
    const ids = { ours: this.#sessionId, "another's": this.#sessionId ^ 0x10000, zero: 0, none: undefined };
    const datagram = refusal(answer, tags[tag], status, ids[sessionId]);
    engine.handleInput({ type: "datagram", now: before.now!, datagram });
    const outputs = drain(engine);
    const { phase, dropped, deadline } = engine.snapshot();
    if (lastingOutputs(outputs).length > 0) return this.#atOnce(engine, outputs, status);
    expect({ phase, dropped }).toEqual({
      phase: before.phase,
      dropped: sessionId === "another's" ? { wrongSessionId: 1 } : { heldBack: 1 },
    });
    this.#theLifeGoesOn(engine);
    if (sessionId === "another's") return "dropped";
    const wait = before.deadline.at! - before.now!;
    if (deadline.at === before.deadline.at) return "held";
    expect(deadline.at! - before.now!).toBe(25); // a quarter of the first wait
    expect(wait).toBeGreaterThanOrEqual(100);
    return "held and hurried";
  }

  #theLifeGoesOn(engine: IpmiEngine): void {
    const outcome: { attacked: Output[]; honest: Output[] } = { attacked: [], honest: [] };
    for (const { input, outputs } of this.#life.steps.slice(this.#at)) {
      engine.handleInput(input);
      outcome.attacked.push(...lastingOutputs(drain(engine)));
      outcome.honest.push(...lastingOutputs(outputs));
    }
    if (JSON.stringify(outcome.attacked) !== JSON.stringify(outcome.honest))
      expect(outcome.attacked).toEqual(outcome.honest);
  }

  #atOnce(engine: IpmiEngine, outputs: readonly Output[], status: number): Verdict {
    const { cipherSuites } = this.#life.config;
    if (engine.snapshot().phase === "closed") {
      const closed = outputs.flatMap((output) => (output.type === "event" ? [output.event] : [])).at(-1);
      expect(closed).toMatchObject({ type: "sessionClosed", reason: "failed", error: { rmcpStatus: status } });
      return "closed";
    }
    const sent = outputs.flatMap((output) => (output.type === "transmit" ? [output.datagram] : []));
    expect(sent).toHaveLength(1);
    const request = openRequestIn(sent[0]!);
    expect(request.remoteConsoleSessionId).not.toBe(this.#sessionId);
    const offered = cipherSuites!.findIndex((id) => {
      const { authentication, integrity, confidentiality } = cipherSuite(id)!;
      return (
        request.authenticationAlgorithm === authentication &&
        request.integrityAlgorithm === integrity &&
        request.confidentialityAlgorithm === confidentiality
      );
    });
    expect([0, 1]).toContain(offered);
    return offered === 0 ? "restart" : "next suite";
  }
}

function openRequestIn(datagram: Uint8Array): ReturnType<typeof openSessionRequest.decode> {
  return decodeFromBytes(openSessionRequest, datagram.subarray(payloadOffset), "Open Session Request");
}

const everyStatus = Array.from({ length: 255 }, (_, index) => index + 1);
const someStatuses = [0x01, 0x02, 0x03, 0x08, 0x0a, 0x0d, 0x0f, 0x11, 0x12, 0xc7];

describe.each<{ suite: CipherSuiteId; fallback: CipherSuiteId; statuses: readonly number[] }>([
  { suite: 17, fallback: 3, statuses: everyStatus },
  { suite: 3, fallback: 17, statuses: someStatuses },
  { suite: 8, fallback: 3, statuses: someStatuses },
  { suite: 12, fallback: 17, statuses: someStatuses },
  { suite: 18, fallback: 17, statuses: someStatuses },
])("a forged refusal, suite $suite asked for and then $fallback", ({ suite, fallback, statuses }) => {
  const life = honestLife(suite, { requests: 1, fallbacks: [fallback] });

  it.each([
    { name: "Open Session Request", answer: answers[0] },
    { name: "RAKP Message 1", answer: answers[1] },
    { name: "RAKP Message 3", answer: answers[2] },
  ])("of $name gets what the table says, for every status, tag and session ID", ({ answer }) => {
    const ambush = new Ambush(life, answer);
    for (const status of statuses) {
      for (const tag of ["current", "another", "zero"] as const) {
        for (const sessionId of ["ours", "another's", "zero", "none"] as const) {
          const forgery = { answer, status, tag, sessionId };
          const verdict = ambush.verdictOn(forgery);
          if (verdict !== expectedVerdict(forgery)) expect({ ...forgery, verdict }).toEqual(expectedVerdict(forgery));
        }
      }
    }
  });

  it("for another step than the present is dropped, whatever it says", () => {
    for (const present of answers) {
      const engine = reenact(life);
      const at = life.steps.findIndex(
        ({ input }) => input.type === "datagram" && payloadTypeByte(input.datagram) === present,
      );
      for (const { input } of life.steps.slice(0, at)) engine.handleInput(input);
      const { phase, now } = engine.snapshot();
      const others = answers.filter((answer) => answer !== present);
      for (const answer of others) {
        for (let tag = 0; tag < 256; tag++) {
          engine.handleInput({ type: "datagram", now: now!, datagram: refusal(answer, tag, 0x11) });
        }
      }
      expect(engine.snapshot()).toMatchObject({ phase, dropped: { unexpected: 256 * others.length } });
    }
  });
});

describe("a forged refusal, where the configuration has no fallback,", () => {
  const life = honestLife(17, { requests: 1 });

  it("ends the handshake and never makes it lower anything", () => {
    for (const status of everyStatus) {
      const verdict = new Ambush(life, answers[0]).verdictOn({
        answer: answers[0],
        status,
        tag: "current",
        sessionId: "ours",
      });
      expect(verdict).toBe("closed");
    }
  });
});

describe("a forged refusal of the privilege level, with our tag and session ID,", () => {
  /** A handshake whose first RAKP Message 1 is refused by an adversary. */
  function refusedOnce(status: number, allowLowerPrivilege: boolean) {
    let isFirst = true;
    return attackHandshake(
      [17],
      (adversary) =>
        adversary.answer(PayloadType.rakpMessage1, (payload) => {
          if (!isFirst) return [];
          isFirst = false;
          return [refusal(answers[1], payload[0]!, status, adversary.openRequest.remoteConsoleSessionId)];
        }),
      { engine: { allowLowerPrivilege } },
    );
  }

  it.each([0x09, 0x0a])(
    "status %i, has the next lower level asked for where the configuration allows that",
    (status) => {
      const { verdict, world } = refusedOnce(status, true);
      expect(verdict).toBe("open");
      expect(world.recorder.engine.snapshot().session?.privilegeLevel).toBe(3);
    },
  );

  it.each([0x09, 0x0a])("status %i, ends the handshake where it does not", (status) => {
    expect(refusedOnce(status, false).verdict).toBe("privilegeRefused");
  });
});

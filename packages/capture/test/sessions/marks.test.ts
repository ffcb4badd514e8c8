import type { CipherSuiteId } from "@ruipmi/core";
import type { TimelessInput } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FollowedDatagram } from "../../src/sessions/followed-datagram.ts";
import { isResponse } from "../../src/sessions/messages.ts";
import {
  arrivalsOf,
  datagramsOf,
  followFile,
  type MockWorld,
  mockCredentials,
  playMock,
  traceFile,
} from "../support/mock-capture.ts";

const requests = 40;
const work = Array.from({ length: requests }, (_, index): readonly [number, TimelessInput] => [
  200 + 20 * index,
  {
    type: "request",
    requestId: index,
    request: { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) },
  },
]);

type Marks = Pick<FollowedDatagram, "duplicateOf" | "retransmissionOf"> & {
  readonly answers: number | null | undefined;
};

/**
 * What the marks have to be, from what the network did: it knows which arrivals are one datagram, and no number of a
 * request comes twice in so short a session.
 */
function truth(world: MockWorld, followedAs: readonly FollowedDatagram[]): readonly Marks[] {
  const seen: {
    readonly sent: unknown;
    readonly key: string;
    readonly number: number;
    readonly isDuplicate: boolean;
  }[] = [];
  return arrivalsOf(playMock(world)).map(({ sent }, index): Marks => {
    const number = index + 1;
    const { message, packet } = followedAs[index]!;
    if (message === undefined || typeof packet === "string" || packet.kind === "asf" || packet.sessionId === 0) {
      return { duplicateOf: undefined, retransmissionOf: undefined, answers: undefined };
    }
    const duplicateOf = seen.find((other) => other.sent === sent)?.number;
    const requestKey = `${message.rqSeq} ${message.netFn & 0x3e} ${message.cmd}`;
    const before = seen.filter(({ key, isDuplicate }) => key === requestKey && !isDuplicate);
    if (isResponse(message)) {
      seen.push({ sent, key: "answer", number, isDuplicate: false });
      return { duplicateOf, retransmissionOf: undefined, answers: before[0]?.number ?? null };
    }
    seen.push({ sent, key: requestKey, number, isDuplicate: duplicateOf !== undefined });
    return {
      duplicateOf,
      retransmissionOf: duplicateOf === undefined ? before.at(-1)?.number : undefined,
      answers: undefined,
    };
  });
}

const worlds = fc.record({
  seed: fc.nat(10_000),
  suite: fc.constantFrom<CipherSuiteId>(0, 1, 2, 3, 8, 12, 17),
  conditions: fc.record({
    loss: fc.constantFrom(0, 0.1, 0.3),
    duplicate: fc.constantFrom(0, 0.1, 0.3),
    reorder: fc.constantFrom(0, 0.2),
    jitter: fc.constantFrom(0, 5),
  }),
});

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

/** Networks that do everything that is marked. */
const worst = Array.from({ length: 15 }, (_, seed): World => {
  return { seed, suite: 3, conditions: { loss: 0.3, duplicate: 0.3, reorder: 0.2, jitter: 5 } };
});

describe("what a follower marks is what the network did", () => {
  it("duplicates, retransmissions, answers, answers to nothing, and what was never answered", () => {
    const seen = { duplicates: 0, retransmissions: 0, unanswered: 0 };
    fc.assert(
      fc.property(worlds, (conditions) => {
        const world: MockWorld = { ...conditions, conditionsFrom: 150, consoles: [{ inputs: work }] };
        const items = followFile(traceFile(playMock(world)), mockCredentials());
        const datagrams = datagramsOf(items);
        const marks = datagrams.map(({ duplicateOf, retransmissionOf, answers }) => ({
          duplicateOf,
          retransmissionOf,
          answers: answers === null ? null : answers?.number,
        }));
        const expected = truth(world, datagrams);
        // Before the session there is nothing to mark: the network was good then.
        expect(marks.map((mark, index) => (datagrams[index]!.session === undefined ? expected[index] : mark))).toEqual(
          expected,
        );
        const answered = new Set(expected.flatMap(({ answers }) => answers ?? []));
        const asked = datagrams.filter(
          ({ message, duplicateOf, retransmissionOf, session }) =>
            session !== undefined &&
            message !== undefined &&
            !isResponse(message) &&
            duplicateOf === undefined &&
            retransmissionOf === undefined,
        );
        const ended = items.at(-1);
        if (ended?.type !== "session") throw new Error("the last is the session");
        const unanswered = asked.filter(({ datagram }) => !answered.has(datagram.number));
        expect(ended.unanswered.map(({ number }) => number)).toEqual(
          expect.arrayContaining(unanswered.map(({ datagram }) => datagram.number)),
        );
        expect(ended.unanswered).toHaveLength(unanswered.length);
        expect(ended.session.duplicates).toBe(marks.filter(({ duplicateOf }) => duplicateOf !== undefined).length);
        expect(ended.session.retransmissions).toBe(
          marks.filter(({ retransmissionOf }) => retransmissionOf !== undefined).length,
        );
        seen.duplicates += ended.session.duplicates;
        seen.retransmissions += ended.session.retransmissions;
        seen.unanswered += unanswered.length;
      }),
      { numRuns: 60, examples: worst.map((world): [World] => [world]) },
    );
    // Or else nothing was tried: the worst networks are enough for that, whatever else is drawn.
    expect(Math.min(seen.duplicates, seen.retransmissions, seen.unanswered)).toBeGreaterThan(20);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import type { LanResponse } from "../../src/wire/lan-message.ts";
import { lawRuns } from "../support/law-runs.ts";
import { type SentRequest, sessionTimeline } from "../support/session-timeline.ts";
import { playedWorld, World } from "../support/world.ts";
import { bridgePaths, ordinarySteps, type WorldPlan, worldPlans } from "../support/world-plan.ts";

const rqSeqRest = 3000;
const closeSession = 0x3c;

describe("law 8: numbers", () => {
  it("a retransmission has a new session sequence number and a new IV and keeps its rqSeq and its message", () => {
    fc.assert(
      fc.property(worldPlans({ steps: [ordinarySteps] }), (plan) => {
        const { recording } = playedWorld(plan).recorder;
        const requests = sentRequests(sessionTimeline(recording));
        const confidentiality = cipherSuite(plan.cipherSuiteId)!.confidentiality;
        let last = 0;
        for (const { sessionSequenceNumber } of requests) {
          // Other payloads have numbers too.
          expect(sessionSequenceNumber).toBeGreaterThan(last);
          last = sessionSequenceNumber;
        }
        const ivs = requests.flatMap(({ iv }) => iv ?? []);
        expect(new Set(ivs).size).toBe(ivs.length);
        if (confidentiality === 1) expect(ivs).toHaveLength(requests.length);
        for (const [index, request] of requests.entries()) {
          const isRepetition = requests.slice(0, index).some((earlier) => isSameMessage(earlier, request));
          if (isRepetition && confidentiality > 1) expect(request.iv, "xRC4 starts a stream afresh").toBeDefined();
        }
      }),
      lawRuns(100),
    );
  });

  it("an rqSeq whose answer may still be under way is not used again before its rest is over", () => {
    fc.assert(
      fc.property(busyPlans(), (plan) => {
        const world = new World(plan, {
          engine: { rqSeqRest, retry: { firstWait: 40, maxWait: 40, tries: 2, jitter: 0 } },
        });
        world.open();
        for (let request = 0; request < 140; request++) {
          const kind = (plan.seed + request * 7) % 10;
          if (kind < 7) world.echo();
          else world.do({ do: "bridge", path: bridgePaths[kind % 3]! });
          if (request % 5 === 0) world.do({ do: "cancel", pick: request });
          world.do({ do: "wait", milliseconds: (plan.seed >>> (request % 16)) % 50 });
        }
        world.finish();
        expectNoEarlyReuse(sessionTimeline(world.recorder.recording));
      }),
      lawRuns(40),
    );
  });
});

/** Sessions with much to say over links that lose and delay. */
function busyPlans(): fc.Arbitrary<WorldPlan> {
  return worldPlans({
    maxSteps: 0,
    traceMessages: false,
    conditions: fc.record({
      delay: fc.nat({ max: 30 }),
      jitter: fc.nat({ max: 60 }),
      loss: fc.constantFrom(0, 0.2),
      duplicate: fc.constantFrom(0, 0.2),
      reorder: fc.constantFrom(0, 0.3),
      reorderDelay: fc.constantFrom(50, 500),
    }),
  });
}

interface Use {
  readonly message: Uint8Array;
  sendings: number;
  answers: number;
  lastActivityAt: number;
}

/** Follows each number through the session, and counts for itself what may still come. */
function expectNoEarlyReuse(timeline: ReturnType<typeof sessionTimeline>): void {
  const uses = new Map<number, Use>();
  for (const each of timeline) {
    if ("received" in each) {
      const use = uses.get(each.received.rqSeq);
      if (use === undefined || isMereAcknowledgement(each.received)) continue;
      use.answers += 1;
      use.lastActivityAt = each.now;
      continue;
    }
    const { sent, message, now } = each;
    // The session's last words do not wait for a number of their own.
    if (sent.cmd === closeSession && sent.netFn === 0x06) continue;
    const use = uses.get(sent.rqSeq);
    if (use !== undefined && isSame(use.message, message)) {
      use.sendings += 1;
      use.lastActivityAt = now;
      continue;
    }
    if (use !== undefined && use.answers < use.sendings) {
      expect(now - use.lastActivityAt, `rqSeq ${sent.rqSeq} used again`).toBeGreaterThanOrEqual(rqSeqRest);
    }
    uses.set(sent.rqSeq, { message, sendings: 1, answers: 0, lastActivityAt: now });
  }
}

/** "Taken", from a bridge on the way: the answer is still to come. */
function isMereAcknowledgement({ netFn, cmd, completionCode, data }: LanResponse): boolean {
  return netFn === 0x07 && cmd === 0x34 && completionCode === 0 && data.length === 0;
}

function sentRequests(timeline: ReturnType<typeof sessionTimeline>): SentRequest[] {
  return timeline.filter((each): each is SentRequest => "sent" in each);
}

function isSameMessage(a: SentRequest, b: SentRequest): boolean {
  return isSame(a.message, b.message);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

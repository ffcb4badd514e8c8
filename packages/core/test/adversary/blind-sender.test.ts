import { SeededRandom } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import { sealIpmi15OutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";
import { attackedSuites, attackLife, honestLife } from "../support/attacked-session.ts";
import { refusal } from "../support/forgeries.ts";
import { lawRuns } from "../support/law-runs.ts";
import { datagramsOf } from "../support/recording.ts";

/*
 * A sender who uses the managed system's address and has not seen our packets: knows the protocol, but neither our session
 * ID nor the managed system's. They cannot stop a managed system that answers. What they can do is hurry: a refusal
 * that names no session, sent with all 255 tags, leaves a managed system a quarter of the first wait for its answer to
 * each try.
 */

const answerTypes = [PayloadType.openSessionResponse, PayloadType.rakpMessage2, PayloadType.rakpMessage4] as const;

/** Any session ID but the two of the session, which one who guesses has a chance in 4294967295 to hit. */
const wrongSessionId = fc.integer({ min: 0, max: 0xffffffff });

/** Whatever such a sender can make. */
const blindPackets: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  fc
    .record({
      type: fc.constantFrom(...answerTypes),
      tag: fc.nat({ max: 255 }),
      status: fc.integer({ min: 1, max: 255 }),
      sessionId: fc.oneof(fc.constantFrom(0, undefined), wrongSessionId),
    })
    .map(({ type, tag, status, sessionId }) => refusal(type, tag, status, sessionId)),
  fc
    .record({ type: fc.nat({ max: 0x3f }), payload: fc.uint8Array({ maxLength: 90 }) })
    .map(({ type, payload }) => sealOutsideSession(type, payload)),
  fc
    .record({
      head: fc.constantFrom(0xc0, 0x40, 0x00, 0xd5),
      id: wrongSessionId,
      rest: fc.uint8Array({ maxLength: 80 }),
    })
    .map(({ head, id, rest }) =>
      Uint8Array.of(6, 0, 255, 7, 6, head, id, id >>> 8, id >>> 16, id >>> 24, 1, 0, 0, 0, rest.length, 0, ...rest),
    ),
  fc.uint8Array({ maxLength: 60 }).map(sealIpmi15OutsideSession),
);

describe("a blind sender", () => {
  it("with any bytes, before each answer of a managed system, changes neither the suite nor any byte that is sent", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<CipherSuiteId[]>(3, 8, 12, 17, 18),
        fc.nat({ max: 20 }),
        fc.array(blindPackets, { minLength: 1, maxLength: 40 }),
        (suite, oneWay, packets) => {
          const sentWith = (forged: readonly Uint8Array[]): Uint8Array[] => {
            const {
              verdict,
              suite: opened,
              world,
            } = attackHandshake([suite, 3], (adversary, { network }) => {
              network.setConditions({ delay: oneWay });
              adversary.on("console", undefined, () => {
                adversary.tell("console", ...forged);
                return undefined;
              });
            });
            expect([verdict, opened]).toEqual(["open", suite]);
            return datagramsOf(world.recorder.recording);
          };
          expect(sentWith(packets)).toEqual(sentWith([]));
        },
      ),
      lawRuns(60),
    );
  });

  it("in any phase of a session's whole life, with other session IDs than ours, leaves no trace but counters", () => {
    const random = new SeededRandom(Number(process.env["RUIPMI_SEED"] ?? 1));
    for (const suite of attackedSuites) {
      const drops = attackLife(honestLife(suite), ({ phase }) =>
        phase === "closed"
          ? []
          : answerTypes.flatMap((type) =>
              Array.from({ length: 40 }, (_, index) =>
                refusal(type, index, 1 + random.below(255), 1 + random.below(0xffff)),
              ),
            ),
      );
      expect(Object.keys(drops).sort()).toEqual(["unexpected", "wrongSessionId"]);
    }
  });
});

describe("a blind sender who floods each try with refusals of the suite under all 256 tags", () => {
  const flood = (type: number): Uint8Array[] =>
    Array.from({ length: 256 }, (_, tag) => [refusal(type, tag, 0x11, 0), refusal(type, tag, 0x11)]).flat();

  /** A handshake with round trips of so many milliseconds; the first wait is 100 ms, and there are four tries. */
  function flooded(roundTrip: number) {
    return attackHandshake([17, 3], (adversary, { network }) => {
      network.setConditions({ delay: roundTrip / 2 });
      for (const type of answerTypes) adversary.answer(type - 1, () => flood(type));
    });
  }

  it.each([0, 10, 24, 26, 40, 60, 80, 98])(
    "does not stop a managed system that answers within %i ms, all tries' quarters together",
    (roundTrip) => {
      const { verdict, suite } = flooded(roundTrip);
      expect([verdict, suite]).toEqual(["open", 17]);
    },
  );

  it("has the next suite of the list tried where the answer takes longer than that, and no other", () => {
    const { verdict, adversary } = flooded(300);
    expect(verdict).toBe("cipherSuiteRefused");
    const asked = adversary.seen.filter(({ from }) => from === "console");
    expect(asked).toHaveLength(2 * 4);
    expect(adversary.openRequest).toMatchObject({
      authenticationAlgorithm: 1,
      integrityAlgorithm: 1,
      confidentialityAlgorithm: 1,
    });
  });

  it("turns the timeout of a managed system that is silent anyway into a refusal of their choice, or tries the next suite", () => {
    const outcome = (suites: readonly CipherSuiteId[]) =>
      attackHandshake(suites, (adversary, { bmc }) => {
        bmc.faults.silent = true;
        adversary.answer(PayloadType.openSessionRequest, () => [refusal(PayloadType.openSessionResponse, 0, 0x11, 0)]);
      });
    expect(outcome([17]).verdict).toBe("cipherSuiteRefused");
    const two = outcome([17, 3]);
    expect(two.verdict).toBe("cipherSuiteRefused");
    expect(two.adversary.openRequest).toMatchObject({ authenticationAlgorithm: 1 });
    expect(two.took).toBeGreaterThan(2 * 1100); // each suite had all its waits
  });
});

import { describe, expect, it } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import { sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { openSessionResponse } from "../../src/wire/open-session-response.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { rakpMessage2 } from "../../src/wire/rakp-message-2.ts";
import { rakpMessage4 } from "../../src/wire/rakp-message-4.ts";
import type { Adversary } from "../support/adversary.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";
import { payloadOffset, refusal } from "../support/forgeries.ts";

/*
 * Acceptances that are forged by who has seen our message, before the managed system answers it:
 *
 * | message               | what it gets                                                                             |
 * |-----------------------|------------------------------------------------------------------------------------------|
 * | Open Session Response | our RAKP Message 1 goes astray; the managed system says so, and the one restart opens      |
 * | RAKP Message 2        | the end, as a wrong password; the slot at the managed system is freed                      |
 * | RAKP Message 4        | the end, as a wrong Kg; the managed system holds the session open until its idle limit     |
 *
 * With any other tag it is held back or dropped, with any other session ID dropped, and the session opens.
 */

const suites: readonly CipherSuiteId[] = [3, 8, 12, 17, 18];
const tags = { current: 0, next: 1, zero: undefined } as const;
type Tag = keyof typeof tags;

/** What the adversary puts into an acceptance. */
interface Forged {
  readonly tag?: Tag;
  readonly sessionId?: number;
  readonly code?: Uint8Array;
}

function taken(adversary: Adversary, payload: Uint8Array, { tag = "current", sessionId }: Forged) {
  const step = tags[tag];
  return {
    status: 0,
    messageTag: step === undefined ? 0 : (payload[0]! + step) & 0xff,
    remoteConsoleSessionId: sessionId ?? adversary.openRequest.remoteConsoleSessionId,
  } as const;
}

function forgeMessage2(adversary: Adversary, payload: Uint8Array, forged: Forged = {}): Uint8Array {
  const message = {
    ...taken(adversary, payload, forged),
    managedSystemRandom: new Uint8Array(16).fill(7),
    managedSystemGuid: new Uint8Array(16).fill(8),
    keyExchangeAuthenticationCode: forged.code ?? new Uint8Array(20).fill(9),
  };
  return sealOutsideSession(PayloadType.rakpMessage2, encodeToBytes(rakpMessage2, message));
}

function forgeMessage4(adversary: Adversary, payload: Uint8Array, forged: Forged = {}): Uint8Array {
  const message = {
    ...taken(adversary, payload, forged),
    integrityCheckValue: forged.code ?? new Uint8Array(12).fill(9),
  };
  return sealOutsideSession(PayloadType.rakpMessage4, encodeToBytes(rakpMessage4, message));
}

const codes = {
  "RAKP Message 2": { asked: PayloadType.rakpMessage1, forge: forgeMessage2, denied: "wrongPassword" },
  "RAKP Message 4": { asked: PayloadType.rakpMessage3, forge: forgeMessage4, denied: "wrongKg" },
} as const;

describe.each(suites)("suite %i", (suite) => {
  describe.each(Object.entries(codes))("a forged %s", (_name, { asked, forge, denied }) => {
    it.each([0, 1, 12, 15, 16, 19, 20, 21, 32, 33, 64])(
      "with our tag and session ID and a code of %i bytes denies the session at once",
      (length) => {
        const { verdict, took } = attackHandshake([suite], (adversary) =>
          adversary.answer(asked, (payload) => [forge(adversary, payload, { code: new Uint8Array(length) })]),
        );
        expect(verdict).toBe(denied);
        expect(took).toBeLessThan(20);
      },
    );

    it.each(["next", "zero"] as const)("with the tag %s, ten times before each answer, does not disturb it", (tag) => {
      const {
        verdict,
        took,
        suite: opened,
        world,
      } = attackHandshake([suite], (adversary) =>
        adversary.answer(asked, (payload) => Array.from({ length: 10 }, () => forge(adversary, payload, { tag }))),
      );
      expect([verdict, opened]).toEqual(["open", suite]);
      expect(took).toBeLessThan(20);
      const { heldBack = 0, staleTag = 0 } = world.recorder.engine.snapshot().dropped;
      expect(heldBack + staleTag).toBe(10);
    });

    it("with the tag of an earlier try, whose answer was lost, is held back, and the session opens", () => {
      const {
        verdict,
        suite: opened,
        world,
      } = attackHandshake([suite], (adversary) => {
        const tries: Uint8Array[] = [];
        adversary.answer(asked, (payload) => {
          tries.push(payload);
          return tries.length === 1 ? [] : [forge(adversary, tries[0]!)];
        });
        adversary.on("bmc", asked + 1, () => (tries.length === 1 ? [] : undefined));
      });
      expect([verdict, opened]).toEqual(["open", suite]);
      expect(world.recorder.engine.snapshot().dropped).toEqual({ heldBack: 1 });
    });

    it.each([0, 1, 0xffffffff])("with the session ID %i does not disturb it", (sessionId) => {
      const { verdict, world } = attackHandshake([suite], (adversary) =>
        adversary.answer(asked, (payload) => [forge(adversary, payload, { sessionId })]),
      );
      expect(verdict).toBe("open");
      expect(world.recorder.engine.snapshot().dropped).toEqual({ wrongSessionId: 1 });
    });
  });

  it("a RAKP Message 2 with another random number, GUID or code than the managed system's does not verify", () => {
    const fields = ["managedSystemRandom", "managedSystemGuid", "keyExchangeAuthenticationCode"] as const;
    for (const field of fields) {
      const { verdict } = attackHandshake([suite], (adversary) =>
        adversary.on("bmc", PayloadType.rakpMessage2, (datagram) => {
          const message = decodeFromBytes(rakpMessage2, datagram.subarray(payloadOffset), "RAKP Message 2");
          if (message.status !== 0) return undefined;
          const changed = { ...message, [field]: message[field].toReversed() };
          return [sealOutsideSession(PayloadType.rakpMessage2, encodeToBytes(rakpMessage2, changed))];
        }),
      );
      expect(verdict).toBe("wrongPassword");
    }
  });

  it("a forged Open Session Response leads RAKP Message 1 astray; the one restart opens the session", () => {
    let forged = 0;
    const {
      verdict,
      suite: opened,
      world,
      took,
    } = attackHandshake([suite], (adversary) =>
      adversary.answer(PayloadType.openSessionRequest, (payload) =>
        forged++ > 0 ? [] : [acceptance(adversary, payload)],
      ),
    );
    expect([verdict, opened]).toEqual(["open", suite]);
    expect(took).toBeLessThan(200);
    expect(world.bmcEvents).toContainEqual(expect.objectContaining({ message: "RAKP Message 1", rmcpStatus: 0x02 }));
  });

  it("one that is forged for each attempt denies the session", () => {
    const { verdict } = attackHandshake([suite], (adversary) =>
      adversary.answer(PayloadType.openSessionRequest, (payload) => [acceptance(adversary, payload)]),
    );
    expect(verdict).toBe("sessionRefused");
  });
});

/** An Open Session Response with the algorithms asked for and a session ID that the managed system does not know. */
function acceptance(adversary: Adversary, payload: Uint8Array): Uint8Array {
  const { authenticationAlgorithm, integrityAlgorithm, confidentialityAlgorithm } = adversary.openRequest;
  const response = {
    ...taken(adversary, payload, {}),
    maximumPrivilegeLevel: 4,
    managedSystemSessionId: 0xdeadbeef,
    authenticationAlgorithm: authenticationAlgorithm!,
    integrityAlgorithm: integrityAlgorithm!,
    confidentialityAlgorithm: confidentialityAlgorithm!,
  };
  return sealOutsideSession(PayloadType.openSessionResponse, encodeToBytes(openSessionResponse, response));
}

describe("what a denied handshake leaves at the managed system", () => {
  it("is nothing after a forged RAKP Message 2: RAKP Message 3 with status 0Fh frees the slot", () => {
    const { world } = attackHandshake([17], (adversary) =>
      adversary.answer(PayloadType.rakpMessage1, (payload) => [forgeMessage2(adversary, payload)]),
    );
    world.rest();
    expect(world.bmc.snapshot()).toMatchObject({ openSessions: 0, halfOpenSessions: 0 });
  });

  it.each([
    { name: "a code that does not verify", forge: forgeMessage4, verdict: "wrongKg" },
    {
      name: "a refusal",
      forge: (adversary: Adversary, payload: Uint8Array) =>
        refusal(PayloadType.rakpMessage4, payload[0]!, 0x01, adversary.openRequest.remoteConsoleSessionId),
      verdict: "insufficientResources",
    },
  ])("is the session after a forged RAKP Message 4, $name, until its idle limit", ({ forge, verdict }) => {
    const outcome = attackHandshake([17], (adversary) =>
      adversary.answer(PayloadType.rakpMessage3, (payload) => [forge(adversary, payload)]),
    );
    const { world } = outcome;
    expect(outcome.verdict).toBe(verdict);
    world.rest();
    expect(world.bmc.snapshot().openSessions).toBe(1);
    world.network.clock.advance(60_001);
    expect(world.bmc.snapshot().openSessions).toBe(0);
  });
});

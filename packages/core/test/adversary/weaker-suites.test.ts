import { describe, expect, it } from "vitest";
import { type CipherSuiteId, cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { sealIpmi15OutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { decodeLanRequest } from "../../src/wire/lan-message.ts";
import { openSessionRequest } from "../../src/wire/open-session-request.ts";
import { openSessionResponse } from "../../src/wire/open-session-response.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";
import { attackedSuites, attackLife, honestLife } from "../support/attacked-session.ts";
import { payloadOffset, payloadTypeByte } from "../support/forgeries.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

/** The managed system's Open Session Response with every other choice of algorithms than was asked for, reserved numbers too. */
function otherChoices(datagram: Uint8Array): Uint8Array[] {
  const response = decodeFromBytes(openSessionResponse, datagram.subarray(payloadOffset), "Open Session Response");
  if (response.status !== 0) throw new Error("refused");
  const choices: Uint8Array[] = [];
  for (let authenticationAlgorithm = 0; authenticationAlgorithm < 5; authenticationAlgorithm++) {
    for (let integrityAlgorithm = 0; integrityAlgorithm < 6; integrityAlgorithm++) {
      for (let confidentialityAlgorithm = 0; confidentialityAlgorithm < 5; confidentialityAlgorithm++) {
        const chosen = { authenticationAlgorithm, integrityAlgorithm, confidentialityAlgorithm };
        if (Object.entries(chosen).every(([name, value]) => response[name as keyof typeof chosen] === value)) continue;
        const payload = encodeToBytes(openSessionResponse, { ...response, ...chosen });
        choices.push(sealOutsideSession(PayloadType.openSessionResponse, payload));
      }
    }
  }
  return choices;
}

/** The same with each of the three algorithms left out: a payload of length 0, or of type FFh. */
function withoutAlgorithm(datagram: Uint8Array): Uint8Array[] {
  return [12, 20, 28].flatMap((at) =>
    [
      [3, 0x00],
      [0, 0xff],
    ].map(([offset, value]) => datagram.with(payloadOffset + at + offset!, value!)),
  );
}

describe.each(attackedSuites)("who asks for suite %i", (suite) => {
  it("is not told any other, or none: all of them are dropped, and the session is the same byte for byte", () => {
    const drops = attackLife(honestLife(suite), ({ phase, next }) =>
      phase === "awaitOpenSessionResponse" ? [...otherChoices(next!), ...withoutAlgorithm(next!)] : [],
    );
    expect(drops).toEqual({ algorithmMismatch: 5 * 6 * 5 - 1, malformed: 6 });
  });

  it("opens nothing where nothing else is offered, and says why; no other suite of the list is tried for it", () => {
    const weakest: CipherSuiteId = 0;
    const { verdict, adversary, world } = attackHandshake([suite, 3], (eve) =>
      eve.on("bmc", PayloadType.openSessionResponse, (datagram) => [
        otherChoices(datagram).find((choice) => isSuite(choice, weakest))!,
      ]),
    );
    expect(verdict).toBe("malformedMessage");
    expect(adversary.seen.filter(({ from }) => from === "console")).toHaveLength(4);
    expect(world.recorder.engine.snapshot().dropped).toEqual({ algorithmMismatch: 4 });
  });
});

function isSuite(datagram: Uint8Array, id: CipherSuiteId): boolean {
  const response = decodeFromBytes(openSessionResponse, datagram.subarray(payloadOffset), "Open Session Response");
  const { authentication, integrity, confidentiality } = cipherSuite(id)!;
  return (
    response.status === 0 &&
    response.authenticationAlgorithm === authentication &&
    response.integrityAlgorithm === integrity &&
    response.confidentialityAlgorithm === confidentiality
  );
}

describe("who discovers before opening", () => {
  /** The answers of a managed system that has nothing but suite 0, and of one that only speaks IPMI v1.5 without any authentication. */
  const lies = {
    getChannelCipherSuites: Uint8Array.of(0x01, 0xc0, 0x00, 0x00, 0x40, 0x80),
    getChannelAuthenticationCapabilities: Uint8Array.of(0x01, 0x01, 0x07, 0x01, 0, 0, 0, 0),
  };

  it.each([
    { name: "Get Channel Cipher Suites", cmd: 0x54, data: lies.getChannelCipherSuites },
    { name: "Get Channel Authentication Capabilities", cmd: 0x38, data: lies.getChannelAuthenticationCapabilities },
  ])("may be told anything by a forged $name, and asks for the same suites all the same", ({ cmd, data }) => {
    for (const framing of ["ipmi15", "rmcpPlus"] as const) {
      let answered = 0;
      const { verdict, suite, adversary } = attackHandshake([17], (eve, world) => {
        eve.on("console", undefined, (datagram) => {
          const isCommand = framing === "ipmi15" ? datagram[4] === 0 : payloadTypeByte(datagram) === 0;
          if (world.phase !== "idle" || !isCommand) return undefined;
          const request = decodeLanRequest(datagram.subarray(framing === "ipmi15" ? 14 : payloadOffset));
          const message = responseTo(request, { data });
          const seal = framing === "ipmi15" ? sealIpmi15OutsideSession : (m: Uint8Array) => sealOutsideSession(0, m);
          eve.tell("console", seal(message));
          answered += 1;
          return [];
        });
        const id = world.ask({ type: "outsideSession", framing, netFn: 0x06, cmd, data: Uint8Array.of(0x0e, 0, 0x80) });
        world.rest();
        expect(world.answerTo(id!)).toMatchObject({ response: { type: "outsideSession", completionCode: 0, data } });
      });
      expect([answered, verdict, suite]).toEqual([1, "open", 17]);
      expect(adversary.openRequest).toMatchObject({
        authenticationAlgorithm: 3,
        integrityAlgorithm: 4,
        confidentialityAlgorithm: 1,
      });
    }
  });
});

describe("who can change packets may open a weaker session at the managed system, since no code covers the algorithms", () => {
  /** Turns the request for suite 17 into one for 15, same authentication and no integrity, and the answer back. */
  function downgrade(enabled: readonly CipherSuiteId[]) {
    return attackHandshake(
      [17],
      (adversary) => {
        adversary.on("console", PayloadType.openSessionRequest, (datagram) => {
          const request = decodeFromBytes(openSessionRequest, datagram.subarray(payloadOffset), "Open Session Request");
          const weaker = { ...request, integrityAlgorithm: 0, confidentialityAlgorithm: 0 };
          return [sealOutsideSession(PayloadType.openSessionRequest, encodeToBytes(openSessionRequest, weaker))];
        });
        adversary.on("bmc", PayloadType.openSessionResponse, (datagram) => {
          const response = decodeFromBytes(
            openSessionResponse,
            datagram.subarray(payloadOffset),
            "Open Session Response",
          );
          if (response.status !== 0) return undefined;
          const asAsked = { ...response, integrityAlgorithm: 4, confidentialityAlgorithm: 1 };
          return [sealOutsideSession(PayloadType.openSessionResponse, encodeToBytes(openSessionResponse, asAsked))];
        });
      },
      { bmc: { cipherSuites: enabled } },
    );
  }

  it("where it has a suite without integrity enabled: the remote console opens nothing, over there it is open", () => {
    const { verdict, world } = downgrade([17, 15]);
    expect(verdict).toBe("timeout");
    expect(world.consoleEvents.some(({ type }) => type === "sessionOpened")).toBe(false);
    expect(world.bmcEvents).toContainEqual(expect.objectContaining({ type: "sessionOpened", cipherSuiteId: 15 }));
  });

  it("and not where only suites with integrity are enabled", () => {
    const { verdict, world } = downgrade([17, 3]);
    expect(verdict).toBe("cipherSuiteRefused");
    expect(world.bmcEvents.some(({ type }) => type === "sessionOpened")).toBe(false);
  });
});

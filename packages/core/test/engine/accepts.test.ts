import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealAsf, sealIpmi15OutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { decodeLanRequest, lanResponse } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { fromHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { scriptedRandom } from "../support/scripted-bytes.ts";

const pong = sealAsf(fromHex("000011be40010010000011be000000008100000000000000"));
const gcacResponse = fromHex("0600ff0700000000000000000010811c6320003800019706030000000007");

/** Two engines behind one socket, with session IDs of their own. */
function two(): readonly [EngineHarness, EngineHarness] {
  return [
    new EngineHarness({ cipherSuites: [3], randomBytes: scriptedRandom([], 0) }),
    new EngineHarness({ cipherSuites: [3], randomBytes: scriptedRandom([], 1000) }),
  ];
}

describe("accepts", () => {
  it("takes each answer for the engine that it is for, through a whole session", () => {
    const [first, second] = two();
    for (const harness of [first, second]) harness.feed({ type: "openSession" });
    for (let step = 0; step < 4; step++) {
      for (const [mine, others] of [
        [first, second],
        [second, first],
      ] as const) {
        const [answer] = mine.carry();
        expect(mine.engine.accepts(answer!)).toBe(true);
        expect(others.engine.accepts(answer!)).toBe(false);
        mine.receive(answer!);
      }
    }
    expect([first.phase, second.phase]).toEqual(["open", "open"]);
  });

  it("takes a refusal that names no session while there is a handshake: it cannot be told whose it is", () => {
    const [first, second] = two();
    first.feed({ type: "openSession" }).lose();
    for (const sidm of [0, "none"] as const) {
      const refusal = first.system.refusal(PayloadType.openSessionResponse, 1, 1, sidm);
      expect(first.engine.accepts(refusal)).toBe(true);
      expect(second.engine.accepts(refusal)).toBe(false);
    }
  });

  it("takes a refusal of eight bytes only where it names the session that is being made", () => {
    const [first, second] = two();
    for (const harness of [first, second]) harness.feed({ type: "openSession" }).carry();
    const refusal = first.system.refusal(PayloadType.openSessionResponse, 1, 1);
    expect([first, second].map(({ engine }) => engine.accepts(refusal))).toEqual([true, false]);
  });

  it("takes no message outside a session for the handshake", () => {
    const [first] = two();
    first.feed({ type: "openSession" });
    expect(first.engine.accepts(sealOutsideSession(PayloadType.ipmiMessage, new Uint8Array(4)))).toBe(false);
  });

  it("takes a pong only while it waits for just that one", () => {
    const [asking, idle] = two();
    const [ping] = asking.request("ping", { type: "presencePing" }).sent;
    const answer = pong.slice();
    answer[9] = ping![9]!; // the message tag
    const other = answer.slice();
    other[9]! ^= 1;
    expect([asking, idle].map(({ engine }) => engine.accepts(answer))).toEqual([true, false]);
    expect(asking.engine.accepts(other)).toBe(false);
    expect(asking.engine.accepts(gcacResponse)).toBe(false);
    asking.feed({ type: "cancelRequest", requestId: "ping" });
    expect(asking.engine.accepts(answer)).toBe(false);
  });

  it("takes an answer outside a session only in the framing, and to the command, that it asked", () => {
    const harness = new EngineHarness();
    const gcac = { netFn: 6, cmd: 0x38, data: Uint8Array.of(0x8e, 4) };
    const [request] = harness.request("gcac", { type: "outsideSession", framing: "ipmi15", ...gcac }).sent;
    const { rqSeq } = decodeLanRequest(request!.subarray(14));
    const message = (cmd: number): Uint8Array =>
      encodeToBytes(lanResponse, {
        ...{ rqAddr: 0x81, netFn: 7, rqLun: 0, rsAddr: 0x20, rqSeq, rsLun: 0, cmd, completionCode: 0 },
        data: new Uint8Array(8),
      });
    expect(harness.engine.accepts(sealIpmi15OutsideSession(message(0x38)))).toBe(true);
    expect(harness.engine.accepts(sealIpmi15OutsideSession(message(0x54)))).toBe(false);
    expect(harness.engine.accepts(sealOutsideSession(PayloadType.ipmiMessage, message(0x38)))).toBe(false);
    expect(harness.engine.accepts(sealIpmi15OutsideSession(new Uint8Array(8)))).toBe(false);
    const flagged = sealOutsideSession(PayloadType.ipmiMessage, message(0x38));
    flagged[5]! |= 0xc0; // authenticated and encrypted, where nothing can be
    expect(harness.engine.accepts(flagged)).toBe(false);
  });

  it("takes no refusal that names no session once its own is open", () => {
    const [first, second] = two();
    first.open();
    second.feed({ type: "openSession" }).lose();
    const refusal = second.system.refusal(PayloadType.rakpMessage2, 0, 0x0d, 0);
    expect([first, second].map(({ engine }) => engine.accepts(refusal))).toEqual([false, true]);
  });

  it("takes nothing before it began, nothing once it is closed, and never what is no packet", () => {
    const harness = new EngineHarness({ cipherSuites: [3] });
    const other = new EngineHarness({ cipherSuites: [3] });
    other.open();
    const answer = other.system.respond(other.system.requests[0]!.request);
    expect(harness.engine.accepts(answer)).toBe(false);
    harness.open();
    expect(harness.engine.accepts(answer)).toBe(true); // the same scripted session ID
    for (const datagram of [new Uint8Array(0), new Uint8Array(5000), fromHex("0600ff08"), answer.slice(0, 12)]) {
      expect(harness.engine.accepts(datagram)).toBe(false);
    }
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.engine.accepts(answer)).toBe(false);
  });

  it("changes nothing and throws for nothing, whatever the bytes", () => {
    const harness = new EngineHarness({ cipherSuites: [3] });
    harness.open();
    const before = harness.engine.snapshot();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, rmcp) => {
        if (rmcp) bytes.set(fromHex("0600ff0706").subarray(0, bytes.length));
        expect(typeof harness.engine.accepts(bytes)).toBe("boolean");
      }),
    );
    expect(harness.engine.snapshot()).toEqual(before);
  });
});

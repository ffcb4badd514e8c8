import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealAsf, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
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

  it("takes pongs and answers outside a session only while it asks there", () => {
    const harness = new EngineHarness();
    const rmcpPlus = sealOutsideSession(PayloadType.ipmiMessage, new Uint8Array(8));
    for (const datagram of [pong, gcacResponse, rmcpPlus]) expect(harness.engine.accepts(datagram)).toBe(false);
    harness.request("ping", { type: "presencePing" });
    for (const datagram of [pong, gcacResponse, rmcpPlus]) expect(harness.engine.accepts(datagram)).toBe(true);
    harness.feed({ type: "cancelRequest", requestId: "ping" });
    for (const datagram of [pong, gcacResponse, rmcpPlus]) expect(harness.engine.accepts(datagram)).toBe(false);
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

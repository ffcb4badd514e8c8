import { describe, expect, it } from "vitest";
import type { EngineRequest } from "../../src/engine/types.ts";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import { sealAsf, sealIpmi15OutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { presencePong } from "../../src/wire/asf-presence.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { decodeLanRequest, type LanRequest, type LanResponse } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { flipBit, fromHex, toHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

const ping: EngineRequest = { type: "presencePing" };
const gcac = { type: "outsideSession", netFn: 6, cmd: 0x38, data: fromHex("8e04") } as const;
const gccs = { type: "outsideSession", netFn: 6, cmd: 0x54, data: fromHex("0e0080") } as const;
const pong = {
  enterpriseNumber: 4542,
  oemDefined: 0,
  ipmiSupported: true,
  asfVersion: 1,
  supportedInteractions: 0,
};

function pongTo(datagram: Uint8Array, changes: { readonly messageTag?: number } = {}): Uint8Array {
  return sealAsf(encodeToBytes(presencePong, { messageTag: datagram[9]!, ...pong, ...changes }));
}

/** The request in a datagram outside a session, and its answer in the same framing. */
function requestIn(datagram: Uint8Array): LanRequest {
  const packet = parsePacket(datagram);
  if (typeof packet === "string" || packet.kind === "asf") throw new Error("no message");
  if (packet.kind === "ipmi15") return decodeLanRequest(packet.payload);
  return decodeLanRequest(datagram.slice(packet.payloadStart, packet.payloadEnd));
}

function answerTo(datagram: Uint8Array, changes: Partial<LanResponse> = {}, framing?: string): Uint8Array {
  const message = responseTo(requestIn(datagram), { data: fromHex("0180"), ...changes });
  const v15 = framing === undefined ? datagram[4] === 0 : framing === "ipmi15";
  return v15 ? sealIpmi15OutsideSession(message) : sealOutsideSession(PayloadType.ipmiMessage, message);
}

const phases = [
  { phase: "idle", make: () => new EngineHarness({ cipherSuites: [3] }) },
  {
    phase: "awaitOpenSessionResponse",
    make: () => new EngineHarness({ cipherSuites: [3] }).feed({ type: "openSession" }).lose(),
  },
  {
    phase: "open",
    make: () => {
      const harness = new EngineHarness({ cipherSuites: [3] });
      harness.open();
      return harness.command("in session").lose();
    },
  },
];

describe.each(phases)("outside the session, while $phase", ({ phase, make }) => {
  it("a presence ping gets its pong", () => {
    const harness = make().request("ping", ping);
    const datagram = harness.sent.at(-1)!;
    expect(toHex(datagram)).toMatch(/^0600ff06000011be80..0000$/);
    harness.now += 5;
    harness.receive(pongTo(datagram));
    expect(harness.outcome("ping")).toMatchObject({
      response: { type: "presencePong", pong: { ...pong, messageTag: datagram[9] }, attempts: 1, elapsed: 5 },
    });
    expect(harness.phase).toBe(phase);
  });

  it.each(["ipmi15", "rmcpPlus"] as const)("GCAC and GCCS in %s framing get their answers", (framing) => {
    const harness = make()
      .request("gcac", { ...gcac, framing })
      .request("gccs", { ...gccs, framing });
    const [first, second] = harness.sent.slice(-2);
    expect(first![4]).toBe(framing === "ipmi15" ? 0x00 : 0x06);
    expect(requestIn(first!)).toMatchObject({ rsAddr: 0x20, rqAddr: 0x81, netFn: 6, cmd: 0x38, data: fromHex("8e04") });
    harness.receive(answerTo(second!), answerTo(first!, { completionCode: 0xcc }));
    expect(harness.outcome("gccs")).toMatchObject({
      response: { type: "outsideSession", completionCode: 0, data: fromHex("0180"), attempts: 1 },
    });
    expect(harness.verdict("gcac")).toBe(0xcc);
    expect(harness.phase).toBe(phase);
  });

  it("an answer in the other framing, to another number, or to another command matches nothing", () => {
    const harness = make().request("gcac", { ...gcac, framing: "ipmi15" });
    const datagram = harness.sent.at(-1)!;
    const { rqSeq } = requestIn(datagram);
    harness.receive(
      answerTo(datagram, {}, "rmcpPlus"),
      answerTo(datagram, { rqSeq: rqSeq ^ 1 }),
      answerTo(datagram, { cmd: 0x39 }),
      answerTo(datagram, { netFn: 0x0b }),
      pongTo(fromHex("0600ff06000011be80010000"), { messageTag: rqSeq }),
    );
    expect(harness.dropped).toEqual({ unmatched: 5 });
    expect(harness.receive(answerTo(datagram)).verdict("gcac")).toBe(0);
  });

  it("a broken answer is dropped, and the right one taken", () => {
    const harness = make()
      .request("gcac", { ...gcac, framing: "rmcpPlus" })
      .request("ping", ping);
    const [question, echo] = harness.sent.slice(-2);
    const answer = answerTo(question!);
    const authenticated = Uint8Array.from(answer);
    authenticated[5] = 0x40;
    harness.receive(
      flipBit(answer, 8 * (answer.length - 1)),
      flipBit(answer, 8 * 18),
      Uint8Array.of(...answer, 0),
      authenticated,
      pongTo(echo!).slice(0, -1),
    );
    expect(harness.dropped).toEqual({ checksum: 2, malformed: 3 });
    harness.receive(answer, pongTo(echo!));
    expect([harness.verdict("gcac"), harness.verdict("ping")]).toEqual([0, 0]);
  });

  it("silence is a timeout after the tries, each the same datagram", () => {
    const harness = make().request("ping", { ...ping, retry: { firstWait: 50, tries: 3 } });
    const sent = (): string[] => harness.sent.map(toHex).filter((hex) => hex.startsWith("0600ff06"));
    expect(harness.timeout).toEqual({ type: "timeout", at: 50, reason: "outsideSession" });
    for (let tick = 0; tick < 3; tick++) harness.tick();
    expect(harness.outcome("ping")).toMatchObject({ error: { code: "timeout", attempts: 3, elapsed: 50 + 100 + 200 } });
    expect(new Set(sent()).size).toBe(1);
    expect(sent()).toHaveLength(3);
  });

  it("a cancelled request fails as cancelled, and its late answer matches nothing", () => {
    const harness = make().request("ping", ping);
    harness.feed({ type: "cancelRequest", requestId: "ping" }).receive(pongTo(harness.sent.at(-1)!));
    expect(harness.outcome("ping")).toMatchObject({ error: { code: "cancelled" }, mayHaveExecuted: true });
    expect(harness.dropped).toEqual({ unmatched: 1 });
  });

  it("a request in the session is not touched", () => {
    const harness = make().request("ping", ping);
    harness.receive(pongTo(harness.sent.at(-1)!));
    expect(harness.outcome("in session")).toBeUndefined();
  });
});

describe("requests outside the session", () => {
  it("are 16 at most at once", () => {
    const harness = new EngineHarness();
    for (let request = 0; request < 16; request++) harness.request(request, ping);
    expect(() => harness.request(16, ping)).toThrow(expect.objectContaining({ code: "queueFull" }));
    harness.receive(pongTo(harness.sent[3]!));
    expect(harness.verdict(3)).toBe(0);
    harness.request(17, ping);
  });

  it("have numbers of their own, however long one of them waits while others come and go", () => {
    const harness = new EngineHarness();
    harness.request("patient", ping);
    const number = harness.sent[0]![9];
    for (let request = 0; request < 200; request++) {
      harness.request(request, ping);
      const datagram = harness.sent.at(-1)!;
      expect(datagram[9]).not.toBe(number);
      harness.receive(pongTo(datagram));
      expect(harness.verdict(request)).toBe(0);
    }
    expect(harness.outcome("patient")).toBeUndefined();
  });

  it("take their number of tries from the command, and then from its retry policy", () => {
    const harness = new EngineHarness();
    harness.request("probe", { ...gccs, framing: "rmcpPlus", tries: 1 });
    harness.request("own", { ...gccs, framing: "rmcpPlus", tries: 1, retry: { tries: 2 } });
    harness.runOut();
    expect(harness.outcome("probe")).toMatchObject({ error: { attempts: 1, elapsed: 1000 } });
    expect(harness.outcome("own")).toMatchObject({ error: { attempts: 2, elapsed: 3000 } });
  });

  it("in IPMI v1.5 framing hold 248 bytes, since the header counts in one byte; more is misuse", () => {
    const harness = new EngineHarness();
    const whole = { ...gcac, framing: "ipmi15", data: new Uint8Array(248) } as const;
    harness.request("whole", whole);
    expect(requestIn(harness.sent[0]!).data).toHaveLength(248);
    expect(() => harness.request("more", { ...whole, data: new Uint8Array(249) })).toThrow(/at most 248/);
    harness.request("other framing", { ...whole, framing: "rmcpPlus", data: new Uint8Array(249) });
  });

  it("are not answered by a packet that claims a session or an AuthType", () => {
    const harness = new EngineHarness().request("gcac", { ...gcac, framing: "ipmi15" });
    const answer = answerTo(harness.sent[0]!);
    const inSession = Uint8Array.from(answer);
    inSession[9] = 1;
    const signed = Uint8Array.of(...answer.slice(0, 13), ...new Uint8Array(16), ...answer.slice(13));
    signed[4] = 0x02;
    harness.receive(inSession, signed);
    expect(harness.dropped).toEqual({ wrongSessionId: 2 });
  });

  it("with another framing, or of another type, are misuse", () => {
    const harness = new EngineHarness();
    const framing = "rmcp" as "ipmi15";
    expect(() => harness.request(1, { ...gcac, framing })).toThrow(/framing is/);
    expect(() => harness.request(1, { type: "ping" } as unknown as EngineRequest)).toThrow(/request.type/);
  });
});

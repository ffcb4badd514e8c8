import { describe, expect, it } from "vitest";
import type { DropReason } from "../../src/packets/drop-reason.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { flipBit, fromHex, fromText } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

/** A session with a request in flight, as everything that is dropped should leave it. */
function waiting(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.open();
  return harness.command("waiting");
}

/** The request in flight, as the managed system reads it; its own answer is lost. */
function inFlight(harness: EngineHarness): Parameters<typeof responseTo>[0] {
  harness.carry();
  return harness.system.requests.at(-1)!.request;
}

const inSession: readonly {
  readonly reason: DropReason;
  readonly name: string;
  readonly datagram: (harness: EngineHarness) => Uint8Array;
}[] = [
  { reason: "oversized", name: "longer than any packet", datagram: () => new Uint8Array(4097) },
  { reason: "notRmcp", name: "another RMCP version", datagram: () => fromHex("0500ff0706000000") },
  { reason: "notRmcp", name: "another class of message", datagram: () => fromHex("0600ff0806000000") },
  { reason: "notRmcp", name: "an RMCP acknowledgement", datagram: () => fromHex("0600ff87") },
  { reason: "malformed", name: "nothing at all", datagram: () => new Uint8Array(0) },
  { reason: "malformed", name: "a header cut off", datagram: () => fromHex("0600ff0706c0a4a3") },
  {
    reason: "malformed",
    name: "no integrity trailer where one must be",
    datagram: (harness) => harness.system.respond(inFlight(harness)).slice(0, -14),
  },
  {
    reason: "malformed",
    name: "a message too short for one, in an authentic packet",
    datagram: (harness) => harness.system.seal(PayloadType.ipmiMessage, new Uint8Array(7)),
  },
  {
    reason: "malformed",
    name: "a request, in an authentic packet",
    datagram: (harness) => harness.system.seal(PayloadType.ipmiMessage, responseTo(inFlight(harness), { netFn: 0x06 })),
  },
  {
    reason: "unexpected",
    name: "a handshake message outside the session",
    datagram: (harness) => harness.system.refusal(PayloadType.rakpMessage4, 1, 0x02),
  },
  {
    reason: "unexpected",
    name: "a handshake message inside the session",
    datagram: (harness) => harness.system.seal(PayloadType.openSessionResponse, new Uint8Array(36)),
  },
  {
    reason: "wrongSessionId",
    name: "another session's",
    datagram: (harness) => withByte(harness.system.respond(inFlight(harness)), 6, (byte) => byte ^ 1),
  },
  {
    reason: "payloadBits",
    name: "not authenticated",
    datagram: (harness) => withByte(harness.system.respond(inFlight(harness)), 5, (byte) => byte & ~0x40),
  },
  {
    reason: "payloadBits",
    name: "not encrypted",
    datagram: (harness) => withByte(harness.system.respond(inFlight(harness)), 5, (byte) => byte & ~0x80),
  },
  {
    reason: "replayed",
    name: "a packet seen before",
    datagram: (harness) => harness.system.sealNumbered(1, responseTo(inFlight(harness))),
  },
  {
    reason: "tooOld",
    name: "a session sequence number of 0",
    datagram: (harness) => withByte(harness.system.respond(inFlight(harness)), 10, () => 0),
  },
  {
    reason: "authCode",
    name: "a wrong AuthCode",
    datagram: (harness) => {
      const sealed = harness.system.respond(inFlight(harness));
      return flipBit(sealed, 8 * sealed.length - 1);
    },
  },
  {
    reason: "undecryptable",
    name: "authentic, but no whole block",
    datagram: (harness) => authentic(harness, new Uint8Array(20)),
  },
  {
    reason: "undecryptable",
    name: "authentic, but with a wrong pad",
    datagram: (harness) => authentic(harness, new Uint8Array(48)),
  },
  {
    reason: "checksum",
    name: "a wrong first checksum",
    datagram: (harness) => harness.system.seal(PayloadType.ipmiMessage, flipBit(responseTo(inFlight(harness)), 8 * 2)),
  },
  {
    reason: "checksum",
    name: "a wrong second checksum",
    datagram: (harness) => harness.system.seal(PayloadType.ipmiMessage, flipBit(responseTo(inFlight(harness)), 8 * 7)),
  },
  ...(["rqSeq", "netFn", "cmd", "rsLun"] as const).map((field) => ({
    reason: "unmatched" as const,
    name: `an answer with another ${field}`,
    datagram: (harness: EngineHarness) => {
      const request = inFlight(harness);
      const value = field === "netFn" ? 0x0b : request[field] + 1;
      return harness.system.seal(PayloadType.ipmiMessage, responseTo(request, { [field]: value }));
    },
  })),
  {
    reason: "unmatched",
    name: "a pong that nobody waits for",
    datagram: () => fromHex(`0600ff06000011be40010010000011be00000000810000000000000000`.slice(0, 56)),
  },
  {
    reason: "unmatched",
    name: "an answer outside the session that nobody waits for",
    datagram: () => fromHex("0600ff0700000000000000000010811c6320003800019706030000000007"),
  },
  {
    reason: "wrongSessionId",
    name: "an IPMI v1.5 packet of some session",
    datagram: () => fromHex("0600ff070000000000010000001000811c63200038000197060300000000".concat("07")),
  },
];

function withByte(bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  bytes[at] = change(bytes[at]!);
  return bytes;
}

/** A packet with a right AuthCode around bytes that were never encrypted. */
function authentic(harness: EngineHarness, body: Uint8Array): Uint8Array {
  const packet = harness.system.seal(PayloadType.serialOverLan, body.subarray(0, Math.max(0, body.length - 32)));
  // The sealed payload is 16 bytes of IV and whole blocks: replaced by `body`, signed anew.
  const payloadLength = body.length;
  const padLength = (4 - ((16 + payloadLength + 2) & 3)) & 3;
  const { authenticator } = harness.system.protection;
  const covered = new Uint8Array(12 + payloadLength + padLength + 2);
  covered.set(packet.subarray(4, 16));
  covered[1] = 0xc0;
  covered[10] = payloadLength;
  covered[11] = 0;
  covered.set(body, 12);
  covered.fill(0xff, 12 + payloadLength, -2);
  covered[covered.length - 2] = padLength;
  covered[covered.length - 1] = 0x07;
  return Uint8Array.of(...packet.subarray(0, 4), ...covered, ...authenticator!.authCode(covered));
}

describe.each(inSession)("$reason: $name", ({ reason, datagram }) => {
  it("is dropped with that reason, counted, and changes nothing else", () => {
    const harness = waiting();
    const events = harness.events.length;
    const bytes = datagram(harness);
    harness.receive(bytes);
    expect(harness.events.slice(events)).toEqual([{ type: "datagramDropped", reason, count: 1 }]);
    expect(harness.dropped).toEqual({ [reason]: 1 });
    expect(harness.phase).toBe("open");
    harness.tick().settle();
    expect(harness.outcome("waiting")).toMatchObject({ response: { completionCode: 0, attempts: 2 } });
  });
});

describe("the other reasons, each where it can happen", () => {
  it("tooOld: more than the window behind", () => {
    const harness = waiting();
    harness.receive(harness.system.sealNumbered(100, new Uint8Array(3), 0x01));
    harness.receive(harness.system.sealNumbered(67, responseTo(inFlight(harness))));
    expect(harness.dropped).toEqual({ tooOld: 1 });
    expect(harness.verdict("waiting")).toBeUndefined();
  });

  it("tooFarAhead: in a session without integrity, where a forged number would shut out all that follow", () => {
    const harness = waiting({ cipherSuites: [1], dangerouslyAllowUnprotectedCipherSuites: true });
    harness.receive(harness.system.sealNumbered(10_000, responseTo(inFlight(harness))));
    expect(harness.dropped).toEqual({ tooFarAhead: 1 });
    expect(harness.tick().settle().verdict("waiting")).toBe(0);
  });

  it("any number ahead is taken where the AuthCode vouches for it", () => {
    const harness = waiting();
    harness.receive(harness.system.sealNumbered(10_000, responseTo(inFlight(harness))));
    expect(harness.verdict("waiting")).toBe(0);
  });

  it("unreachable: an ICMP refusal in an open session", () => {
    const harness = waiting().feed({ type: "unreachable" });
    expect(harness.dropped).toEqual({ unreachable: 1 });
    expect(harness.settle().verdict("waiting")).toBe(0);
  });

  it("backlog: payloads that nobody drains", () => {
    const { engine, system } = waiting();
    for (let payload = 0; payload < 300; payload++) {
      engine.handleInput({ type: "datagram", now: 0, datagram: system.seal(0x01, Uint8Array.of(payload)) });
    }
    expect(engine.snapshot().dropped).toEqual({ backlog: 300 - 256 });
  });

  it("unexpected: before anything began, and after the end", () => {
    const harness = new EngineHarness();
    const refusal = harness.system.refusal(PayloadType.openSessionResponse, 1, 1, 5);
    harness.receive(refusal);
    expect(harness.dropped).toEqual({ unexpected: 1 });
    harness.feed({ type: "closeSession" }).receive(refusal);
    expect(harness.dropped).toEqual({ unexpected: 2 });
  });
});

describe("datagramDropped", () => {
  it("is one event with a count for each reason, while nobody drains", () => {
    const harness = waiting();
    const { engine } = harness;
    const feed = (datagram: Uint8Array): void => engine.handleInput({ type: "datagram", now: 0, datagram });
    for (let time = 0; time < 1000; time++) {
      feed(new Uint8Array(0));
      if (time % 2 === 0) feed(fromText("GET / HTTP/1.1"));
    }
    const { length } = harness.events;
    harness.drain();
    expect(harness.events.slice(length)).toEqual([
      { type: "datagramDropped", reason: "malformed", count: 1000 },
      { type: "datagramDropped", reason: "notRmcp", count: 500 },
    ]);
    harness.receive(new Uint8Array(0));
    expect(harness.events.at(-1)).toEqual({ type: "datagramDropped", reason: "malformed", count: 1 });
    expect(harness.dropped).toEqual({ malformed: 1001, notRmcp: 500 });
  });
});

import { describe, expect, it } from "vitest";
import { parsePacket, type RmcpPlusPacket } from "../../src/packets/parse-packet.ts";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";

function opened(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.open();
  return harness;
}

describe("sendPayload", () => {
  it("sends the payload in the session, sealed like everything else, and awaits nothing", () => {
    const harness = opened();
    const payload = fromHex("01000000726f6f74");
    harness.feed({ type: "sendPayload", payloadType: PayloadType.serialOverLan, payload });
    payload.fill(0);
    const packet = parsePacket(harness.sent.at(-1)!) as RmcpPlusPacket;
    const opener = new SessionOpener(harness.system.managedSystemSessionId, harness.system.protection);
    const received = opener.open(packet);
    expect(received).toMatchObject({ ok: true, payloadType: 1 });
    expect(received.ok && toHex(received.payload)).toBe("01000000726f6f74");
    expect(packet.sessionSequenceNumber).toBe(2);
    expect(harness.timeout.at).toBeUndefined();
  });

  it("goes between requests, however many are in flight", () => {
    const harness = opened().command(1);
    harness.feed({ type: "sendPayload", payloadType: 1, payload: new Uint8Array(4) }).settle();
    expect(harness.verdict(1)).toBe(0);
    expect(harness.engine.snapshot().session?.lastSent).toBe(3);
  });

  it.each([0, 2, 0x10, 0x15, 0x40, -1, 1.5, Number.NaN])("of type %d is misuse", (payloadType) => {
    const harness = opened();
    const { length } = harness.sent;
    expect(() => harness.feed({ type: "sendPayload", payloadType, payload: new Uint8Array(4) })).toThrow(
      expect.objectContaining({ code: "invalidArgument" }),
    );
    expect(harness.sent).toHaveLength(length);
  });

  it.each([1, 3, 0x0f, 0x16, 0x20, 0x3f])("of type %d goes", (payloadType) => {
    const harness = opened();
    const { length } = harness.sent;
    harness.feed({ type: "sendPayload", payloadType, payload: new Uint8Array(1024) });
    expect(harness.sent).toHaveLength(length + 1);
  });

  it("of more than 1024 bytes, or of no bytes at all, is misuse", () => {
    const harness = opened();
    for (const payload of [new Uint8Array(1025), "text" as unknown as Uint8Array]) {
      expect(() => harness.feed({ type: "sendPayload", payloadType: 1, payload })).toThrow(/at most 1024/);
    }
  });

  it("without an open session is misuse", () => {
    const harness = new EngineHarness();
    const send = (): unknown => harness.feed({ type: "sendPayload", payloadType: 1, payload: new Uint8Array(4) });
    expect(send).toThrow(expect.objectContaining({ code: "invalidState" }));
    harness.feed({ type: "openSession" });
    expect(send).toThrow(expect.objectContaining({ code: "invalidState" }));
  });

  it("starts an xRC4 stream afresh each time, so that what is lost spoils nothing that follows", () => {
    const harness = opened({ cipherSuites: [4] });
    const input = { type: "sendPayload", payloadType: 1, payload: new Uint8Array(8) } as const;
    for (let sending = 0; sending < 3; sending++) {
      harness.feed(input);
      expect(toHex(harness.sent.at(-1)!.slice(16, 20))).toBe("00000000");
    }
  });
});

describe("payloadReceived", () => {
  it("reports another protocol's payload, verified and decrypted", () => {
    const harness = opened();
    harness.receive(harness.system.seal(PayloadType.serialOverLan, fromHex("000102036c6f67696e")));
    expect(harness.events.at(-1)).toEqual({
      type: "payloadReceived",
      payloadType: 1,
      payload: fromHex("000102036c6f67696e"),
    });
  });

  it("is not taken for the answer of a request, nor the answer for a payload", () => {
    const harness = opened().command(1);
    harness.receive(harness.system.seal(0x20, new Uint8Array(12)));
    expect(harness.verdict(1)).toBeUndefined();
    expect(harness.settle().verdict(1)).toBe(0);
    expect(harness.eventsOf("payloadReceived").map(({ payloadType }) => payloadType)).toEqual([0x20]);
  });

  it("keeps nothing of the datagram it came in", () => {
    for (const id of [2, 3] as const) {
      const harness = opened({ cipherSuites: [id] });
      // A Buffer's `slice` gives a view where that of a Uint8Array copies.
      for (const copy of [(bytes: Uint8Array) => bytes.slice(), (bytes: Uint8Array) => Buffer.from(bytes)]) {
        const datagram = copy(harness.system.seal(0x01, fromHex("01020304")));
        harness.receive(datagram);
        datagram.fill(0xee);
        expect(harness.events.at(-1)).toMatchObject({ payload: fromHex("01020304") });
      }
    }
  });

  it("comes 256 times while nobody drains, and again once somebody does", () => {
    const harness = opened();
    const { engine, system } = harness;
    const feed = (): void =>
      engine.handleInput({ type: "datagram", now: 0, datagram: system.seal(0x01, new Uint8Array(4)) });
    for (let payload = 0; payload < 1000; payload++) feed();
    harness.drain();
    expect(harness.eventsOf("payloadReceived")).toHaveLength(256);
    expect(harness.dropped).toEqual({ backlog: 744 });
    expect(harness.eventsOf("datagramDropped")).toEqual([{ type: "datagramDropped", reason: "backlog", count: 744 }]);
    feed();
    harness.drain();
    expect(harness.eventsOf("payloadReceived")).toHaveLength(257);
  });
});

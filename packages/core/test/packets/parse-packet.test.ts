import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxDatagramLength, type ParsedPacket, parsePacket } from "../../src/packets/parse-packet.ts";
import {
  openOutsideSession,
  sealAsf,
  sealIpmi15OutsideSession,
  sealOutsideSession,
} from "../../src/packets/seal-outside-session.ts";
import { flipBit, fromHex, toHex } from "../crypto/bytes.ts";
import { recordedPackets } from "../support/recorded-packets.ts";

const reasons = ["oversized", "notRmcp", "malformed"];
const golden = [
  "0600ff06000011be80000000",
  "0600ff06000011be40010010000011be000000008100000000000000",
  "0600ff07000000000000000000092018c88100388e04b5",
  `0600ff070201000000020000${"00".repeat(17)}092018c88100388e04b5`,
  ...recordedPackets(3),
].map(fromHex);

/** What every answer of `parsePacket` must be, whatever the bytes. */
function expectTotal(datagram: Uint8Array): ParsedPacket | undefined {
  const before = toHex(datagram);
  const packet = parsePacket(datagram);
  expect(toHex(datagram)).toBe(before);
  if (typeof packet === "string") {
    expect(reasons).toContain(packet);
    return undefined;
  }
  if (packet.kind === "rmcpPlus") {
    expect(packet.payloadStart).toBeGreaterThanOrEqual(16);
    expect(packet.payloadEnd).toBeGreaterThanOrEqual(packet.payloadStart);
    expect(packet.payloadEnd).toBeLessThanOrEqual(datagram.length);
    expect(packet.datagram).toBe(datagram);
    expect(packet.payloadType).toBeLessThanOrEqual(0x3f);
    expect([packet.sessionId, packet.sessionSequenceNumber].every((n) => n >= 0 && n <= 0xffffffff)).toBe(true);
  }
  return packet;
}

describe("parsePacket", () => {
  it("reads the headers of an RMCP+ packet in a session", () => {
    const datagram = fromHex("0600ff0706c1a4a3a2a00700008004000102030400010203ffff0207");
    expect(parsePacket(datagram)).toEqual({
      kind: "rmcpPlus",
      payloadType: 1,
      encrypted: true,
      authenticated: true,
      sessionId: 0xa0a2a3a4,
      sessionSequenceNumber: 0x80000007,
      datagram,
      payloadStart: 16,
      payloadEnd: 20,
    });
  });

  it("finds the payload behind the six bytes more of OEM Explicit", () => {
    const datagram = fromHex("0600ff070642f2190000010005000000060000000200aabb");
    expect(parsePacket(datagram)).toMatchObject({ payloadType: 2, sessionId: 5, payloadStart: 22, payloadEnd: 24 });
  });

  it("reads IPMI v1.5 packets, with an AuthCode and without, and forgives a legacy pad byte", () => {
    for (const pad of ["", "00"]) {
      expect(parsePacket(fromHex(`0600ff0700000000000000000002aabb${pad}`))).toEqual({
        kind: "ipmi15",
        authType: 0,
        sessionId: 0,
        sessionSequenceNumber: 0,
        authCode: undefined,
        payload: fromHex("aabb"),
      });
    }
    const code = "000102030405060708090a0b0c0d0e0f";
    expect(parsePacket(fromHex(`0600ff07020700000009000000${code}02aabb`))).toMatchObject({
      ...{ authType: 2, sessionSequenceNumber: 7, sessionId: 9, authCode: fromHex(code), payload: fromHex("aabb") },
    });
  });

  it("reads ASF messages", () => {
    expect(parsePacket(sealAsf(fromHex("000011be80000000")))).toEqual({
      kind: "asf",
      message: fromHex("000011be80000000"),
    });
  });

  it.each([
    { name: "more than 4096 bytes", datagram: new Uint8Array(maxDatagramLength + 1), reason: "oversized" },
    { name: "another RMCP version", datagram: fromHex("0500ff07"), reason: "notRmcp" },
    { name: "an OEM class", datagram: fromHex("0600ff08"), reason: "notRmcp" },
    { name: "an RMCP acknowledgement of IPMI", datagram: fromHex("0600ff87"), reason: "notRmcp" },
    { name: "nothing", datagram: new Uint8Array(0), reason: "malformed" },
    {
      name: "a payload longer than the packet",
      datagram: fromHex("0600ff07060000000000000000000500aabbccdd"),
      reason: "malformed",
    },
    {
      name: "a v1.5 payload with two bytes behind it",
      datagram: fromHex("0600ff0700000000000000000002aabb0000"),
      reason: "malformed",
    },
    { name: "a v1.5 payload cut off", datagram: fromHex("0600ff0700000000000000000002aa"), reason: "malformed" },
  ])("of $name says $reason", ({ datagram, reason }) => {
    expect(parsePacket(datagram)).toBe(reason);
  });

  it("is total: truncations and flipped bits of real packets, trailing bytes, and any bytes at all", () => {
    for (const datagram of golden) {
      expect(expectTotal(datagram)).toBeDefined();
      for (let length = 0; length < datagram.length; length++) expectTotal(datagram.slice(0, length));
      for (let bit = 0; bit < 8 * datagram.length; bit++) expectTotal(flipBit(datagram, bit));
      expectTotal(Uint8Array.of(...datagram, ...datagram));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 6 }), (bytes, prefix) => {
        bytes.set(fromHex("0600ff0706c0").subarray(0, Math.min(prefix, bytes.length)));
        expectTotal(bytes);
      }),
      { numRuns: 1000 },
    );
    expectTotal(new Uint8Array(maxDatagramLength).fill(6));
  });
});

describe("packets outside a session", () => {
  it("are opened as they were sealed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 0x10, 0x11, 0x15, 0x3f),
        fc.uint8Array({ maxLength: 200 }),
        (payloadType, payload) => {
          const packet = parsePacket(sealOutsideSession(payloadType, payload));
          if (typeof packet === "string" || packet.kind !== "rmcpPlus") return expect.fail("not RMCP+");
          expect(packet).toMatchObject({ payloadType, sessionId: 0, sessionSequenceNumber: 0, encrypted: false });
          expect(openOutsideSession(packet)).toEqual(payload);
          expect(parsePacket(sealIpmi15OutsideSession(payload))).toMatchObject({
            kind: "ipmi15",
            payload,
            sessionId: 0,
          });
        },
      ),
    );
  });

  it.each([
    { name: "a session ID", at: 6, value: 1 },
    { name: "the encrypted bit", at: 5, value: 0x91 },
    { name: "the authenticated bit", at: 5, value: 0x51 },
  ])("with $name are not outside a session", ({ at, value }) => {
    const datagram = sealOutsideSession(0x11, new Uint8Array(8));
    datagram[at] = value;
    const packet = parsePacket(datagram);
    expect(typeof packet !== "string" && packet.kind === "rmcpPlus" && openOutsideSession(packet)).toBeUndefined();
  });

  it("with anything behind the payload are none", () => {
    const packet = parsePacket(Uint8Array.of(...sealOutsideSession(0x11, new Uint8Array(8)), 0));
    expect(typeof packet !== "string" && packet.kind === "rmcpPlus" && openOutsideSession(packet)).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { PayloadType, payloadTypeName } from "../../src/wire/payload-types.ts";
import { AuthType, sessionHeaderV15 } from "../../src/wire/session-header-v15.ts";
import {
  SESSION_HEADER_V20_LENGTH,
  type SessionHeaderV20,
  sessionHeaderV20,
} from "../../src/wire/session-header-v20.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { byte, bytesOf, record, sixBits, testCodecLaws, uint16, uint32 } from "../support/codec-laws.ts";
import { recordedPackets } from "../support/recorded-packets.ts";

testCodecLaws("IPMI v1.5 session header", {
  codec: sessionHeaderV15,
  context: undefined,
  golden: [
    {
      name: "the one of Get Channel Authentication Capabilities outside a session",
      hex: "00 00000000 00000000 09",
      value: { authType: AuthType.none, sessionSequenceNumber: 0, sessionId: 0, payloadLength: 9 },
    },
    {
      name: "one in an MD5 session, sequence number before session ID",
      hex: "02 01000000 00020030 a0a1a2a3a4a5a6a7a8a9aaabacadaeaf 08",
      value: {
        authType: AuthType.md5,
        sessionSequenceNumber: 1,
        sessionId: 0x30000200,
        authCode: fromHex("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"),
        payloadLength: 8,
      },
    },
  ],
  arbitrary: fc.oneof(
    record({
      authType: fc.constant(AuthType.none),
      sessionSequenceNumber: uint32,
      sessionId: uint32,
      payloadLength: byte,
    }),
    record({
      authType: fc.constantFrom(1, 2, 4, 5, 9, 15),
      sessionSequenceNumber: uint32,
      sessionId: uint32,
      authCode: bytesOf(16),
      payloadLength: byte,
    }),
  ),
  shortest: 10,
  trailing: "refused",
});

testCodecLaws<SessionHeaderV20>("IPMI v2.0 session header", {
  codec: sessionHeaderV20,
  context: undefined,
  golden: [
    {
      name: "the one of an Open Session Request",
      hex: recordedPackets(3)[0]!.slice(8, 32),
      value: {
        payloadType: PayloadType.openSessionRequest,
        encrypted: false,
        authenticated: false,
        sessionId: 0,
        sessionSequenceNumber: 0,
        payloadLength: 32,
      },
    },
    {
      name: "the one of an encrypted and authenticated response",
      hex: recordedPackets(3)[7]!.slice(8, 32),
      value: {
        payloadType: PayloadType.ipmiMessage,
        encrypted: true,
        authenticated: true,
        sessionId: 0xa0a2a3a4,
        sessionSequenceNumber: 1,
        payloadLength: 32,
      },
    },
    {
      name: "OEM Explicit",
      hex: "06 42 a2020000 3412 04030201 08070605 0001",
      value: {
        payloadType: PayloadType.oemExplicit,
        encrypted: false,
        authenticated: true,
        oemIana: 674,
        oemPayloadId: 0x1234,
        sessionId: 0x01020304,
        sessionSequenceNumber: 0x05060708,
        payloadLength: 256,
      },
    },
  ],
  arbitrary: record({
    payloadType: sixBits,
    encrypted: fc.boolean(),
    authenticated: fc.boolean(),
    oem: record({ oemIana: uint32, oemPayloadId: uint16 }),
    sessionId: uint32,
    sessionSequenceNumber: uint32,
    payloadLength: uint16,
  }).map(({ oem, ...header }) => (header.payloadType === PayloadType.oemExplicit ? { ...header, ...oem } : header)),
  shortest: 12,
  trailing: "refused",
});

describe("session headers", () => {
  it("do not read each other", () => {
    expect(() => decodeFromBytes(sessionHeaderV15, fromHex("06000000000000000000"), "v1.5")).toThrow("RMCP+");
    expect(() => decodeFromBytes(sessionHeaderV20, fromHex("000000000000000000000000"), "v2.0")).toThrow("RMCP+");
  });

  it("v1.5 has room for an AuthCode that is not known yet", () => {
    const header = { authType: AuthType.md5, sessionSequenceNumber: 1, sessionId: 2, payloadLength: 3 };
    expect(toHex(encodeToBytes(sessionHeaderV15, header))).toBe(`020100000002000000${"00".repeat(16)}03`);
  });

  it("v2.0 has the length it says", () => {
    const bytes = encodeToBytes(sessionHeaderV20, {
      payloadType: 0,
      encrypted: false,
      authenticated: false,
      sessionId: 0,
      sessionSequenceNumber: 0,
      payloadLength: 0,
    });
    expect(bytes).toHaveLength(SESSION_HEADER_V20_LENGTH);
  });

  it("name their payload types", () => {
    const names = Object.values(PayloadType).map(payloadTypeName);
    expect(new Set(names).size).toBe(names.length);
    expect(payloadTypeName(PayloadType.rakpMessage2)).toBe("RAKP Message 2");
    expect(payloadTypeName(0x21)).toBe("OEM payload 21h");
    expect(payloadTypeName(0x3e)).toBe("Unknown payload type 3Eh");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GetSessionInfoRequest,
  type GetSessionInfoResponse,
  getSessionInfo,
} from "../../src/messages/get-session-info.ts";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { byte, bytesOf, nibble, record, sixBits, testCodecLaws, uint16, uint32 } from "../support/codec-laws.ts";

testCodecLaws<GetSessionInfoRequest>("Get Session Info request", {
  context: undefined,
  codec: getSessionInfo.request,
  golden: [
    { name: "this session", hex: "00", value: { sessionIndex: 0 } },
    { name: "by handle", hex: "fe 03", value: { sessionIndex: 0xfe, sessionHandle: 3 } },
    { name: "by session ID", hex: "ff 04030201", value: { sessionIndex: 0xff, sessionId: 0x01020304 } },
  ],
  arbitrary: fc.oneof(
    record<GetSessionInfoRequest>({ sessionIndex: fc.nat({ max: 0xfd }) }),
    record<GetSessionInfoRequest>({ sessionIndex: fc.constant(0xfe), sessionHandle: byte } as never),
    record<GetSessionInfoRequest>({ sessionIndex: fc.constant(0xff), sessionId: uint32 } as never),
  ),
  shortest: 1,
  trailing: "taken",
});

const counts = { sessionHandle: byte, possibleActiveSessions: sixBits, currentlyActiveSessions: sixBits };
const session = { userId: sixBits, privilegeLevel: nibble, protocol: nibble, channelNumber: nibble };

testCodecLaws<GetSessionInfoResponse, GetSessionInfoRequest>("Get Session Info response", {
  codec: getSessionInfo.response,
  context: { sessionIndex: 0 },
  golden: [
    {
      name: "no such session",
      hex: "00 10 01",
      value: { sessionHandle: 0, possibleActiveSessions: 16, currentlyActiveSessions: 1 },
    },
    {
      name: "an operator over a modem with PPP",
      hex: "02 04 02 03 03 05 00 02 c0000205 6f02",
      value: {
        sessionHandle: 2,
        possibleActiveSessions: 4,
        currentlyActiveSessions: 2,
        session: {
          userId: 3,
          privilegeLevel: 3,
          protocol: 0,
          channelNumber: 5,
          serialLine: {
            activityType: 0,
            destinationSelector: 2,
            ipAddress: Uint8Array.of(192, 0, 2, 5),
            port: 623,
          },
        },
      },
    },
    {
      name: "an administrator over LAN",
      hex: "01 10 01 02 04 11 7f000001 020304050607 ccab",
      value: {
        sessionHandle: 1,
        possibleActiveSessions: 16,
        currentlyActiveSessions: 1,
        session: {
          userId: 2,
          privilegeLevel: 4,
          protocol: 1,
          channelNumber: 1,
          remoteConsole: {
            ipAddress: Uint8Array.of(127, 0, 0, 1),
            macAddress: Uint8Array.of(2, 3, 4, 5, 6, 7),
            port: 0xabcc,
          },
        },
      },
    },
  ],
  arbitrary: fc.oneof(
    record<GetSessionInfoResponse>(counts),
    record<GetSessionInfoResponse>({ ...counts, session: record(session) } as never),
    record<GetSessionInfoResponse>({
      ...counts,
      session: record({
        ...session,
        serialLine: record({ activityType: byte, destinationSelector: nibble, ipAddress: bytesOf(4) }),
      }),
    } as never),
    record<GetSessionInfoResponse>({
      ...counts,
      session: record({
        ...session,
        remoteConsole: record({ ipAddress: bytesOf(4), macAddress: bytesOf(6), port: uint16 }),
      }),
    } as never),
  ),
  shortest: 3,
  trailing: "taken",
});

describe("Get Session Info", () => {
  it("asks for handle 0 and session ID 0 where neither is said", () => {
    expect(toHex(encodeToBytes(getSessionInfo.request, { sessionIndex: 0xfe }))).toBe("fe00");
    expect(toHex(encodeToBytes(getSessionInfo.request, { sessionIndex: 0xff }))).toBe("ff00000000");
  });

  it("keeps what is reserved out of both directions", () => {
    const response: GetSessionInfoResponse = {
      sessionHandle: 1,
      possibleActiveSessions: 0xff,
      currentlyActiveSessions: 0xc1,
      session: {
        userId: 0xc2,
        privilegeLevel: 0xf4,
        protocol: 0x11,
        channelNumber: 0xf3,
        serialLine: { activityType: 1, destinationSelector: 0xf2, ipAddress: Uint8Array.of(192, 0, 2, 5), port: 623 },
      },
    };
    const request = { sessionIndex: 0 };
    expect(toHex(encodeToBytes(getSessionInfo.response, response, request))).toBe("013f010204130102c00002056f02");
    const reserved = fromHex("01ffc1c2f41301f2c0000205");
    expect(decodeFromBytes(getSessionInfo.response, reserved, "Get Session Info response", request)).toStrictEqual({
      sessionHandle: 1,
      possibleActiveSessions: 63,
      currentlyActiveSessions: 1,
      session: {
        userId: 2,
        privilegeLevel: 4,
        protocol: 1,
        channelNumber: 3,
        serialLine: { activityType: 1, destinationSelector: 2, ipAddress: Uint8Array.of(192, 0, 2, 5) },
      },
    });
  });
});

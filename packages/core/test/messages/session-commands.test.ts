import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeSession } from "../../src/messages/close-session.ts";
import { type Command, emptyBody } from "../../src/messages/command.ts";
import { getChannelAuthenticationCapabilities } from "../../src/messages/get-channel-authentication-capabilities.ts";
import { getChannelCipherSuites } from "../../src/messages/get-channel-cipher-suites.ts";
import { getDeviceId } from "../../src/messages/get-device-id.ts";
import { sendMessage } from "../../src/messages/send-message.ts";
import { setSessionPrivilegeLevel } from "../../src/messages/set-session-privilege-level.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { completionCodeName } from "../../src/wire/completion-codes.ts";
import { buildIpmbSendMessage, SendMessageTracking } from "../../src/wire/ipmb-send-message.ts";
import { decodeLanRequest, decodeLanResponse } from "../../src/wire/lan-message.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { byte, bytesOf, nibble, record, sixBits, testCodecLaws, uint24, uint32 } from "../support/codec-laws.ts";
import { recordedPayload } from "../support/recorded-packets.ts";

const flag = fc.boolean();

/** The data of a recorded request or, after the completion code, response of an unencrypted session. */
function recordedData(packet: number): string {
  const frame = fromHex(recordedPayload(0, packet));
  return toHex((packet % 2 === 0 ? decodeLanRequest(frame) : decodeLanResponse(frame)).data);
}

testCodecLaws("an empty body", {
  codec: emptyBody,
  context: undefined,
  golden: [{ name: "nothing", hex: "", value: undefined }],
  arbitrary: fc.constant(undefined),
  shortest: 0,
  trailing: "refused",
});

testCodecLaws("Get Channel Authentication Capabilities request", {
  codec: getChannelAuthenticationCapabilities.request,
  context: undefined,
  golden: [
    {
      name: "ipmitool's",
      hex: "8e 04",
      value: { extendedCapabilities: true, channelNumber: 0x0e, privilegeLevel: 4 },
    },
  ],
  arbitrary: record({ extendedCapabilities: flag, channelNumber: nibble, privilegeLevel: nibble }),
  shortest: 2,
  trailing: "refused",
});

const anyCapabilities = {
  channelNumber: nibble,
  extendedCapabilities: flag,
  authenticationTypes: record({ none: flag, md2: flag, md5: flag, password: flag, oem: flag }),
  kgIsSet: flag,
  perMessageAuthenticationDisabled: flag,
  userLevelAuthenticationDisabled: flag,
  nonNullUsernamesEnabled: flag,
  nullUsernamesEnabled: flag,
  anonymousLoginEnabled: flag,
  supportsIpmiV20: flag,
  supportsIpmiV15: flag,
  oemId: uint24,
  oemAuxiliaryData: byte,
};

testCodecLaws("Get Channel Authentication Capabilities response", {
  codec: getChannelAuthenticationCapabilities.response,
  context: { extendedCapabilities: true, channelNumber: 0x0e, privilegeLevel: 4 },
  golden: [
    {
      name: "ipmi_sim's",
      hex: "01 97 06 03 000000 00",
      value: {
        channelNumber: 1,
        extendedCapabilities: true,
        authenticationTypes: { none: true, md2: true, md5: true, password: true, oem: false },
        kgIsSet: false,
        perMessageAuthenticationDisabled: false,
        userLevelAuthenticationDisabled: false,
        nonNullUsernamesEnabled: true,
        nullUsernamesEnabled: true,
        anonymousLoginEnabled: false,
        supportsIpmiV20: true,
        supportsIpmiV15: true,
        oemId: 0,
        oemAuxiliaryData: 0,
      },
    },
    {
      name: "one with all that the other does not have",
      hex: "02 20 39 02 a20200 5a",
      value: {
        channelNumber: 2,
        extendedCapabilities: false,
        authenticationTypes: { none: false, md2: false, md5: false, password: false, oem: true },
        kgIsSet: true,
        perMessageAuthenticationDisabled: true,
        userLevelAuthenticationDisabled: true,
        nonNullUsernamesEnabled: false,
        nullUsernamesEnabled: false,
        anonymousLoginEnabled: true,
        supportsIpmiV20: true,
        supportsIpmiV15: false,
        oemId: 674,
        oemAuxiliaryData: 0x5a,
      },
    },
  ],
  arbitrary: record(anyCapabilities),
  shortest: 8,
  trailing: "refused",
});

const listRequest = { channelNumber: 0x0e, payloadType: 0, listByCipherSuite: true, listIndex: 1 };

testCodecLaws("Get Channel Cipher Suites request", {
  codec: getChannelCipherSuites.request,
  context: undefined,
  golden: [
    { name: "the second chunk, by suite", hex: "0e 00 81", value: listRequest },
    {
      name: "the last chunk of SOL's bare algorithms",
      hex: "01 01 3f",
      value: { channelNumber: 1, payloadType: 1, listByCipherSuite: false, listIndex: 0x3f },
    },
  ],
  arbitrary: record({ channelNumber: nibble, payloadType: sixBits, listByCipherSuite: flag, listIndex: sixBits }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Get Channel Cipher Suites response", {
  codec: getChannelCipherSuites.response,
  context: listRequest,
  golden: [
    { name: "a short chunk", hex: "01 c003014181", value: { channelNumber: 1, chunk: fromHex("c003014181") } },
    { name: "an empty one", hex: "01", value: { channelNumber: 1, chunk: new Uint8Array() } },
  ],
  arbitrary: record({ channelNumber: nibble, chunk: bytesOf(0, 16) }),
  shortest: 1,
  trailing: "taken",
});

const level = {
  context: undefined,
  golden: [
    { name: "ADMINISTRATOR", hex: recordedData(6), value: { privilegeLevel: 4 } },
    { name: "reserved bits that are not 0", hex: "f2", value: { privilegeLevel: 2 }, decodeOnly: true as const },
  ],
  arbitrary: record({ privilegeLevel: nibble }),
  shortest: 1,
  trailing: "refused" as const,
};
testCodecLaws("Set Session Privilege Level request", { ...level, codec: setSessionPrivilegeLevel.request });
testCodecLaws("Set Session Privilege Level response", {
  ...level,
  codec: setSessionPrivilegeLevel.response,
  context: { privilegeLevel: 4 },
});

testCodecLaws("Close Session request", {
  codec: closeSession.request,
  context: undefined,
  golden: [
    { name: "ipmitool's", hex: recordedData(18), value: { sessionId: 0x00000202 } },
    { name: "one by handle", hex: "00000000 07", value: { sessionId: 0, sessionHandle: 7 } },
    { name: "one of neither", hex: "00000000", value: { sessionId: 0 } },
  ],
  arbitrary: fc.oneof(
    record({ sessionId: uint32 }),
    record<{ sessionId: number; sessionHandle: number }>({ sessionId: fc.constant(0), sessionHandle: byte }),
  ),
  shortest: 4,
  trailing: "taken",
});

testCodecLaws("Send Message request", {
  codec: sendMessage.request,
  context: undefined,
  golden: [
    {
      name: "what buildIpmbSendMessage makes",
      hex: toHex(
        buildIpmbSendMessage({ targetAddress: 0x30 }, { netFn: 6, cmd: 1, data: new Uint8Array(), rqSeq: 6 }).data,
      ),
      value: {
        channelNumber: 0,
        tracking: SendMessageTracking.trackRequest,
        authenticated: false,
        encrypted: false,
        message: fromHex("3018b881180166"),
      },
    },
    {
      name: "one encrypted and sent raw, without a message",
      hex: "a7",
      value: {
        channelNumber: 7,
        tracking: SendMessageTracking.sendRaw,
        authenticated: false,
        encrypted: true,
        message: new Uint8Array(),
      },
    },
  ],
  arbitrary: record({
    channelNumber: nibble,
    tracking: fc.integer({ min: 0, max: 3 }),
    authenticated: flag,
    encrypted: flag,
    message: bytesOf(0, 60),
  }),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws("Send Message response", {
  codec: sendMessage.response,
  context: { channelNumber: 0, tracking: 1, authenticated: false, encrypted: false, message: new Uint8Array() },
  golden: [
    { name: "an acknowledgement", hex: "", value: { message: new Uint8Array() } },
    { name: "an embedded answer", hex: "201cc430", value: { message: fromHex("201cc430") } },
  ],
  arbitrary: record({ message: bytesOf(0, 60) }),
  shortest: 0,
  trailing: "taken",
});

describe("the commands that sessions are made of", () => {
  it.each<[Pick<Command<never, never>, "name" | "netFn" | "cmd">, string, number]>([
    [getChannelAuthenticationCapabilities, "Get Channel Authentication Capabilities", 0x38],
    [getChannelCipherSuites, "Get Channel Cipher Suites", 0x54],
    [setSessionPrivilegeLevel, "Set Session Privilege Level", 0x3b],
    [closeSession, "Close Session", 0x3c],
    [getDeviceId, "Get Device ID", 0x01],
    [sendMessage, "Send Message", 0x34],
  ])("go to App under their number: $name", ({ name, netFn, cmd }, expectedName, expectedCmd) => {
    expect({ name, netFn, cmd }).toStrictEqual({ name: expectedName, netFn: 0x06, cmd: expectedCmd });
  });

  it("refuse a chunk of 17 bytes", () => {
    const decode = (length: number) =>
      decodeFromBytes(getChannelCipherSuites.response, new Uint8Array(1 + length), "chunk", listRequest);
    expect(decode(16).chunk).toHaveLength(16);
    expect(() => decode(17)).toThrow("more than 16 bytes");
  });

  it("have bodies without bytes where there is nothing to say", () => {
    expect(closeSession.response).toBe(emptyBody);
    expect(getDeviceId.request).toBe(emptyBody);
  });

  it.each([
    [setSessionPrivilegeLevel.completionCodes, 0x80, "Requested level not available for this user"],
    [setSessionPrivilegeLevel.completionCodes, 0x81, "Requested level exceeds Channel and/or User Privilege Limit"],
    [setSessionPrivilegeLevel.completionCodes, 0x82, "Cannot disable User Level authentication"],
    [closeSession.completionCodes, 0x87, "Invalid Session ID in request"],
    [closeSession.completionCodes, 0x88, "Invalid Session Handle in request"],
    [sendMessage.completionCodes, 0x80, "Invalid Session Handle"],
    [sendMessage.completionCodes, 0x81, "Lost Arbitration"],
    [sendMessage.completionCodes, 0x82, "Bus Error"],
    [sendMessage.completionCodes, 0x83, "NAK on Write"],
  ])("name their completion codes", (codes, code, name) => {
    expect(completionCodeName(code, codes)).toBe(name);
  });
});

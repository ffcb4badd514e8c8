import { encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, nibble, record, sixBits, testCodecLaws, uint16, uint24 } from "../../../core/test/support/codec-laws.ts";
import {
  getChannelOemPayloadInfo,
  getChannelPayloadSupport,
  getChannelPayloadVersion,
  getUserPayloadAccess,
  setUserPayloadAccess,
  solActivating,
  suspendResumePayloadEncryption,
} from "../../src/index.ts";

/** Some of these numbers, in ascending order. */
function someOf(numbers: readonly number[]): fc.Arbitrary<number[]> {
  return fc.subarray([...numbers]);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const instance = { payloadType: sixBits, payloadInstance: nibble };
const enables = someOf([...range(1, 7), ...range(0x20, 0x27)]);

testCodecLaws("Set User Payload Access request", {
  codec: setUserPayloadAccess.request,
  context: undefined,
  golden: [
    {
      name: "SOL enabled for user 2",
      hex: "01 02 02000000",
      value: { channelNumber: 1, operation: 0, userId: 2, payloadTypes: [1] },
    },
    {
      name: "SOL and the first OEM payload disabled for user 63",
      hex: "0e 7f 02000100",
      value: { channelNumber: 14, operation: 1, userId: 63, payloadTypes: [1, 0x20] },
    },
    {
      name: "the reserved bits set",
      hex: "f1 01 01ff00ff",
      value: { channelNumber: 1, operation: 0, userId: 1, payloadTypes: [] },
      decodeOnly: true,
    },
  ],
  arbitrary: record({
    channelNumber: nibble,
    operation: fc.nat({ max: 3 }),
    userId: sixBits,
    payloadTypes: enables,
  }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws("Get User Payload Access request", {
  codec: getUserPayloadAccess.request,
  context: undefined,
  golden: [{ name: "user 2", hex: "0e 02", value: { channelNumber: 14, userId: 2 } }],
  arbitrary: record({ channelNumber: nibble, userId: sixBits }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get User Payload Access response", {
  codec: getUserPayloadAccess.response,
  context: { channelNumber: 14, userId: 2 },
  golden: [
    { name: "SOL", hex: "02000000", value: { payloadTypes: [1] } },
    { name: "nothing", hex: "00000000", value: { payloadTypes: [] } },
    { name: "the last of each", hex: "80008000", value: { payloadTypes: [7, 0x27] } },
  ],
  arbitrary: record({ payloadTypes: enables }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get Channel Payload Support request", {
  codec: getChannelPayloadSupport.request,
  context: undefined,
  golden: [{ name: "this channel", hex: "0e", value: { channelNumber: 14 } }],
  arbitrary: record({ channelNumber: nibble }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get Channel Payload Support response", {
  codec: getChannelPayloadSupport.response,
  context: { channelNumber: 14 },
  golden: [
    {
      name: "IPMI, SOL and the session setup",
      hex: "0300 3f00 0000 0000",
      value: { payloadTypes: [0, 1, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15] },
    },
  ],
  arbitrary: record({ payloadTypes: someOf(range(0, 47)) }),
  shortest: 8,
  trailing: "refused",
});

testCodecLaws("Get Channel Payload Version request", {
  codec: getChannelPayloadVersion.request,
  context: undefined,
  golden: [{ name: "SOL", hex: "0e 01", value: { channelNumber: 14, payloadType: 1 } }],
  arbitrary: record({ channelNumber: nibble, payloadType: sixBits }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Channel Payload Version response", {
  codec: getChannelPayloadVersion.response,
  context: { channelNumber: 14, payloadType: 1 },
  golden: [{ name: "1.0", hex: "10", value: { majorVersion: 1, minorVersion: 0 } }],
  arbitrary: record({ majorVersion: nibble, minorVersion: nibble }),
  shortest: 1,
  trailing: "refused",
});

const oem = { payloadType: sixBits, oemIana: uint24, oemPayloadId: uint16 };

testCodecLaws("Get Channel OEM Payload Info request", {
  codec: getChannelOemPayloadInfo.request,
  context: undefined,
  golden: [
    {
      name: "an OEM Explicit payload",
      hex: "01 02 f21b00 3412",
      value: { channelNumber: 1, payloadType: 2, oemIana: 7154, oemPayloadId: 0x1234 },
    },
  ],
  arbitrary: record({ channelNumber: nibble, ...oem }),
  shortest: 7,
  trailing: "refused",
});

testCodecLaws("Get Channel OEM Payload Info response", {
  codec: getChannelOemPayloadInfo.response,
  context: { channelNumber: 1, payloadType: 2, oemIana: 7154, oemPayloadId: 0x1234 },
  golden: [
    {
      name: "version 2.1",
      hex: "20 f21b00 3412 21",
      value: { payloadType: 0x20, oemIana: 7154, oemPayloadId: 0x1234, majorVersion: 2, minorVersion: 1 },
    },
  ],
  arbitrary: record({ ...oem, majorVersion: nibble, minorVersion: nibble }),
  shortest: 7,
  trailing: "refused",
});

testCodecLaws("Suspend/Resume Payload Encryption request", {
  codec: suspendResumePayloadEncryption.request,
  context: undefined,
  golden: [{ name: "resume", hex: "01 01 01", value: { payloadType: 1, payloadInstance: 1, operation: 1 } }],
  arbitrary: record({ ...instance, operation: fc.nat({ max: 31 }) }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("SOL Activating request", {
  codec: solActivating.request,
  context: undefined,
  golden: [
    {
      name: "format 1.0",
      hex: "00 01 01 00",
      value: { sessionState: 0, payloadInstance: 1, majorVersion: 1, minorVersion: 0 },
    },
  ],
  arbitrary: record({ sessionState: nibble, payloadInstance: byte, majorVersion: byte, minorVersion: byte }),
  shortest: 4,
  trailing: "refused",
});

describe("the response of Suspend/Resume Payload Encryption", () => {
  it("is empty", () => {
    const request = { payloadType: 1, payloadInstance: 1, operation: 1 };
    expect(encodeToBytes(suspendResumePayloadEncryption.response, undefined, request)).toHaveLength(0);
  });
});

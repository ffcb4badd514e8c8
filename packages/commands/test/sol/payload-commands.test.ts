import { encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  byte,
  bytesOf,
  nibble,
  record,
  sixBits,
  testCodecLaws,
  uint16,
  uint24,
  uint32,
} from "../../../core/test/support/codec-laws.ts";
import {
  type ActivatePayloadResponse,
  activatePayload,
  deactivatePayload,
  decodeSolActivation,
  encodeSolActivation,
  getChannelOemPayloadInfo,
  getChannelPayloadSupport,
  getChannelPayloadVersion,
  getPayloadActivationStatus,
  getPayloadInstanceInfo,
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

testCodecLaws("Activate Payload request", {
  codec: activatePayload.request,
  context: undefined,
  golden: [
    {
      name: "ipmitool's",
      hex: "01 01 c6 00 00 00",
      value: { payloadType: 1, payloadInstance: 1, auxiliaryData: Uint8Array.of(0xc6, 0, 0, 0) },
    },
  ],
  arbitrary: record({ ...instance, auxiliaryData: bytesOf(4) }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws<ActivatePayloadResponse, Parameters<typeof activatePayload.response.encode>[2]>(
  "Activate Payload response",
  {
    codec: activatePayload.response,
    context: { payloadType: 1, payloadInstance: 1, auxiliaryData: new Uint8Array(4) },
    golden: [
      {
        name: "one without VLAN",
        hex: "00000000 ff00 0301 6f02 ffff",
        value: {
          auxiliaryData: new Uint8Array(4),
          inboundPayloadSize: 255,
          outboundPayloadSize: 259,
          udpPort: 623,
        },
      },
      {
        name: "one in test mode on VLAN 5",
        hex: "01000000 0400 0500 6f02 0500",
        value: {
          auxiliaryData: Uint8Array.of(1, 0, 0, 0),
          inboundPayloadSize: 4,
          outboundPayloadSize: 5,
          udpPort: 623,
          vlan: 5,
        },
      },
    ],
    arbitrary: fc.oneof(
      record({ auxiliaryData: bytesOf(4), inboundPayloadSize: uint16, outboundPayloadSize: uint16, udpPort: uint16 }),
      record({
        auxiliaryData: bytesOf(4),
        inboundPayloadSize: uint16,
        outboundPayloadSize: uint16,
        udpPort: uint16,
        vlan: fc.nat({ max: 0xfffe }),
      }),
    ),
    shortest: 12,
    trailing: "refused",
  },
);

testCodecLaws("Deactivate Payload request", {
  codec: deactivatePayload.request,
  context: undefined,
  golden: [
    {
      name: "ipmitool's",
      hex: "01 01 00 00 00 00",
      value: { payloadType: 1, payloadInstance: 1, auxiliaryData: new Uint8Array(4) },
    },
  ],
  arbitrary: record({ ...instance, auxiliaryData: bytesOf(4) }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws("Get Payload Activation Status request", {
  codec: getPayloadActivationStatus.request,
  context: undefined,
  golden: [{ name: "SOL", hex: "01", value: { payloadType: 1 } }],
  arbitrary: record({ payloadType: sixBits }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get Payload Activation Status response", {
  codec: getPayloadActivationStatus.response,
  context: { payloadType: 1 },
  golden: [
    { name: "one instance, not active", hex: "01 00 00", value: { instanceCapacity: 1, activeInstances: [] } },
    { name: "the first of three", hex: "03 01 00", value: { instanceCapacity: 3, activeInstances: [1] } },
    { name: "the 8th, 9th and 16th", hex: "0f 80 81", value: { instanceCapacity: 15, activeInstances: [8, 9, 16] } },
  ],
  arbitrary: record({ instanceCapacity: nibble, activeInstances: someOf(range(1, 16)) }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Get Payload Instance Info request", {
  codec: getPayloadInstanceInfo.request,
  context: undefined,
  golden: [{ name: "SOL", hex: "01 01", value: { payloadType: 1, payloadInstance: 1 } }],
  arbitrary: record(instance),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Payload Instance Info response", {
  codec: getPayloadInstanceInfo.response,
  context: { payloadType: 1, payloadInstance: 1 },
  golden: [
    {
      name: "SOL on the first serial port",
      hex: "78563412 0100000000000000",
      value: { sessionId: 0x12345678, payloadSpecificData: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0) },
    },
  ],
  arbitrary: record({ sessionId: uint32, payloadSpecificData: bytesOf(8) }),
  shortest: 12,
  trailing: "refused",
});

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

describe("what a remote console wants of SOL", () => {
  it("is four bytes, of which ipmitool's are C6h, 0, 0, 0", () => {
    const wanted = {
      encryption: true,
      authentication: true,
      testMode: false,
      serialAlertBehavior: 1,
      startupHandshake: true,
    };
    expect([...encodeSolActivation(wanted)]).toStrictEqual([0xc6, 0, 0, 0]);
    expect(decodeSolActivation(Uint8Array.of(0xc6, 0, 0, 0))).toStrictEqual(wanted);
    expect(decodeSolActivation(Uint8Array.of(0x2c, 9, 9, 9))).toStrictEqual({
      encryption: false,
      authentication: false,
      testMode: true,
      serialAlertBehavior: 3,
      startupHandshake: false,
    });
    for (let flags = 0; flags < 256; flags++) {
      const decoded = decodeSolActivation(Uint8Array.of(flags, 0, 0, 0));
      expect(encodeSolActivation(decoded)[0]).toBe(flags & 0xee);
    }
  });
});

describe("responses without a body", () => {
  it("are empty", () => {
    const auxiliaryData = new Uint8Array(4);
    const request = { payloadType: 1, payloadInstance: 1, auxiliaryData, operation: 1 };
    expect(encodeToBytes(deactivatePayload.response, undefined, request)).toHaveLength(0);
    expect(encodeToBytes(suspendResumePayloadEncryption.response, undefined, request)).toHaveLength(0);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActivatePayloadResponse, activatePayload } from "../../src/messages/activate-payload.ts";
import { deactivatePayload } from "../../src/messages/deactivate-payload.ts";
import { getPayloadActivationStatus } from "../../src/messages/get-payload-activation-status.ts";
import { getPayloadInstanceInfo } from "../../src/messages/get-payload-instance-info.ts";
import { decodeSolActivation, encodeSolActivation } from "../../src/messages/sol-activation.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { bytesOf, nibble, record, sixBits, testCodecLaws, uint16, uint32 } from "../support/codec-laws.ts";

const instance = { payloadType: sixBits, payloadInstance: nibble };
const sixteenInstances = Array.from({ length: 16 }, (_, index) => index + 1);

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
  arbitrary: record({ instanceCapacity: nibble, activeInstances: fc.subarray(sixteenInstances) }),
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

describe("the response of Deactivate Payload", () => {
  it("is empty", () => {
    const request = { payloadType: 1, payloadInstance: 1, auxiliaryData: new Uint8Array(4) };
    expect(encodeToBytes(deactivatePayload.response, undefined, request)).toHaveLength(0);
  });
});

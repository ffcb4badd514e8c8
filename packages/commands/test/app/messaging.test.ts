import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, nibble, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  chassisReset,
  enableMessageChannelReceive,
  findCommand,
  type GetBtInterfaceCapabilitiesResponse,
  type GetMessageResponse,
  getBtInterfaceCapabilities,
  getMessage,
  type MasterWriteReadRequest,
  masterWriteRead,
  readEventMessageBuffer,
  type SetChassisCapabilitiesRequest,
  setChassisCapabilities,
} from "../../src/index.ts";

const none = { context: undefined } as const;

describe("the messaging commands", () => {
  it.each([
    [0x06, 0x32, enableMessageChannelReceive],
    [0x06, 0x33, getMessage],
    [0x06, 0x35, readEventMessageBuffer],
    [0x06, 0x36, getBtInterfaceCapabilities],
    [0x06, 0x52, masterWriteRead],
    [0x00, 0x03, chassisReset],
    [0x00, 0x05, setChassisCapabilities],
  ])("%i/%i is in the catalogue", (netFn, cmd, command) => {
    expect(findCommand(netFn, cmd)).toBe(command);
  });
});

testCodecLaws("Enable Message Channel Receive request", {
  ...none,
  codec: enableMessageChannelReceive.request,
  golden: [
    { name: "channel 1, enable", hex: "01 01", value: { channelNumber: 1, action: 1 } },
    { name: "channel 15, only tell", hex: "0f 02", value: { channelNumber: 15, action: 2 } },
  ],
  arbitrary: record({ channelNumber: nibble, action: fc.nat({ max: 3 }) }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Enable Message Channel Receive response", {
  ...none,
  codec: enableMessageChannelReceive.response,
  golden: [{ name: "channel 7 enabled", hex: "07 01", value: { channelNumber: 7, isEnabled: true } }],
  arbitrary: record({ channelNumber: nibble, isEnabled: fc.boolean() }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws<GetMessageResponse>("Get Message response", {
  ...none,
  codec: getMessage.response,
  golden: [
    {
      name: "Get Device ID of 20h over the IPMB, as ADMINISTRATOR",
      hex: "40 18 c8 20 04 01 db",
      value: {
        channelNumber: 0,
        inferredPrivilegeLevel: 4,
        message: Uint8Array.of(0x18, 0xc8, 0x20, 0x04, 0x01, 0xdb),
      },
    },
  ],
  arbitrary: record({ channelNumber: nibble, inferredPrivilegeLevel: nibble, message: bytesOf(0, 40) }),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws("Read Event Message Buffer response", {
  ...none,
  codec: readEventMessageBuffer.response,
  golden: [
    {
      name: "a fan that is too slow",
      hex: "0000 02 00000000 2000 04 04 10 01 520b0e",
      value: { record: Uint8Array.of(0, 0, 2, 0, 0, 0, 0, 0x20, 0, 4, 4, 0x10, 1, 0x52, 0x0b, 0x0e) },
    },
  ],
  arbitrary: record({ record: bytesOf(16) }),
  shortest: 16,
  trailing: "refused",
});

testCodecLaws<GetBtInterfaceCapabilitiesResponse>("Get BT Interface Capabilities response", {
  ...none,
  codec: getBtInterfaceCapabilities.response,
  golden: [
    {
      name: "one request, 63 bytes each way, ten seconds, one retry",
      hex: "01 3f 3f 0a 01",
      value: {
        outstandingRequests: 1,
        inputBufferSize: 63,
        outputBufferSize: 63,
        requestToResponseTime: 10,
        recommendedRetries: 1,
      },
    },
  ],
  arbitrary: record({
    outstandingRequests: byte,
    inputBufferSize: byte,
    outputBufferSize: byte,
    requestToResponseTime: byte,
    recommendedRetries: byte,
  }),
  shortest: 5,
  trailing: "refused",
});

testCodecLaws<MasterWriteReadRequest>("Master Write-Read request", {
  ...none,
  codec: masterWriteRead.request,
  golden: [
    {
      name: "a byte from offset 0 of a FRU EEPROM on private bus 3",
      hex: "07 a0 01 00",
      value: {
        channelNumber: 0,
        busId: 3,
        isPrivateBus: true,
        slaveAddress: 0xa0,
        readCount: 1,
        data: Uint8Array.of(0),
      },
    },
    {
      name: "only to read, from a public bus on channel 6",
      hex: "60 b2 08",
      value: {
        channelNumber: 6,
        busId: 0,
        isPrivateBus: false,
        slaveAddress: 0xb2,
        readCount: 8,
        data: new Uint8Array(),
      },
    },
  ],
  arbitrary: record({
    channelNumber: nibble,
    busId: fc.nat({ max: 7 }),
    isPrivateBus: fc.boolean(),
    slaveAddress: fc.nat({ max: 0x7f }).map((address) => address * 2),
    readCount: byte,
    data: bytesOf(0, 36),
  }),
  shortest: 3,
  trailing: "taken",
});

testCodecLaws("Master Write-Read response", {
  ...none,
  codec: masterWriteRead.response,
  golden: [{ name: "two bytes", hex: "19 80", value: { data: Uint8Array.of(0x19, 0x80) } }],
  arbitrary: record({ data: bytesOf(0, 40) }),
  shortest: 0,
  trailing: "taken",
});

const devices = {
  frontPanelLockout: fc.boolean(),
  intrusionSensor: fc.boolean(),
  fruDeviceAddress: byte,
  sdrDeviceAddress: byte,
  selDeviceAddress: byte,
  systemManagementDeviceAddress: byte,
};

testCodecLaws<SetChassisCapabilitiesRequest>("Set Chassis Capabilities request", {
  ...none,
  codec: setChassisCapabilities.request,
  golden: [
    {
      name: "all of it at 20h, with intrusion",
      hex: "01 20 20 20 20 20",
      value: {
        frontPanelLockout: false,
        intrusionSensor: true,
        fruDeviceAddress: 0x20,
        sdrDeviceAddress: 0x20,
        selDeviceAddress: 0x20,
        systemManagementDeviceAddress: 0x20,
        bridgeDeviceAddress: 0x20,
      },
    },
    {
      name: "no bridge told of",
      hex: "02 00 20 20 20",
      value: {
        frontPanelLockout: true,
        intrusionSensor: false,
        fruDeviceAddress: 0,
        sdrDeviceAddress: 0x20,
        selDeviceAddress: 0x20,
        systemManagementDeviceAddress: 0x20,
      },
    },
  ],
  arbitrary: fc.oneof(record(devices), record({ ...devices, bridgeDeviceAddress: byte })),
  shortest: 5,
  trailing: "taken",
});

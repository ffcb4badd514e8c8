import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type BmcGlobalEnables,
  clearMessageFlags,
  coldReset,
  type GetWatchdogTimerResponse,
  getAcpiPowerState,
  getBmcGlobalEnables,
  getDeviceGuid,
  getMessageFlags,
  getSelfTestResults,
  getSystemGuid,
  getWatchdogTimer,
  type MessageFlags,
  resetWatchdogTimer,
  type SetAcpiPowerStateRequest,
  type SetWatchdogTimerRequest,
  setAcpiPowerState,
  setBmcGlobalEnables,
  setWatchdogTimer,
  type WatchdogExpirationFlags,
  warmReset,
} from "../../src/index.ts";

const none = { context: undefined } as const;
const threeBits = fc.nat({ max: 7 });
const sevenBits = fc.nat({ max: 0x7e });

describe("commands without bodies", () => {
  it("are known by their numbers alone", () => {
    const numbers = [coldReset, warmReset, resetWatchdogTimer].map(({ netFn, cmd }) => [netFn, cmd]);
    expect(numbers).toStrictEqual([
      [6, 2],
      [6, 3],
      [6, 0x22],
    ]);
  });
});

testCodecLaws("Get Self Test Results response", {
  ...none,
  codec: getSelfTestResults.response,
  golden: [{ name: "passed", hex: "55 00", value: { result: 0x55, detail: 0 } }],
  arbitrary: record({ result: byte, detail: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws<SetAcpiPowerStateRequest>("Set ACPI Power State request", {
  ...none,
  codec: setAcpiPowerState.request,
  golden: [
    { name: "the system to S3, the device as it is", hex: "83 7f", value: { systemPowerState: 3 } },
    { name: "not to be set, whatever the state", hex: "03 03", value: {}, decodeOnly: true },
    { name: "no change, though to be set", hex: "ff ff", value: {}, decodeOnly: true },
  ],
  arbitrary: fc.record(
    { systemPowerState: sevenBits, devicePowerState: sevenBits },
    { noNullPrototype: true, requiredKeys: [] },
  ) as fc.Arbitrary<SetAcpiPowerStateRequest>,
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get ACPI Power State response", {
  ...none,
  codec: getAcpiPowerState.response,
  golden: [{ name: "S5, D3", hex: "05 03", value: { systemPowerState: 5, devicePowerState: 3 } }],
  arbitrary: record({ systemPowerState: sevenBits, devicePowerState: sevenBits }),
  shortest: 2,
  trailing: "refused",
});

describe.each([
  ["Get Device GUID", getDeviceGuid, 0x08],
  ["Get System GUID", getSystemGuid, 0x37],
] as const)("%s", (name, command, cmd) => {
  it("is named and numbered so", () => {
    expect([command.name, command.netFn, command.cmd]).toStrictEqual([name, 6, cmd]);
  });
  testCodecLaws(`${name} response`, {
    ...none,
    codec: command.response,
    golden: [
      {
        name: "16 bytes",
        hex: "000102030405060708090a0b0c0d0e0f",
        value: { guid: Uint8Array.from({ length: 16 }, (_, at) => at) },
      },
    ],
    arbitrary: record({ guid: bytesOf(16) }),
    shortest: 16,
    trailing: "refused",
  });
});

const allEnables = {
  oem2: fc.boolean(),
  oem1: fc.boolean(),
  oem0: fc.boolean(),
  systemEventLogging: fc.boolean(),
  eventMessageBuffer: fc.boolean(),
  eventMessageBufferFullInterrupt: fc.boolean(),
  receiveMessageQueueInterrupt: fc.boolean(),
};
const noEnables: BmcGlobalEnables = {
  oem2: false,
  oem1: false,
  oem0: false,
  systemEventLogging: false,
  eventMessageBuffer: false,
  eventMessageBufferFullInterrupt: false,
  receiveMessageQueueInterrupt: false,
};

describe.each([
  ["Set BMC Global Enables request", setBmcGlobalEnables.request],
  ["Get BMC Global Enables response", getBmcGlobalEnables.response],
] as const)("%s", (name, codec) => {
  testCodecLaws<BmcGlobalEnables>(name, {
    ...none,
    codec,
    golden: [
      { name: "the SEL only", hex: "08", value: { ...noEnables, systemEventLogging: true } },
      {
        name: "OEM 2, receive queue",
        hex: "81",
        value: { ...noEnables, oem2: true, receiveMessageQueueInterrupt: true },
      },
      { name: "OEM 0, buffer", hex: "24", value: { ...noEnables, oem0: true, eventMessageBuffer: true } },
    ],
    arbitrary: record(allEnables),
    shortest: 1,
    trailing: "refused",
  });
});

const noFlags: MessageFlags = {
  oem2: false,
  oem1: false,
  oem0: false,
  watchdogPreTimeoutInterrupt: false,
  eventMessageBufferFull: false,
  receiveMessageAvailable: false,
};

describe.each([
  ["Clear Message Flags request", clearMessageFlags.request],
  ["Get Message Flags response", getMessageFlags.response],
] as const)("%s", (name, codec) => {
  testCodecLaws<MessageFlags>(name, {
    ...none,
    codec,
    golden: [
      { name: "the watchdog", hex: "08", value: { ...noFlags, watchdogPreTimeoutInterrupt: true } },
      { name: "OEM 1, a message", hex: "41", value: { ...noFlags, oem1: true, receiveMessageAvailable: true } },
    ],
    arbitrary: record({
      oem2: fc.boolean(),
      oem1: fc.boolean(),
      oem0: fc.boolean(),
      watchdogPreTimeoutInterrupt: fc.boolean(),
      eventMessageBufferFull: fc.boolean(),
      receiveMessageAvailable: fc.boolean(),
    }),
    shortest: 1,
    trailing: "refused",
  });
});

const flags: fc.Arbitrary<WatchdogExpirationFlags> = record({
  biosFrb2: fc.boolean(),
  biosPost: fc.boolean(),
  osLoad: fc.boolean(),
  smsOs: fc.boolean(),
  oem: fc.boolean(),
});
const timer = {
  doNotLog: fc.boolean(),
  timerUse: threeBits,
  preTimeoutInterrupt: threeBits,
  timeoutAction: threeBits,
  preTimeoutInterval: byte,
  initialCountdown: uint16,
};
const onlySmsOs: WatchdogExpirationFlags = { biosFrb2: false, biosPost: false, osLoad: false, smsOs: true, oem: false };

testCodecLaws<SetWatchdogTimerRequest>("Set Watchdog Timer request", {
  ...none,
  codec: setWatchdogTimer.request,
  golden: [
    {
      name: "reset after 20 s, NMI 5 s before, clear SMS/OS",
      hex: "44 21 05 10 c800",
      value: {
        doNotLog: false,
        doNotStop: true,
        timerUse: 4,
        preTimeoutInterrupt: 2,
        timeoutAction: 1,
        preTimeoutInterval: 5,
        clearExpirationFlags: onlySmsOs,
        initialCountdown: 200,
      },
    },
  ],
  arbitrary: record({ ...timer, doNotStop: fc.boolean(), clearExpirationFlags: flags }),
  shortest: 6,
  trailing: "refused",
});

testCodecLaws<GetWatchdogTimerResponse>("Get Watchdog Timer response", {
  ...none,
  codec: getWatchdogTimer.response,
  golden: [
    {
      name: "running, half over",
      hex: "c4 21 05 10 c800 6400",
      value: {
        doNotLog: true,
        isRunning: true,
        timerUse: 4,
        preTimeoutInterrupt: 2,
        timeoutAction: 1,
        preTimeoutInterval: 5,
        expirationFlags: onlySmsOs,
        initialCountdown: 200,
        presentCountdown: 100,
      },
    },
    {
      name: "of ipmi_sim, which leaves the present countdown out",
      hex: "04 00 00 00 b80b",
      value: {
        doNotLog: false,
        isRunning: false,
        timerUse: 4,
        preTimeoutInterrupt: 0,
        timeoutAction: 0,
        preTimeoutInterval: 0,
        expirationFlags: { biosFrb2: false, biosPost: false, osLoad: false, smsOs: false, oem: false },
        initialCountdown: 3000,
      },
    },
  ],
  arbitrary: fc.oneof(
    record({ ...timer, isRunning: fc.boolean(), expirationFlags: flags }),
    record({ ...timer, isRunning: fc.boolean(), expirationFlags: flags, presentCountdown: uint16 }),
  ),
  shortest: 6,
  trailing: "taken",
});

import fc from "fast-check";
import { byte, bytesOf, nibble, record, testCodecLaws, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  type BootFlags,
  type BootOption,
  type GetSystemBootOptionsRequest,
  type GetSystemBootOptionsResponse,
  getSystemBootOptions,
  type SetSystemBootOptionsRequest,
  setSystemBootOptions,
} from "../../src/index.ts";

const noFlags: BootFlags = {
  valid: false,
  persistent: false,
  efi: false,
  clearCmos: false,
  lockKeyboard: false,
  device: 0,
  blankScreen: false,
  lockOutResetButton: false,
  lockOutPowerButton: false,
  biosVerbosity: 0,
  forceProgressEventTraps: false,
  bypassUserPassword: false,
  lockOutSleepButton: false,
  consoleRedirection: 0,
  biosSharedModeOverride: false,
  biosMuxControlOverride: 0,
  deviceInstance: 0,
};
const twoBits = fc.nat({ max: 3 });
const flag = fc.boolean();

/** One arbitrary for each parameter, in the order of their numbers. */
const options: readonly fc.Arbitrary<BootOption>[] = [
  record({ kind: fc.constant("setInProgress" as const), state: twoBits }),
  record({ kind: fc.constant("servicePartition" as const), partition: byte }),
  record({ kind: fc.constant("servicePartitionScan" as const), scan: flag, discovered: flag }),
  record({
    kind: fc.constant("bootFlagValidBitClearing" as const),
    keepOnPefReset: flag,
    keepOnCommandTimeout: flag,
    keepOnWatchdogReset: flag,
    keepOnResetButton: flag,
    keepOnPowerButton: flag,
  }),
  record({
    kind: fc.constant("bootInfoAcknowledge" as const),
    writeMask: byte,
    oem: flag,
    sms: flag,
    osOrServicePartition: flag,
    osLoader: flag,
    biosPost: flag,
  }),
  record({
    kind: fc.constant("bootFlags" as const),
    valid: flag,
    persistent: flag,
    efi: flag,
    clearCmos: flag,
    lockKeyboard: flag,
    device: nibble,
    blankScreen: flag,
    lockOutResetButton: flag,
    lockOutPowerButton: flag,
    biosVerbosity: twoBits,
    forceProgressEventTraps: flag,
    bypassUserPassword: flag,
    lockOutSleepButton: flag,
    consoleRedirection: twoBits,
    biosSharedModeOverride: flag,
    biosMuxControlOverride: fc.nat({ max: 7 }),
    deviceInstance: byte,
  }),
  record({
    kind: fc.constant("bootInitiatorInfo" as const),
    channelNumber: nibble,
    sessionId: uint32,
    timestamp: uint32,
  }),
  record({ kind: fc.constant("bootInitiatorMailbox" as const), block: byte, data: bytesOf(0, 16) }),
  record({ kind: fc.constant("other" as const), data: bytesOf(1, 20) }),
];

const selected = options.map((option, parameterSelector) => ({ option, parameterSelector }));

testCodecLaws<SetSystemBootOptionsRequest>("Set System Boot Options request", {
  codec: setSystemBootOptions.request,
  context: undefined,
  golden: [
    { name: "only the mark", hex: "85", value: { parameterSelector: 5, markInvalid: true } },
    {
      name: "PXE at the next boot",
      hex: "05 80 04 00 00 00",
      value: {
        parameterSelector: 5,
        markInvalid: false,
        option: { kind: "bootFlags", ...noFlags, valid: true, device: 1 },
      },
    },
    {
      name: "the BIOS setup at every EFI boot, everything else at its end",
      hex: "05 e0 d8 ff 0f 11",
      value: {
        parameterSelector: 5,
        markInvalid: false,
        option: {
          kind: "bootFlags",
          ...{ valid: true, persistent: true, efi: true },
          ...{ clearCmos: true, lockKeyboard: true, device: 6, blankScreen: false, lockOutResetButton: false },
          ...{ lockOutPowerButton: true, biosVerbosity: 3, forceProgressEventTraps: true, bypassUserPassword: true },
          ...{ lockOutSleepButton: true, consoleRedirection: 3 },
          ...{ biosSharedModeOverride: true, biosMuxControlOverride: 7, deviceInstance: 0x11 },
        },
      },
    },
    {
      name: "no 60 seconds",
      hex: "03 08",
      value: {
        parameterSelector: 3,
        markInvalid: false,
        option: {
          kind: "bootFlagValidBitClearing",
          keepOnPefReset: false,
          keepOnCommandTimeout: true,
          keepOnWatchdogReset: false,
          keepOnResetButton: false,
          keepOnPowerButton: false,
        },
      },
    },
    {
      name: "BIOS/POST has handled it",
      hex: "04 01 01",
      value: {
        parameterSelector: 4,
        markInvalid: false,
        option: {
          kind: "bootInfoAcknowledge",
          writeMask: 1,
          oem: false,
          sms: false,
          osOrServicePartition: false,
          osLoader: false,
          biosPost: true,
        },
      },
    },
  ],
  arbitrary: fc.oneof(
    ...selected.map(({ option, parameterSelector }) =>
      record<SetSystemBootOptionsRequest>({
        parameterSelector: fc.constant(parameterSelector),
        markInvalid: flag,
        option,
      } as never),
    ),
    record<SetSystemBootOptionsRequest>({ parameterSelector: fc.nat({ max: 127 }), markInvalid: flag }),
  ),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws<GetSystemBootOptionsRequest>("Get System Boot Options request", {
  codec: getSystemBootOptions.request,
  context: undefined,
  golden: [{ name: "boot flags", hex: "05 00 00", value: { parameterSelector: 5, setSelector: 0, blockSelector: 0 } }],
  arbitrary: record({ parameterSelector: fc.nat({ max: 127 }), setSelector: byte, blockSelector: byte }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws<GetSystemBootOptionsResponse, GetSystemBootOptionsRequest>("Get System Boot Options response", {
  codec: getSystemBootOptions.response,
  context: { parameterSelector: 5, setSelector: 0, blockSelector: 0 },
  golden: [
    {
      name: "a session that started the boot",
      hex: "01 06 01 04030201 80000060",
      value: {
        parameterVersion: 1,
        markedInvalid: false,
        parameterSelector: 6,
        option: { kind: "bootInitiatorInfo", channelNumber: 1, sessionId: 0x01020304, timestamp: 0x60000080 },
      },
    },
    {
      name: "a service partition to be looked for, marked invalid",
      hex: "01 82 02",
      value: {
        parameterVersion: 1,
        markedInvalid: true,
        parameterSelector: 2,
        option: { kind: "servicePartitionScan", scan: true, discovered: false },
      },
    },
  ],
  arbitrary: fc.oneof(
    ...selected.map(({ option, parameterSelector }) =>
      record<GetSystemBootOptionsResponse>({
        parameterVersion: nibble,
        markedInvalid: flag,
        parameterSelector: fc.constant(parameterSelector),
        option,
      }),
    ),
  ),
  shortest: 2,
  trailing: "taken",
});

import fc from "fast-check";
import { byte, nibble, record, testCodecLaws, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  type ChassisIdentifyRequest,
  chassisIdentify,
  type GetChassisCapabilitiesResponse,
  getChassisCapabilities,
  getPohCounter,
  getSystemRestartCause,
  setFrontPanelEnables,
  setPowerCycleInterval,
  setPowerRestorePolicy,
} from "../../src/index.ts";

const none = { context: undefined } as const;
const addresses = {
  fruDeviceAddress: byte,
  sdrDeviceAddress: byte,
  selDeviceAddress: byte,
  systemManagementDeviceAddress: byte,
};
const flags = {
  powerInterlock: fc.boolean(),
  diagnosticInterrupt: fc.boolean(),
  frontPanelLockout: fc.boolean(),
  intrusionSensor: fc.boolean(),
};

testCodecLaws<GetChassisCapabilitiesResponse>("Get Chassis Capabilities response", {
  ...none,
  codec: getChassisCapabilities.response,
  golden: [
    {
      name: "all but an interlock, another bridge",
      hex: "07 20 22 24 26 28",
      value: {
        powerInterlock: false,
        diagnosticInterrupt: true,
        frontPanelLockout: true,
        intrusionSensor: true,
        fruDeviceAddress: 0x20,
        sdrDeviceAddress: 0x22,
        selDeviceAddress: 0x24,
        systemManagementDeviceAddress: 0x26,
        bridgeDeviceAddress: 0x28,
      },
    },
  ],
  arbitrary: fc.oneof(
    record<GetChassisCapabilitiesResponse>({ ...flags, ...addresses }),
    record<GetChassisCapabilitiesResponse>({ ...flags, ...addresses, bridgeDeviceAddress: byte } as never),
  ),
  shortest: 5,
  trailing: "taken",
});

testCodecLaws<ChassisIdentifyRequest>("Chassis Identify request", {
  ...none,
  codec: chassisIdentify.request,
  golden: [
    { name: "as long as it is by default", hex: "", value: {} },
    { name: "off", hex: "00", value: { seconds: 0 } },
    { name: "until it is switched off", hex: "00 01", value: { seconds: 0, forceOn: true } },
  ],
  arbitrary: fc.oneof(
    fc.constant({}),
    record<ChassisIdentifyRequest>({ seconds: byte } as never),
    record<ChassisIdentifyRequest>({ seconds: byte, forceOn: fc.boolean() } as never),
  ),
  shortest: 0,
  trailing: "taken",
});

testCodecLaws("Set Power Restore Policy request", {
  ...none,
  codec: setPowerRestorePolicy.request,
  golden: [{ name: "always on", hex: "02", value: { policy: 2 } }],
  arbitrary: record({ policy: fc.nat({ max: 7 }) }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Set Power Restore Policy response", {
  codec: setPowerRestorePolicy.response,
  context: { policy: 3 },
  golden: [{ name: "on and off", hex: "05", value: { alwaysOn: true, previous: false, alwaysOff: true } }],
  arbitrary: record({ alwaysOn: fc.boolean(), previous: fc.boolean(), alwaysOff: fc.boolean() }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get System Restart Cause response", {
  ...none,
  codec: getSystemRestartCause.response,
  golden: [{ name: "Chassis Control over LAN", hex: "01 01", value: { cause: 1, channelNumber: 1 } }],
  arbitrary: record({ cause: nibble, channelNumber: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Set Front Panel Enables request", {
  ...none,
  codec: setFrontPanelEnables.request,
  golden: [
    {
      name: "no reset, no standby",
      hex: "0a",
      value: {
        disableStandby: true,
        disableDiagnosticInterrupt: false,
        disableReset: true,
        disablePowerOff: false,
      },
    },
  ],
  arbitrary: record({
    disableStandby: fc.boolean(),
    disableDiagnosticInterrupt: fc.boolean(),
    disableReset: fc.boolean(),
    disablePowerOff: fc.boolean(),
  }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Set Power Cycle Interval request", {
  ...none,
  codec: setPowerCycleInterval.request,
  golden: [{ name: "ten seconds", hex: "0a", value: { seconds: 10 } }],
  arbitrary: record({ seconds: byte }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get POH Counter response", {
  ...none,
  codec: getPohCounter.response,
  golden: [{ name: "a year in hours", hex: "3c 38220000", value: { minutesPerCount: 60, counts: 8760 } }],
  arbitrary: record({ minutesPerCount: byte, counts: uint32 }),
  shortest: 5,
  trailing: "refused",
});

import fc from "fast-check";
import { byte, bytesOf, nibble, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  type GetDcmiCapabilitiesInfoResponse,
  getDcmiCapabilitiesInfo,
  type RollingAverageUnit,
} from "../../src/index.ts";

const period = record({
  duration: fc.integer({ min: 0, max: 63 }),
  unit: fc.constantFrom<RollingAverageUnit>("seconds", "minutes", "hours", "days"),
});

function capabilities(parameter: fc.Arbitrary<unknown>): fc.Arbitrary<GetDcmiCapabilitiesInfoResponse> {
  return record({
    dcmiMajorVersion: byte,
    dcmiMinorVersion: byte,
    parameterRevision: byte,
    parameter: parameter as fc.Arbitrary<GetDcmiCapabilitiesInfoResponse["parameter"]>,
  });
}

const version = { dcmiMajorVersion: 1, dcmiMinorVersion: 5, parameterRevision: 2 };

const capabilityCases = [
  {
    selector: 1,
    hex: "010502 00 01 05",
    parameter: {
      kind: "supportedCapabilities",
      identification: false,
      selLogging: false,
      chassisPower: false,
      temperatureMonitor: false,
      powerManagement: true,
      inBandChannel: true,
      serialTerminalMode: false,
      secondaryLan: true,
      primaryLan: false,
      sol: false,
      vlan: false,
    },
    shortest: 6,
    arbitrary: record({
      kind: fc.constant("supportedCapabilities"),
      identification: fc.boolean(),
      selLogging: fc.boolean(),
      chassisPower: fc.boolean(),
      temperatureMonitor: fc.boolean(),
      powerManagement: fc.boolean(),
      inBandChannel: fc.boolean(),
      serialTerminalMode: fc.boolean(),
      secondaryLan: fc.boolean(),
      primaryLan: fc.boolean(),
      sol: fc.boolean(),
      vlan: fc.boolean(),
    }),
  },
  {
    selector: 2,
    hex: "010502 0082 05 03 01",
    parameter: {
      kind: "mandatoryPlatformAttributes",
      selEntries: 512,
      selAutomaticRollover: true,
      selEntireFlushUponRollover: false,
      selRecordFlushUponRollover: false,
      guid: true,
      dhcpHostName: false,
      assetTag: true,
      inletTemperature: true,
      processorTemperature: true,
      baseboardTemperature: false,
      temperatureSamplingPeriod: 1,
    },
    shortest: 7,
    arbitrary: record({
      kind: fc.constant("mandatoryPlatformAttributes"),
      selEntries: fc.integer({ min: 0, max: 4095 }),
      selAutomaticRollover: fc.boolean(),
      selEntireFlushUponRollover: fc.boolean(),
      selRecordFlushUponRollover: fc.boolean(),
      guid: fc.boolean(),
      dhcpHostName: fc.boolean(),
      assetTag: fc.boolean(),
      inletTemperature: fc.boolean(),
      processorTemperature: fc.boolean(),
      baseboardTemperature: fc.boolean(),
      temperatureSamplingPeriod: byte,
    }),
  },
  {
    selector: 3,
    hex: "010502 20 71",
    parameter: {
      kind: "optionalPlatformAttributes",
      powerManagementSlaveAddress: 0x20,
      powerManagementChannel: 7,
      powerManagementDeviceRevision: 1,
    },
    shortest: 5,
    arbitrary: record({
      kind: fc.constant("optionalPlatformAttributes"),
      powerManagementSlaveAddress: byte.map((address) => address & 0xfe),
      powerManagementChannel: nibble,
      powerManagementDeviceRevision: nibble,
    }),
  },
  {
    selector: 4,
    hex: "010502 01 ff ff",
    parameter: {
      kind: "manageabilityAccessAttributes",
      primaryLanChannel: 1,
      secondaryLanChannel: 255,
      serialChannel: 255,
    },
    shortest: 6,
    arbitrary: record({
      kind: fc.constant("manageabilityAccessAttributes"),
      primaryLanChannel: byte,
      secondaryLanChannel: byte,
      serialChannel: byte,
    }),
  },
  {
    selector: 5,
    hex: "010502 02 1e 81",
    parameter: {
      kind: "enhancedPowerStatisticsAttributes",
      rollingAveragePeriods: [
        { duration: 30, unit: "seconds" },
        { duration: 1, unit: "hours" },
      ],
    },
    shortest: 4,
    arbitrary: record({
      kind: fc.constant("enhancedPowerStatisticsAttributes"),
      rollingAveragePeriods: fc.array(period, { maxLength: 5 }),
    }),
  },
  {
    selector: 9,
    hex: "010502 0102",
    parameter: { kind: "unknown", data: Uint8Array.of(1, 2) },
    shortest: 3,
    arbitrary: record({ kind: fc.constant("unknown"), data: bytesOf(0, 10) }),
  },
] as const;

for (const { selector, hex, parameter, shortest, arbitrary } of capabilityCases) {
  testCodecLaws(`Get DCMI Capabilities Info response, parameter ${selector}`, {
    codec: getDcmiCapabilitiesInfo.response,
    context: { parameterSelector: selector },
    golden: [{ name: "an example", hex, value: { ...version, parameter } as GetDcmiCapabilitiesInfoResponse }],
    arbitrary: capabilities(arbitrary),
    shortest,
    trailing: "taken",
  });
}

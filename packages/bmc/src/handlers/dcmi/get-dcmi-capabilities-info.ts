import {
  type DcmiCapabilityParameter,
  DcmiCapabilitySelector,
  type GetDcmiCapabilitiesInfoRequest,
  type GetDcmiCapabilitiesInfoResponse,
  getDcmiCapabilitiesInfo,
} from "@ruipmi/commands";
import { BMC_SLAVE_ADDRESS, CompletionCode } from "@ruipmi/core/wire";
import type { BmcDevice } from "../../device/device.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get DCMI Capabilities Info (DCMI v1.5 §6.1.1): what of it there is here, to anybody who asks. */
export const getDcmiCapabilitiesInfoHandler: BuiltInHandler<
  GetDcmiCapabilitiesInfoRequest,
  GetDcmiCapabilitiesInfoResponse
> = {
  command: getDcmiCapabilitiesInfo,
  options: { outsideSession: true },
  handler: ({ parameterSelector }, { device }) => {
    const parameter = capability(parameterSelector, device);
    if (parameter === undefined) return refuse(CompletionCode.invalidDataField);
    return { dcmiMajorVersion: 1, dcmiMinorVersion: 5, parameterRevision: 2, parameter };
  },
};

function capability(selector: number, { sel, dcmi, deviceId }: BmcDevice): DcmiCapabilityParameter | undefined {
  switch (selector) {
    case DcmiCapabilitySelector.supportedCapabilities:
      return {
        kind: "supportedCapabilities",
        // Reserved since DCMI v1.5, and set: who knows of v1.0 only looks at them.
        identification: true,
        selLogging: true,
        chassisPower: true,
        temperatureMonitor: true,
        powerManagement: true,
        inBandChannel: false,
        serialTerminalMode: false,
        secondaryLan: false,
        primaryLan: true,
        sol: true,
        vlan: true,
      };
    case DcmiCapabilitySelector.mandatoryPlatformAttributes:
      return {
        kind: "mandatoryPlatformAttributes",
        selEntries: sel.maxRecords,
        selAutomaticRollover: false,
        selEntireFlushUponRollover: false,
        selRecordFlushUponRollover: false,
        guid: true,
        dhcpHostName: false,
        assetTag: true,
        inletTemperature: true,
        processorTemperature: true,
        baseboardTemperature: true,
        temperatureSamplingPeriod: 1,
      };
    case DcmiCapabilitySelector.optionalPlatformAttributes:
      return {
        kind: "optionalPlatformAttributes",
        powerManagementSlaveAddress: BMC_SLAVE_ADDRESS,
        powerManagementChannel: 0,
        powerManagementDeviceRevision: deviceId.deviceRevision,
      };
    case DcmiCapabilitySelector.manageabilityAccessAttributes:
      return {
        kind: "manageabilityAccessAttributes",
        primaryLanChannel: 1,
        secondaryLanChannel: noChannel,
        serialChannel: noChannel,
      };
    case DcmiCapabilitySelector.enhancedPowerStatisticsAttributes:
      return {
        kind: "enhancedPowerStatisticsAttributes",
        rollingAveragePeriods: dcmi.power.rollingAveragePeriods,
      };
    default:
      return undefined;
  }
}

const noChannel = 0xff;

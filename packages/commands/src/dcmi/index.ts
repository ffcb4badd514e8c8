import type { AnyCommand } from "@ruipmi/core/wire";
import { getAssetTag, setAssetTag } from "./asset-tag.ts";
import { getDcmiCapabilitiesInfo } from "./get-dcmi-capabilities-info.ts";
import { getDcmiConfigurationParameters } from "./get-dcmi-configuration-parameters.ts";
import { getDcmiSensorInfo } from "./get-dcmi-sensor-info.ts";
import { getPowerReading } from "./get-power-reading.ts";
import { getTemperatureReadings } from "./get-temperature-readings.ts";
import {
  getManagementControllerIdentifierString,
  setManagementControllerIdentifierString,
} from "./management-controller-identifier-string.ts";
import { activatePowerLimit, getPowerLimit, setPowerLimit } from "./power-limit.ts";
import { setDcmiConfigurationParameters } from "./set-dcmi-configuration-parameters.ts";
import { getThermalLimit, setThermalLimit } from "./thermal-limit.ts";

export * from "./asset-tag.ts";
export {
  type ActivateDhcp,
  type DcmiConfigurationParameter,
  DcmiConfigurationSelector,
  type DhcpInterval,
  type DiscoveryConfiguration,
  type UnknownDcmiConfiguration,
} from "./configuration-parameter.ts";
export {
  type DcmiCapabilityParameter,
  DcmiCapabilitySelector,
  type EnhancedPowerStatisticsAttributes,
  type ManageabilityAccessAttributes,
  type MandatoryPlatformAttributes,
  type OptionalPlatformAttributes,
  type SupportedDcmiCapabilities,
  type UnknownDcmiCapability,
} from "./dcmi-capabilities.ts";
export { dcmiGroup, type RollingAveragePeriod, type RollingAverageUnit } from "./dcmi-group.ts";
export * from "./get-dcmi-capabilities-info.ts";
export * from "./get-dcmi-configuration-parameters.ts";
export * from "./get-dcmi-sensor-info.ts";
export * from "./get-power-reading.ts";
export * from "./get-temperature-readings.ts";
export * from "./management-controller-identifier-string.ts";
export * from "./power-limit.ts";
export { DcmiEntityId, type DcmiSensorQuery } from "./sensor-query.ts";
export * from "./set-dcmi-configuration-parameters.ts";
export type {
  GetStringPartRequest,
  GetStringPartResponse,
  SetStringPartRequest,
  SetStringPartResponse,
} from "./string-part.ts";
export * from "./thermal-limit.ts";

/** The DCMI commands, in the order of their numbers. */
export const dcmiCommands: readonly AnyCommand[] = [
  getDcmiCapabilitiesInfo,
  getPowerReading,
  getPowerLimit,
  setPowerLimit,
  activatePowerLimit,
  getAssetTag,
  getDcmiSensorInfo,
  setAssetTag,
  getManagementControllerIdentifierString,
  setManagementControllerIdentifierString,
  setThermalLimit,
  getThermalLimit,
  getTemperatureReadings,
  setDcmiConfigurationParameters,
  getDcmiConfigurationParameters,
] as readonly AnyCommand[];

import type { AnyCommand } from "@ruipmi/core/wire";
import { getSdr } from "./get-sdr.ts";
import { getSdrRepositoryAllocationInfo } from "./get-sdr-repository-allocation-info.ts";
import { getSdrRepositoryInfo } from "./get-sdr-repository-info.ts";
import { getSdrRepositoryTime } from "./get-sdr-repository-time.ts";
import { reserveSdrRepository } from "./reserve-sdr-repository.ts";
import { setSdrRepositoryTime } from "./set-sdr-repository-time.ts";

export * from "./get-device-sdr.ts";
export * from "./get-device-sdr-info.ts";
export * from "./get-sdr.ts";
export * from "./get-sdr-repository-allocation-info.ts";
export * from "./get-sdr-repository-info.ts";
export * from "./get-sdr-repository-time.ts";
export * from "./record-reading.ts";
export type { CompactSensorBody, CompactSensorRecord } from "./records/compact-sensor.ts";
export type { EventOnlyBody, EventOnlyRecord } from "./records/event-only.ts";
export type { FruDeviceLocatorBody, FruDeviceLocatorRecord } from "./records/fru-device-locator.ts";
export type { FullSensorBody, FullSensorRecord } from "./records/full-sensor.ts";
export { maxIdStringLength } from "./records/id-string.ts";
export type { McDeviceLocatorBody, McDeviceLocatorRecord } from "./records/mc-device-locator.ts";
export * from "./records/record-header.ts";
export * from "./records/sdr-record.ts";
export {
  EventMessageControl,
  SensorAccess,
  type SensorCapabilities,
  type SensorDescription,
  type SensorInitialization,
} from "./records/sensor-description.ts";
export type { Entity, SensorIdentity } from "./records/sensor-identity.ts";
export { notShared, type SensorSharing } from "./records/sensor-sharing.ts";
export * from "./reservation.ts";
export * from "./reserve-device-sdr-repository.ts";
export * from "./reserve-sdr-repository.ts";
export * from "./sdr-repository-time.ts";
export * from "./set-sdr-repository-time.ts";

/** The SDR repository commands, in the order of their numbers. */
export const sdrCommands: readonly AnyCommand[] = [
  getSdrRepositoryInfo,
  getSdrRepositoryAllocationInfo,
  reserveSdrRepository,
  getSdr,
  getSdrRepositoryTime,
  setSdrRepositoryTime,
] as readonly AnyCommand[];

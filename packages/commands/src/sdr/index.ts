import type { AnyCommand } from "@ruipmi/core/wire";
import { addSdr } from "./add-sdr.ts";
import { clearSdrRepository } from "./clear-sdr-repository.ts";
import { deleteSdr } from "./delete-sdr.ts";
import { enterSdrRepositoryUpdateMode } from "./enter-sdr-repository-update-mode.ts";
import { exitSdrRepositoryUpdateMode } from "./exit-sdr-repository-update-mode.ts";
import { getSdr } from "./get-sdr.ts";
import { getSdrRepositoryAllocationInfo } from "./get-sdr-repository-allocation-info.ts";
import { getSdrRepositoryInfo } from "./get-sdr-repository-info.ts";
import { getSdrRepositoryTime } from "./get-sdr-repository-time.ts";
import { partialAddSdr } from "./partial-add-sdr.ts";
import { reserveSdrRepository } from "./reserve-sdr-repository.ts";
import { runInitializationAgent } from "./run-initialization-agent.ts";
import { setSdrRepositoryTime } from "./set-sdr-repository-time.ts";

export * from "./add-sdr.ts";
export * from "./clear-sdr-repository.ts";
export * from "./delete-sdr.ts";
export * from "./device-types.ts";
export * from "./enter-sdr-repository-update-mode.ts";
export * from "./entity-names.ts";
export * from "./exit-sdr-repository-update-mode.ts";
export * from "./get-device-sdr.ts";
export * from "./get-device-sdr-info.ts";
export * from "./get-sdr.ts";
export * from "./get-sdr-repository-allocation-info.ts";
export * from "./get-sdr-repository-info.ts";
export * from "./get-sdr-repository-time.ts";
export * from "./partial-add-sdr.ts";
export * from "./record-reading.ts";
export type {
  BmcMessageChannelInfoBody,
  BmcMessageChannelInfoRecord,
  MessageChannel,
} from "./records/bmc-message-channel-info.ts";
export type { CompactSensorBody, CompactSensorRecord } from "./records/compact-sensor.ts";
export type {
  DeviceRelativeEntity,
  DeviceRelativeEntityAssociationBody,
  DeviceRelativeEntityAssociationRecord,
} from "./records/device-relative-entity-association.ts";
export type {
  EntityAssociationBody,
  EntityAssociationFlags,
  EntityAssociationRecord,
} from "./records/entity-association.ts";
export type { EventOnlyBody, EventOnlyRecord } from "./records/event-only.ts";
export type { FruDeviceLocatorBody, FruDeviceLocatorRecord } from "./records/fru-device-locator.ts";
export type { FullSensorBody, FullSensorRecord } from "./records/full-sensor.ts";
export type { GenericDeviceLocatorBody, GenericDeviceLocatorRecord } from "./records/generic-device-locator.ts";
export { maxIdStringLength } from "./records/id-string.ts";
export { type LenientSdr, readSdr } from "./records/lenient-sdr.ts";
export type { McConfirmationBody, McConfirmationRecord } from "./records/mc-confirmation.ts";
export type { McDeviceLocatorBody, McDeviceLocatorRecord } from "./records/mc-device-locator.ts";
export type { OemSdrBody, OemSdrRecord } from "./records/oem-record.ts";
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
export * from "./run-initialization-agent.ts";
export * from "./sdr-cache.ts";
export * from "./sdr-names.ts";
export * from "./sdr-repository-time.ts";
export * from "./set-sdr-repository-time.ts";

/** The SDR repository commands, in the order of their numbers. */
export const sdrCommands: readonly AnyCommand[] = [
  getSdrRepositoryInfo,
  getSdrRepositoryAllocationInfo,
  reserveSdrRepository,
  getSdr,
  addSdr,
  partialAddSdr,
  deleteSdr,
  clearSdrRepository,
  getSdrRepositoryTime,
  setSdrRepositoryTime,
  enterSdrRepositoryUpdateMode,
  exitSdrRepositoryUpdateMode,
  runInitializationAgent,
] as readonly AnyCommand[];

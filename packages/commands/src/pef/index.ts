import type { AnyCommand } from "@ruipmi/core/wire";
import { alertImmediate } from "./alert-immediate.ts";
import { armPefPostponeTimer } from "./arm-pef-postpone-timer.ts";
import { getLastProcessedEventId } from "./get-last-processed-event-id.ts";
import { getPefCapabilities } from "./get-pef-capabilities.ts";
import { getPefConfigurationParameters } from "./get-pef-configuration-parameters.ts";
import { petAcknowledge } from "./pet-acknowledge.ts";
import { setLastProcessedEventId } from "./set-last-processed-event-id.ts";
import { setPefConfigurationParameters } from "./set-pef-configuration-parameters.ts";

export * from "./alert-immediate.ts";
export { type AlertPolicy, AlertPolicyRule } from "./alert-policy.ts";
export * from "./arm-pef-postpone-timer.ts";
export {
  type EventDataComparison,
  type EventFilter,
  type EventFilterState,
  EventFilterType,
  matchAny,
  PefEventSeverity,
} from "./event-filter.ts";
export * from "./get-last-processed-event-id.ts";
export * from "./get-pef-capabilities.ts";
export * from "./get-pef-configuration-parameters.ts";
export { type PefActions, pefActionNames } from "./pef-actions.ts";
export type { PefParameter, UnknownPefParameter } from "./pef-parameter.ts";
export * from "./pef-parameters.ts";
export * from "./pet-acknowledge.ts";
export * from "./set-last-processed-event-id.ts";
export * from "./set-pef-configuration-parameters.ts";

/** The commands of platform event filtering and alerting, in the order of their numbers. */
export const pefCommands: readonly AnyCommand[] = [
  getPefCapabilities,
  armPefPostponeTimer,
  setPefConfigurationParameters,
  getPefConfigurationParameters,
  setLastProcessedEventId,
  getLastProcessedEventId,
  alertImmediate,
  petAcknowledge,
] as readonly AnyCommand[];

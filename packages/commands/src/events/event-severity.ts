import { EventDataUse, eventDataOf } from "./event-data.ts";
import { sensorSpecificEventType, thresholdEventType } from "./states.ts";

/** How bad it is that a state became true. */
export type EventSeverity = "informational" | "ok" | "nonCritical" | "critical" | "nonRecoverable";

/** What {@link eventSeverity} looks at. */
export interface GradedEvent {
  /** Event/reading type, 7 bits. */
  readonly eventType: number;
  /** Whether the state became true. */
  readonly asserted: boolean;
  /** Event data 1 to 3. */
  readonly eventData: Uint8Array;
}

/**
 * How bad an event is, as far as it says so itself: by the severity in event data 2 (IPMI v2.0 table 29-6), by its
 * threshold, or by a state that is a severity (IPMI v2.0 table 42-2). The end of a state is never worse than "ok".
 *
 * @returns `undefined` where the event does not say
 */
export function eventSeverity({ eventType, asserted, eventData }: GradedEvent): EventSeverity | undefined {
  const { offset, use2, data2 } = eventDataOf(eventData);
  const isDiscrete = eventType !== thresholdEventType;
  const told = isDiscrete && use2 === EventDataUse.standard ? severityStates[data2 >>> 4] : undefined;
  const severity = told ?? stateSeverity(eventType, offset);
  if (severity === undefined || asserted) return severity;
  return severity === "informational" ? severity : "ok";
}

function stateSeverity(eventType: number, offset: number): EventSeverity | undefined {
  if (eventType === sensorSpecificEventType) return undefined;
  return genericSeverities.get(eventType)?.[offset];
}

/** The states of event/reading type 07h, in the order of their offsets. */
const severityStates: readonly EventSeverity[] = [
  "ok",
  "nonCritical",
  "critical",
  "nonRecoverable",
  "nonCritical",
  "critical",
  "nonRecoverable",
  "informational",
  "informational",
];

/** Twelve offsets: two for each threshold, lower and upper. */
const thresholdSeverities: readonly EventSeverity[] = [
  "nonCritical",
  "nonCritical",
  "critical",
  "critical",
  "nonRecoverable",
  "nonRecoverable",
  "nonCritical",
  "nonCritical",
  "critical",
  "critical",
  "nonRecoverable",
  "nonRecoverable",
];

/** By event/reading type; those left out say nothing of how bad a state is. */
const genericSeverities: ReadonlyMap<number, readonly EventSeverity[]> = new Map([
  [0x01, thresholdSeverities],
  [0x04, ["ok", "nonCritical"]],
  [0x05, ["ok", "nonCritical"]],
  [0x06, ["ok", "nonCritical"]],
  [0x07, severityStates],
  [0x0b, ["ok", "nonCritical", "nonCritical", "nonCritical", "nonCritical", "critical", "nonCritical", "nonCritical"]],
]);

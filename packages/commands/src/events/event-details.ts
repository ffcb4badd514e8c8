/** What event data 2 and 3 say beyond the state, whatever they are used for (IPMI v2.0 table 29-6). */
import { type EventData, EventDataUse, eventDataOf } from "./event-data.ts";
import { type EventFact, eventDataMeaning } from "./event-data-meanings.ts";
import type { GradedEvent } from "./event-severity.ts";
import { extendedStateText } from "./extended-states.ts";
import { sensorSpecificEventType, stateText, thresholdEventType } from "./states.ts";

/** One thing that event data says. */
export interface EventDetail extends EventFact {
  /** Which byte of the event data says it. */
  readonly byte: 2 | 3;
}

/** What {@link eventDetails} looks at. */
export interface DetailedEvent extends GradedEvent {
  /** 0–255. */
  readonly sensorType: number;
}

/**
 * All that event data 2 and 3 say, in words. A byte that is an OEM's, or has no meaning in the specification, comes as
 * `OEM Data` or `Sensor Extension Code` with its value in hexadecimal; a threshold sensor's reading and threshold need its
 * SDR and are not here.
 *
 * @example
 * ```ts
 * eventDetails(record); // [{ byte: 3, name: "Memory module/device number", text: "3" }]
 * ```
 */
export function eventDetails(event: DetailedEvent): readonly EventDetail[] {
  const data = eventDataOf(event.eventData);
  return [
    ...factsOf2(event, data).map((fact) => ({ ...fact, byte: 2 as const })),
    ...factsOf3(event, data).map((fact) => ({ ...fact, byte: 3 as const })),
  ];
}

function factsOf2(event: DetailedEvent, { use2, data2, offset }: EventData): readonly EventFact[] {
  const { eventType, sensorType } = event;
  if (use2 === EventDataUse.oem) return [oemData(data2)];
  if (use2 === EventDataUse.standard) return eventType === thresholdEventType ? [] : transition(event, data2);
  if (use2 === EventDataUse.unspecified) return [];
  if (eventType !== sensorSpecificEventType) return [extensionCode(data2)];
  // Where the state says it already, there is nothing more.
  if (extendedStateText(sensorType, offset, data2) !== undefined) return [];
  return eventDataMeaning(sensorType, offset)?.data2?.(data2) ?? [extensionCode(data2)];
}

function factsOf3({ eventType, sensorType }: DetailedEvent, { use3, data3, offset }: EventData): readonly EventFact[] {
  if (use3 === EventDataUse.oem) return [oemData(data3)];
  if (use3 !== EventDataUse.sensorSpecific) return [];
  const meaning = eventType === sensorSpecificEventType ? eventDataMeaning(sensorType, offset) : undefined;
  return meaning?.data3?.(data3) ?? [extensionCode(data3)];
}

/** Severity in bits 7:4, previous state in 3:0, either Fh where it is not told. */
function transition({ eventType, sensorType }: DetailedEvent, byte: number): readonly EventFact[] {
  const severity = stateText(0x07, 0, byte >>> 4);
  const previous = stateText(eventType, sensorType, byte & 0x0f);
  return [
    ...(severity === undefined ? [] : [{ name: "Severity", text: severity }]),
    ...(previous === undefined ? [] : [{ name: "Previous State", text: previous }]),
  ];
}

function oemData(byte: number): EventFact {
  return { name: "OEM Data", text: hex(byte) };
}

function extensionCode(byte: number): EventFact {
  return { name: "Sensor Extension Code", text: hex(byte) };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

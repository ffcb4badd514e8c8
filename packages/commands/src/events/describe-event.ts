/** An event in words and physical values, with the help of its sensor's record where there is one. */

import type { EventOnlyRecord } from "../sdr/records/event-only.ts";
import type { SdrRecord } from "../sdr/records/sdr-record.ts";
import type { SensorRecord } from "../sdr/sdr-names.ts";
import { sdrName } from "../sdr/sdr-names.ts";
import { readingValue } from "../sensor/conversion.ts";
import { sensorUnitText } from "../sensor/sensor-units.ts";
import { EventDataUse, eventDataOf } from "./event-data.ts";
import { type EventDetail, eventDetails } from "./event-details.ts";
import { type EventSeverity, eventSeverity } from "./event-severity.ts";
import { type EventSource, eventSource } from "./event-source.ts";
import { sensorTypeName } from "./sensor-types.ts";
import { eventTypeName, stateText, thresholdEventType } from "./states.ts";

/** What there is to say of: a record of the log, or an event that is about to be sent. */
export interface LoggedEvent {
  /** Who generated it, see `eventSource`. */
  readonly generatorId: number;
  /** Sensor type (IPMI v2.0 table 42-3). */
  readonly sensorType: number;
  /** Which sensor of the generator. */
  readonly sensorNumber: number;
  /** Whether the state became true, or false again. */
  readonly asserted: boolean;
  /** Event/reading type, 7 bits (IPMI v2.0 table 42-1). */
  readonly eventType: number;
  /** Event data 1 to 3 (IPMI v2.0 table 29-6). */
  readonly eventData: Uint8Array;
}

/** The record of a sensor that sends events. */
export type EventSensor = SensorRecord | EventOnlyRecord;

/** A value with its unit. */
export interface EventQuantity {
  /** The number, in `unit`. */
  readonly value: number;
  /** The unit in words: `degrees C`. */
  readonly unit: string;
}

/** An event in words and values. */
export interface EventDescription {
  /** Who generated it. */
  readonly source: EventSource;
  /** The sensor type's name; `Unknown` for an OEM's. */
  readonly sensorType: string;
  /** The sensor's name, where its record is known. */
  readonly sensorName: string | undefined;
  /** What kind of states it has: `Threshold`, `Sensor-specific Discrete`. */
  readonly eventType: string;
  /** The state in words, without blanks at its end; `undefined` where it is reserved or an OEM's. */
  readonly event: string | undefined;
  /** How bad it is; `undefined` where the event does not say. */
  readonly severity: EventSeverity | undefined;
  /** What the sensor read, where the event and the sensor's record say it. */
  readonly reading: EventQuantity | undefined;
  /** The threshold that was crossed, where the event and the sensor's record say it. */
  readonly threshold: EventQuantity | undefined;
  /** What else the event data says. */
  readonly details: readonly EventDetail[];
}

/**
 * All that an event says.
 *
 * @param sensor - the sensor's record, from {@link findEventSensor}
 *
 * @example
 * ```ts
 * const { event, reading } = describeEvent(record, findEventSensor(sdrs, record));
 * // "Upper Critical going high", { value: 91, unit: "degrees C" }
 * ```
 */
export function describeEvent(event: LoggedEvent, sensor?: EventSensor): EventDescription {
  const { data2, data3, use2, use3 } = eventDataOf(event.eventData);
  return {
    source: eventSource(event.generatorId),
    sensorType: sensorTypeName(event.sensorType),
    sensorName: sensor === undefined ? undefined : eventSensorName(sensor, event.sensorNumber),
    eventType: eventTypeName(event.eventType),
    event: eventStateText(event)?.trimEnd(),
    severity: eventSeverity(event),
    reading: use2 === EventDataUse.standard ? quantity(event, sensor, data2) : undefined,
    threshold: use3 === EventDataUse.standard ? quantity(event, sensor, data3) : undefined,
    details: eventDetails(event),
  };
}

/**
 * The state that an event is about, in ipmitool's words, trailing blanks included; `undefined` where it is reserved or an
 * OEM's.
 */
export function eventStateText({ eventType, sensorType, eventData }: LoggedEvent): string | undefined {
  const { offset, use2, data2 } = eventDataOf(eventData);
  return stateText(eventType, sensorType, offset, use2 === EventDataUse.unspecified ? undefined : data2);
}

/**
 * An event in one sentence: `Temperature "Inlet Temp": Upper Critical going high asserted, reading 91 degrees C,
 * threshold 90 degrees C`.
 *
 * @param sensor - the sensor's record, from {@link findEventSensor}
 */
export function eventText(event: LoggedEvent, sensor?: EventSensor): string {
  const { sensorType, sensorName, event: state, reading, threshold, details } = describeEvent(event, sensor);
  const number = `#${event.sensorNumber.toString(16).padStart(2, "0")}h`;
  const { offset } = eventDataOf(event.eventData);
  return [
    `${sensorType} ${sensorName === undefined ? number : `"${sensorName}"`}: ` +
      `${state ?? `state ${offset}`} ${event.asserted ? "asserted" : "deasserted"}`,
    ...(reading === undefined ? [] : [`reading ${reading.value} ${reading.unit}`]),
    ...(threshold === undefined ? [] : [`threshold ${threshold.value} ${threshold.unit}`]),
    ...details.map(({ name, text }) => `${name.toLowerCase()} ${text}`),
  ].join(", ");
}

/**
 * The record of the sensor that an event came from: the one whose owner, number and sensor type are the event's. A
 * record that stands for several sensors counts for all of them (IPMI v2.0 §43.2).
 */
export function findEventSensor(records: Iterable<SdrRecord>, event: LoggedEvent): EventSensor | undefined {
  for (const record of records) {
    if (record.kind !== "fullSensor" && record.kind !== "compactSensor" && record.kind !== "eventOnly") continue;
    if (record.sensorType !== event.sensorType || record.sensorOwnerId !== (event.generatorId & 0xff)) continue;
    const count = record.kind === "fullSensor" ? 1 : Math.max(record.sharing.shareCount, 1);
    const index = event.sensorNumber - record.sensorNumber;
    if (index >= 0 && index < count) return record;
  }
  return undefined;
}

/**
 * The name of one of the sensors that a record stands for: the record's, and where it stands for several, from the second
 * on with the instance modifier behind it (IPMI v2.0 §43.2, bytes 24 and 25).
 *
 * @param sensorNumber - which of them
 */
export function eventSensorName(sensor: EventSensor, sensorNumber: number): string {
  const name = sdrName(sensor) ?? "";
  const index = sensorNumber - sensor.sensorNumber;
  if (sensor.kind === "fullSensor" || index <= 0) return name;
  const { instanceModifierType, instanceModifierOffset } = sensor.sharing;
  const instance = instanceModifierOffset + index;
  return `${name}${instanceModifierType === 1 ? letters(instance) : instance}`;
}

/** A for 0, Z for 25, AA for 26. */
function letters(value: number): string {
  const last = String.fromCharCode(0x41 + (value % 26));
  return value < 26 ? last : letters(Math.floor(value / 26) - 1) + last;
}

/** Only thresholds' events carry raw readings, and only a full record can convert them. */
function quantity(event: LoggedEvent, sensor: EventSensor | undefined, raw: number): EventQuantity | undefined {
  if (event.eventType !== thresholdEventType || sensor?.kind !== "fullSensor") return undefined;
  const { units, linearization, factors } = sensor;
  const value = readingValue({ analogDataFormat: units.analogDataFormat, linearization, factors }, raw);
  return value === undefined ? undefined : { value, unit: sensorUnitText(units) };
}

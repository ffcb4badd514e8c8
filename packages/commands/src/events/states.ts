/**
 * What the states of sensors and the offsets of events mean (IPMI v2.0 §42). Which table counts is said by the
 * event/reading type: 01h threshold, 02h–0Ch generic, 6Fh the sensor type's own, 70h–7Fh an OEM's.
 */
import { extendedStateText } from "./extended-states.ts";
import { genericStates } from "./generic-states.ts";
import { platformStates } from "./platform-states.ts";
import { systemStates } from "./system-states.ts";

/** Event/reading type of sensors with thresholds (IPMI v2.0 table 42-1). */
export const thresholdEventType = 0x01;

/** Event/reading type of sensors whose states are those of their sensor type (IPMI v2.0 table 42-1). */
export const sensorSpecificEventType = 0x6f;

/** A state that is true of a sensor. */
export interface AssertedState {
  /** Its offset, 0–14. */
  readonly offset: number;
  /** What it means, in ipmitool's words; `undefined` where the offset is reserved or an OEM's. */
  readonly text: string | undefined;
}

/**
 * What kind of states an event/reading type has, in ipmitool's words (IPMI v2.0 table 42-1).
 *
 * @param eventReadingType - 7 bits
 */
export function eventTypeName(eventReadingType: number): string {
  if (eventReadingType === 0) return "Unspecified";
  if (eventReadingType === thresholdEventType) return "Threshold";
  if (eventReadingType <= 0x0c) return "Generic Discrete";
  if (eventReadingType === sensorSpecificEventType) return "Sensor-specific Discrete";
  return eventReadingType >= 0x70 && eventReadingType <= 0x7f ? "OEM" : "Reserved";
}

/**
 * What a state means, in ipmitool's words, trailing blanks included.
 *
 * @param eventReadingType - says which table counts
 * @param sensorType - 0–255
 * @param offset - 0–15
 * @param eventData2 - of an event whose event data 1 says that event data 2 is specified: some states are told apart by it
 * @returns `undefined` where the offset is reserved or an OEM's
 *
 * @example
 * ```ts
 * stateText(0x6f, 0x0c, 0); // "Correctable ECC"
 * stateText(0x6f, 0x0f, 2, 0x13); // "System boot initiated"
 * ```
 */
export function stateText(
  eventReadingType: number,
  sensorType: number,
  offset: number,
  eventData2?: number,
): string | undefined {
  const plain = stateTexts(eventReadingType, sensorType)[offset];
  if (eventReadingType !== sensorSpecificEventType || eventData2 === undefined) return plain;
  return extendedStateText(sensorType, offset, eventData2) ?? plain;
}

/**
 * What all states mean, by offset; empty for an OEM's and where nothing is defined.
 *
 * @param eventReadingType - says which table counts
 * @param sensorType - 0–255
 */
export function stateTexts(eventReadingType: number, sensorType: number): readonly (string | undefined)[] {
  if (eventReadingType !== sensorSpecificEventType) return genericStates.get(eventReadingType) ?? [];
  return platformStates.get(sensorType) ?? systemStates.get(sensorType) ?? [];
}

/**
 * The states whose bit is set, lowest offset first.
 *
 * @param eventReadingType - says which table counts
 * @param sensorType - 0–255
 * @param states - 15 bits, as `getSensorReading` and the event masks have them
 *
 * @example
 * ```ts
 * assertedStates(0x6f, 0x08, 0b1001); // Presence detected, Power Supply AC lost
 * ```
 */
export function assertedStates(eventReadingType: number, sensorType: number, states: number): readonly AssertedState[] {
  const texts = stateTexts(eventReadingType, sensorType);
  const asserted: AssertedState[] = [];
  for (let offset = 0; offset < 15; offset++) {
    if ((states & (1 << offset)) !== 0) asserted.push({ offset, text: texts[offset] });
  }
  return asserted;
}

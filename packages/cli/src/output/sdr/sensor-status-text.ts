/** What sensors are in, as ipmitool says it. */
import {
  assertedStates,
  crossedThresholds,
  isThresholdSensor,
  type SensorReading,
  sensorTypeName,
  stateTexts,
  thresholdWords,
} from "@ruipmi/commands";
import { hasReading } from "./sensor-number.ts";

/** How much a threshold's name tells: `cr`, `ucr` or `Upper Critical`. */
export type StatusStyle = "short" | "extended" | "long";

/** The gravest threshold that a reading is beyond, `ok`, or `absent` where there is no reading. */
export function thresholdStatus(reading: SensorReading, style: StatusStyle, absent: string): string {
  if (!hasReading(reading)) return absent;
  const [gravest] = crossedThresholds(reading.states ?? 0);
  if (gravest === undefined) return "ok";
  const { short, long } = thresholdWords[gravest];
  if (style === "long") return long;
  return style === "extended" ? short : short.slice(1);
}

/** One word for any sensor: that of its thresholds, or whether it has a reading. */
export function sensorStatus(reading: SensorReading, style: StatusStyle): string {
  if (isThresholdSensor(reading.record)) return thresholdStatus(reading, style, "ns");
  return hasReading(reading) ? "ok" : "ns";
}

/** The states that hold and have a meaning, in one line. */
export function statesInLine({ record, states }: SensorReading): string {
  const asserted = assertedStates(record.eventReadingType, record.sensorType, states ?? 0);
  return asserted.flatMap(({ text }) => (text === undefined ? [] : [text])).join(", ");
}

/**
 * The states that hold, a line each below a heading; nothing where none does, or where none of the kind has a meaning.
 *
 * @param states - 15 bits
 */
export function statesBlock(heading: string, record: SensorReading["record"], states: number): string {
  const { eventReadingType, sensorType } = record;
  if (states === 0 || stateTexts(eventReadingType, sensorType).every((text) => text === undefined)) return "";
  const asserted = assertedStates(eventReadingType, sensorType, states);
  const lines = asserted.flatMap(({ text }) => (text === undefined ? [] : [`${" ".repeat(25)}[${text}]\n`]));
  return ` ${heading.padEnd(21)} : ${sensorTypeName(sensorType)}\n${lines.join("")}`;
}

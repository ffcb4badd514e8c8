/** Values for thresholds: what the sensor can compare with, and whether they are in order. */
import {
  type ByThreshold,
  type FullSensorRecord,
  rawReading,
  rawReadingBeside,
  readingValue,
  recordConversion,
  type SensorValue,
  sensorUnitText,
  type ThresholdName,
  thresholdWords,
} from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";

/** A value for a threshold, in the sensor's unit. */
export interface NamedValue {
  /** Which threshold. */
  readonly name: ThresholdName;
  /** What it is to be. */
  readonly value: number;
}

/**
 * The raw thresholds nearest to the values.
 *
 * @throws `CommandFailure` where the sensor cannot express a value, or its conversion is not known
 */
export function rawThresholds(record: FullSensorRecord, values: readonly NamedValue[]): ByThreshold<number> {
  return Object.fromEntries(values.map(({ name, value }) => [name, rawThreshold(record, value)]));
}

/** What is wrong with the order that thresholds would be in; `undefined` where it is right. */
export function misplaced(current: ByThreshold<SensorValue>, values: readonly NamedValue[]): string | undefined {
  const wanted = new Map(values.map(({ name, value }) => [name, value]));
  let lower: NamedValue | undefined;
  for (const name of upwards) {
    const value = wanted.get(name) ?? current[name]?.value;
    if (value === undefined) continue;
    const isAsked = wanted.has(name) || (lower !== undefined && wanted.has(lower.name));
    if (lower !== undefined && isAsked && value <= lower.value) {
      return `${words(name)} ${value} would not be above ${words(lower.name)} ${lower.value}`;
    }
    lower = { name, value };
  }
  return undefined;
}

/** From the lowest up. */
const upwards: readonly ThresholdName[] = [
  "lowerNonRecoverable",
  "lowerCritical",
  "lowerNonCritical",
  "upperNonCritical",
  "upperCritical",
  "upperNonRecoverable",
];

function words(name: ThresholdName): string {
  return thresholdWords[name].long;
}

function rawThreshold(record: FullSensorRecord, value: number): number {
  const conversion = recordConversion(record);
  if (conversion === undefined) return rawByte(value);
  if (conversion.linearization >= 0x70) {
    throw new CommandFailure(
      "notSupported",
      "the sensor is not linear: which raw value stands for a number is not known",
    );
  }
  const raw = rawReading(conversion, value);
  if (raw === undefined) throw new CommandFailure("notSupported", "the sensor has no numbers");
  const nearest = readingValue(conversion, raw) ?? Number.NaN;
  // The nearest to what is more than a count off is an end of the sensor's range.
  const counts = [-1, 1].map((count) => readingValue(conversion, rawReadingBeside(conversion, raw, count)) ?? nearest);
  if (Math.abs(nearest - value) <= Math.max(...counts.map((each) => Math.abs(each - nearest)))) return raw;
  const end = `${nearest} ${sensorUnitText(record.units)}`;
  throw new CommandFailure(
    "notDone",
    `${value} is beyond what the sensor can express, which ends at ${end}: nothing was set`,
  );
}

/** A sensor without an analog format is compared in raw numbers. */
function rawByte(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= 0xff) return value;
  throw new CommandFailure("notDone", `the sensor compares raw numbers from 0 to 255, not ${value}: nothing was set`);
}

import type { SensorRecord } from "../sdr/sdr-names.ts";
import { type ReadingConversion, readingValue } from "./conversion.ts";
import { Linearization } from "./linearization.ts";
import { AnalogDataFormat } from "./sensor-units.ts";
import type { ByThreshold } from "./thresholds.ts";

/**
 * Whether a sensor gave a reading, and why not:
 *
 * - `read`: it did;
 * - `unavailable`: it says that reading and states mean nothing now (IPMI v2.0 §35.14, byte 2, bit 5);
 * - `scanningDisabled`: it does not measure (bit 6);
 * - `absent`: there is a record and no sensor; controllers say CBh, CDh, C9h, CEh, D5h, D3h or FFh;
 * - `unreachable`: its owner is system software, or another controller that did not answer;
 * - `refused`: any other completion code;
 * - `malformed`: its answer was none.
 */
export type SensorReadingState =
  | "read"
  | "unavailable"
  | "scanningDisabled"
  | "absent"
  | "unreachable"
  | "refused"
  | "malformed";

/** A raw number and what it stands for. */
export interface SensorValue {
  /** 0–255. */
  readonly raw: number;
  /** In the sensor's unit; `undefined` where there is no number for it. */
  readonly value: number | undefined;
}

/** What a sensor gave. */
export interface SensorReading {
  /** The sensor. */
  readonly record: SensorRecord;
  /** Its name; empty where the record has none. */
  readonly name: string;
  /** Whether there is a reading. */
  readonly state: SensorReadingState;
  /** Of a sensor that is `absent` or `refused`: the completion code. */
  readonly completionCode: number | undefined;
  /** The raw reading, 0–255; `undefined` unless `read`. */
  readonly raw: number | undefined;
  /** The reading in the sensor's unit; `undefined` where there is no number. */
  readonly value: number | undefined;
  /** A bit for each threshold reached or state that holds, as `getSensorReading` has them; `undefined` where not said. */
  readonly states: number | undefined;
  /** Present where the reserved bit above the states was not 1. */
  readonly reservedBitIsClear?: true;
  /** How this reading was converted; `undefined` for a sensor without numbers, and where its factors were refused. */
  readonly conversion: ReadingConversion | undefined;
  /** The thresholds it has now; `undefined` where they were not asked for, or refused. */
  readonly thresholds: ByThreshold<SensorValue> | undefined;
}

/** Event/reading type of sensors with thresholds (IPMI v2.0 table 42-1). */
const threshold = 0x01;

/** Whether a sensor has thresholds, so that its states are those it is beyond (IPMI v2.0 table 42-1). */
export function isThresholdSensor({ eventReadingType }: SensorRecord): boolean {
  return eventReadingType === threshold;
}

/** Whether a sensor gives numbers: it has thresholds, factors and an analog format (IPMI v2.0 §43.1, byte 21). */
export function isAnalogSensor(record: SensorRecord): boolean {
  return (
    record.kind === "fullSensor" && isThresholdSensor(record) && record.units.analogDataFormat !== AnalogDataFormat.none
  );
}

/** Whether each raw reading has factors of its own: 70h, and 71h–7Fh, an OEM's (IPMI v2.0 §43.1, byte 24). */
export function needsReadingFactors(record: SensorRecord): boolean {
  return record.kind === "fullSensor" && record.linearization >= Linearization.nonLinear;
}

/**
 * How the record says that raw readings are converted; for a sensor that {@link needsReadingFactors} this is a guess.
 *
 * @returns `undefined` for a sensor without factors or without an analog format
 */
export function recordConversion(record: SensorRecord): ReadingConversion | undefined {
  if (record.kind !== "fullSensor" || record.units.analogDataFormat === AnalogDataFormat.none) return undefined;
  const { linearization, factors } = record;
  return { analogDataFormat: record.units.analogDataFormat, linearization, factors };
}

/** A raw number with its value. */
export function sensorValue(conversion: ReadingConversion | undefined, raw: number): SensorValue {
  return { raw, value: conversion === undefined ? undefined : readingValue(conversion, raw) };
}

import {
  Linearization,
  type ReadingConversion,
  type ReadingFactors,
  rawReading,
  rawReadingBeside,
  rawToNumber,
  readingValue,
  type ThresholdName,
} from "@ruipmi/commands";
import type { ThresholdSensorState } from "./sensor-state.ts";

/** The factors that hold for a raw reading (IPMI v2.0 §35.5), and the last one they hold for. */
export function factorsAt(
  sensor: ThresholdSensorState,
  raw: number,
): { readonly factors: ReadingFactors; readonly upTo: number } {
  const segments = isInPieces(sensor) ? (sensor.segments ?? []) : [];
  const segment = segments.find(({ upTo }) => raw <= upTo);
  return segment ?? { factors: sensor.factors, upTo: 0xff };
}

/** The value that a raw reading stands for, in the sensor's unit. */
export function valueOfRaw(sensor: ThresholdSensorState, raw: number): number | undefined {
  return readingValue(conversionAt(sensor, raw), raw);
}

/** The raw reading nearest to a value; 0 for a sensor that has no numbers. */
export function rawOfValue(sensor: ThresholdSensorState, value: number): number {
  if (!isInPieces(sensor)) return rawReading(conversionAt(sensor, 0), value) ?? 0;
  let best = { raw: 0, distance: Number.POSITIVE_INFINITY };
  for (let raw = 0; raw <= 0xff; raw++) {
    const distance = Math.abs((valueOfRaw(sensor, raw) ?? Number.NaN) - value);
    if (distance < best.distance) best = { raw, distance };
  }
  return best.raw;
}

/** The raw thresholds that there are. */
export function rawThresholds(sensor: ThresholdSensorState): { readonly [Name in ThresholdName]?: number } {
  const entries = Object.entries(sensor.thresholds) as [ThresholdName, number | undefined][];
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined).map(([name, value]) => [name, rawOfValue(sensor, value!)]),
  );
}

/** A threshold as a reading is compared with it. */
export interface Limit {
  /** Which. */
  readonly name: ThresholdName;
  /** What the device says, before it is rounded to what the sensor can express. */
  readonly stated: number;
  /** Its raw value. */
  readonly raw: number;
  /** What that stands for. */
  readonly value: number;
}

/** A threshold as a reading is compared with it; `undefined` where there is none. */
export function limitOf(sensor: ThresholdSensorState, name: ThresholdName): Limit | undefined {
  const stated = sensor.thresholds[name];
  if (stated === undefined) return undefined;
  const raw = rawOfValue(sensor, stated);
  return { name, stated, raw, value: valueOfRaw(sensor, raw) ?? stated };
}

/**
 * Whether a reading is at or beyond a threshold. Once it is, it stays so until the reading has gone back by more than
 * the hysteresis (IPMI v2.0 §35.13).
 *
 * @param value - the reading's value
 * @param limit - the threshold
 * @param wasBeyond - whether it was at or beyond it before
 */
export function isBeyond(sensor: ThresholdSensorState, value: number, limit: Limit, wasBeyond: boolean): boolean {
  const isUpper = limit.name.startsWith("upper");
  if (isUpper ? value >= limit.value : value <= limit.value) return true;
  if (!wasBeyond) return false;
  const counts = isUpper ? sensor.positiveHysteresis : sensor.negativeHysteresis;
  // A raw reading may fall where its value rises (1/x, negative M): look at both sides.
  const ends = [-counts, counts]
    .map((count) => valueOfRaw(sensor, rawReadingBeside(conversionAt(sensor, limit.raw), limit.raw, count)))
    .filter((candidate) => candidate !== undefined);
  return isUpper ? value >= Math.min(...ends) : value <= Math.max(...ends);
}

/** The raw readings with the lowest and the highest number. */
export function rawExtremes(sensor: ThresholdSensorState): { readonly low: number; readonly high: number } {
  const raws = Array.from({ length: 0x100 }, (_, raw) => raw);
  const number = (raw: number): number => rawToNumber(sensor.analogDataFormat, raw) ?? 0;
  return {
    low: raws.reduce((best, raw) => (number(raw) < number(best) ? raw : best)),
    high: raws.reduce((best, raw) => (number(raw) > number(best) ? raw : best)),
  };
}

function conversionAt(sensor: ThresholdSensorState, raw: number): ReadingConversion {
  const { analogDataFormat, linearization } = sensor;
  return { analogDataFormat, linearization, factors: factorsAt(sensor, raw).factors };
}

function isInPieces({ linearization }: ThresholdSensorState): boolean {
  return linearization >= Linearization.nonLinear;
}

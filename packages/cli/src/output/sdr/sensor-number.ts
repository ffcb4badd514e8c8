/** Numbers of sensors as ipmitool prints them. */
import {
  type FullSensorRecord,
  isAnalogSensor,
  Linearization,
  linearize,
  type ReadingConversion,
  type ReadingFactors,
  rawToNumber,
  readingTolerance,
  recordConversion,
  type SensorReading,
  sensorUnitText,
} from "@ruipmi/commands";
import { fixed } from "../fixed.ts";

/**
 * The value of a raw reading as ipmitool reckons it: by multiplying with powers of ten, so that the digits behind the
 * last one printed, which decide how it is rounded, are the same.
 */
export function printedValue(conversion: ReadingConversion, raw: number): number {
  const { analogDataFormat, linearization, factors } = conversion;
  const x = rawToNumber(analogDataFormat, raw) ?? 0;
  const sum = factors.m * x + factors.b * 10 ** factors.bExponent;
  return linearize(linearization, sum * 10 ** factors.rExponent);
}

/** Digits behind the point, or none where the number is whole. */
export function shortNumber(value: number, digits: number): string {
  return fixed(value, value === Math.trunc(value) && Math.abs(value) < 2 ** 31 ? 0 : digits);
}

/** A reading that is a number, with its unit's words; `undefined` where there is none. */
export interface AnalogText {
  /** As ipmitool reckons it. */
  readonly value: number;
  /** For example `degrees C`. */
  readonly unit: string;
}

/** What a sensor measures now; `undefined` where there is no reading, or it is no number. */
export function analogText(reading: SensorReading): AnalogText | undefined {
  const { raw, conversion, record } = reading;
  if (raw === undefined || conversion === undefined) return undefined;
  return { value: printedValue(conversion, raw), unit: sensorUnitText(record.units) };
}

/** Whether there is a reading: a sensor that measures, and whose factors were told where it needs them. */
export function hasReading(reading: SensorReading): boolean {
  return reading.state === "read" && (reading.conversion !== undefined || !isAnalogSensor(reading.record));
}

/** Thresholds and limits as in a record: with the record's own factors, three digits; raw without an analog format. */
export function recordNumber(record: FullSensorRecord, raw: number): string {
  const conversion = recordConversion(record);
  return conversion === undefined ? hexByteText(raw) : fixed(printedValue(conversion, raw), 3);
}

/** How far a reading may be off, in the sensor's unit. */
export function toleranceText(conversion: ReadingConversion, raw: number): string {
  const { factors, linearization } = conversion;
  if (linearization === Linearization.linear || linearization >= Linearization.nonLinear) {
    return shortNumber(linearTolerance(factors), 3);
  }
  return shortNumber(readingTolerance(conversion, raw) ?? 0, 3);
}

/** A hysteresis: in the unit where that is the same at every reading, raw counts otherwise. */
export function hysteresisText(conversion: ReadingConversion | undefined, raw: number): string {
  if (raw === 0x00 || raw === 0xff) return "Unspecified";
  if (conversion?.linearization !== Linearization.linear) return hexByteText(raw);
  const { m, rExponent } = conversion.factors;
  const value = m * (rawToNumber(conversion.analogDataFormat, raw) ?? 0) * 10 ** rExponent;
  return value === 0 ? "Unspecified" : fixed(value, 3);
}

/** A byte as `0x0A`. */
export function hexByteText(byte: number): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Half a count of tolerance each (IPMI v2.0 §43.1, byte 26), in the unit. */
function linearTolerance({ m, tolerance, rExponent }: ReadingFactors): number {
  return ((m * tolerance) / 2) * 10 ** rExponent;
}

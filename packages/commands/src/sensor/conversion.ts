/** Raw readings to values in the sensor's unit and back (IPMI v2.0 §36.3): y = L((M·x + B·10^K1)·10^K2). */
import { inverseLinearization, Linearization, linearize } from "./linearization.ts";
import type { ReadingFactors } from "./reading-factors.ts";
import { AnalogDataFormat } from "./sensor-units.ts";

/** All that conversion needs to know of a sensor; a `FullSensorRecord` with its units' format has it. */
export interface ReadingConversion {
  /** How the raw reading is to be read as a number. */
  readonly analogDataFormat: AnalogDataFormat;
  /** L: 0–0Bh of `Linearization`; above that the factors are those of this one reading, and L does nothing. */
  readonly linearization: number;
  /** M, B and the exponents. */
  readonly factors: ReadingFactors;
}

/**
 * The value of a raw reading, in the sensor's unit.
 *
 * @param raw - 0–255
 * @returns `undefined` where there is no number: no analog format, or a logarithm or reciprocal of what has none
 *
 * @example
 * ```ts
 * readingValue({ analogDataFormat: 0, linearization: 0, factors: { ...noFactors, m: 6, rExponent: -2 } }, 202); // 12.12
 * ```
 */
export function readingValue(conversion: ReadingConversion, raw: number): number | undefined {
  const { analogDataFormat, linearization, factors } = conversion;
  const x = rawToNumber(analogDataFormat, raw);
  if (x === undefined) return undefined;
  const sum = factors.m * x + scaled(factors.b, factors.bExponent);
  const value = tidy(linearize(linearization, scaled(sum, factors.rExponent)));
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The raw reading whose value is nearest to `value`: what a sensor gives that measures it. Beyond what the sensor can
 * express it is the end of its range.
 *
 * @param value - in the sensor's unit, any finite number
 * @returns 0–255; `undefined` where the sensor has no numbers
 */
export function rawReading(conversion: ReadingConversion, value: number): number | undefined {
  const { analogDataFormat, linearization, factors } = conversion;
  const range = rawRange(analogDataFormat);
  if (range === undefined || !Number.isFinite(value)) return undefined;
  let best: { readonly raw: number; readonly distance: number } | undefined;
  const consider = (x: number): void => {
    const raw = numberToRaw(analogDataFormat, x);
    const candidate = readingValue(conversion, raw);
    if (candidate === undefined) return;
    const distance = Math.abs(candidate - value);
    if (best === undefined || distance < best.distance) best = { raw, distance };
  };
  const clamp = (x: number): number => Math.min(Math.max(x, range.low), range.high);
  const plain = linearRaw(conversion, value);
  if (plain !== undefined) return numberToRaw(analogDataFormat, clamp(plain));
  for (const linear of inverseLinearization(linearization, value)) {
    const x = (scaled(linear, -factors.rExponent) - scaled(factors.b, factors.bExponent)) / factors.m;
    if (Number.isNaN(x)) continue;
    // Where L is steep, the nearest x is not always the one with the nearest value.
    consider(clamp(Math.floor(x)));
    consider(clamp(Math.ceil(x)));
  }
  if (!isEverywhereMonotonous(linearization)) {
    for (let x = range.low; x <= range.high; x++) consider(x);
  } else if (best === undefined) {
    consider(range.low);
    consider(range.high);
  }
  return best?.raw;
}

/** The number nearest to a linear sensor's value, where that is beyond doubt: most sensors, most of the time. */
function linearRaw({ linearization, factors }: ReadingConversion, value: number): number | undefined {
  if (linearization !== Linearization.linear || factors.m === 0) return undefined;
  const x = (scaled(value, -factors.rExponent) - scaled(factors.b, factors.bExponent)) / factors.m;
  const nearest = Math.round(x);
  return Math.abs(x - nearest) < 0.499 ? nearest : undefined;
}

/** The raw reading so many counts higher or lower, as a number is; the end of the range where there is none. */
export function rawReadingBeside(conversion: ReadingConversion, raw: number, counts: number): number {
  const { analogDataFormat } = conversion;
  const range = rawRange(analogDataFormat);
  const x = rawToNumber(analogDataFormat, raw);
  if (range === undefined || x === undefined) return raw;
  return numberToRaw(analogDataFormat, Math.min(Math.max(x + counts, range.low), range.high));
}

/**
 * How far a reading may be off, ± in the sensor's unit (IPMI v2.0 §43.1, byte 26): `tolerance` half counts. For a
 * sensor that is not linear it holds at this raw reading only.
 */
export function readingTolerance(conversion: ReadingConversion, raw: number): number | undefined {
  const { analogDataFormat, factors, linearization } = conversion;
  const x = rawToNumber(analogDataFormat, raw);
  if (x === undefined) return undefined;
  const at = (count: number): number => {
    const sum = factors.m * count + scaled(factors.b, factors.bExponent);
    return linearize(linearization, scaled(sum, factors.rExponent));
  };
  const value = tidy(Math.abs(at(x + factors.tolerance / 2) - at(x)));
  return Number.isFinite(value) ? value : undefined;
}

/** How far a reading may be off, ± percent (IPMI v2.0 §43.1, bytes 28 and 29). */
export function readingAccuracy({ accuracy, accuracyExponent }: ReadingFactors): number {
  return scaled(accuracy * 10 ** accuracyExponent, -2);
}

/** The raw reading as the number it stands for: −128 to 255; `undefined` where it is none. */
export function rawToNumber(format: AnalogDataFormat, raw: number): number | undefined {
  const byte = raw & 0xff;
  switch (format) {
    case AnalogDataFormat.unsigned:
      return byte;
    case AnalogDataFormat.onesComplement:
      // FFh is the other zero.
      return byte < 0x80 ? byte : byte - 0xff || 0;
    case AnalogDataFormat.twosComplement:
      return byte < 0x80 ? byte : byte - 0x100;
    case AnalogDataFormat.none:
      return undefined;
  }
}

function numberToRaw(format: AnalogDataFormat, x: number): number {
  return x < 0 && format === AnalogDataFormat.onesComplement ? x + 0xff : x & 0xff;
}

function rawRange(format: AnalogDataFormat): { readonly low: number; readonly high: number } | undefined {
  switch (format) {
    case AnalogDataFormat.unsigned:
      return { low: 0, high: 255 };
    case AnalogDataFormat.onesComplement:
      return { low: -127, high: 127 };
    case AnalogDataFormat.twosComplement:
      return { low: -128, high: 127 };
    case AnalogDataFormat.none:
      return undefined;
  }
}

/** `value`·10^`exponent`; division keeps 12.12 what multiplication by 0.01 makes 12.120000000000001. */
function scaled(value: number, exponent: number): number {
  return exponent < 0 ? value / 10 ** -exponent : value * 10 ** exponent;
}

/** Twelve digits are more than any sensor has, and hide what binary fractions leave over. */
function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : value;
}

/** For the others the nearest value may be beside a pole, on the other branch, or where the function begins. */
function isEverywhereMonotonous(linearization: number): boolean {
  switch (linearization) {
    case Linearization.ln:
    case Linearization.log10:
    case Linearization.log2:
    case Linearization.reciprocal:
    case Linearization.square:
    case Linearization.squareRoot:
      return false;
    default:
      return true;
  }
}

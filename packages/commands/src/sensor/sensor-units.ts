/**
 * Sensor units (IPMI v2.0 §43.1, bytes 21 to 23):
 *
 * | byte | meaning                                                                                        |
 * |------|------------------------------------------------------------------------------------------------|
 * | 0    | 7:6 analog data format; 5:3 rate unit; 2:1 modifier unit: 1 divides, 2 multiplies; 0: percentage |
 * | 1    | base unit                                                                                      |
 * | 2    | modifier unit                                                                                  |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";

/** How a raw reading is to be read as a number (IPMI v2.0 §43.1, byte 21). */
export const AnalogDataFormat = {
  /** 0 to 255. */
  unsigned: 0,
  /** −127 to 127. */
  onesComplement: 1,
  /** −128 to 127. */
  twosComplement: 2,
  /** There is no number. */
  none: 3,
} as const;

/** One of {@link AnalogDataFormat}. */
export type AnalogDataFormat = (typeof AnalogDataFormat)[keyof typeof AnalogDataFormat];

/** What a reading is given in. */
export interface SensorUnits {
  /** How the raw reading is to be read as a number. */
  readonly analogDataFormat: AnalogDataFormat;
  /** What it is a rate of: 0 none, 1 per microsecond, 2 millisecond, 3 second, 4 minute, 5 hour, 6 day; 7 is reserved. */
  readonly rateUnit: number;
  /** What the modifier unit does: 0 nothing, 1 divides the base unit, 2 multiplies it; 3 is reserved. */
  readonly modifierUse: number;
  /** Whether it is a percentage. */
  readonly isPercentage: boolean;
  /** The unit (IPMI v2.0 table 43-15), see {@link SensorUnit}. */
  readonly baseUnit: number;
  /** The unit that the base unit is multiplied with or divided by. */
  readonly modifierUnit: number;
}

/** The units that machines use; there are 93 (IPMI v2.0 table 43-15). */
export const SensorUnit = {
  /** None, or a percentage. */
  unspecified: 0,
  /** °C. */
  degreesCelsius: 1,
  /** °F. */
  degreesFahrenheit: 2,
  /** K. */
  kelvins: 3,
  /** V. */
  volts: 4,
  /** A. */
  amperes: 5,
  /** W. */
  watts: 6,
  /** J. */
  joules: 7,
  /** C. */
  coulombs: 8,
  /** VA. */
  voltAmperes: 9,
  /** Cubic feet a minute. */
  cubicFeetPerMinute: 17,
  /** Revolutions a minute. */
  revolutionsPerMinute: 18,
  /** Hz. */
  hertz: 19,
} as const;

/** One of {@link SensorUnit}. */
export type SensorUnit = (typeof SensorUnit)[keyof typeof SensorUnit];

/**
 * The unit in ipmitool's words: `degrees C`, `RPM`, `Watts/second`, `percent`; what it is a rate of stands behind it,
 * which ipmitool leaves out: `packets per second`.
 */
export function sensorUnitText(units: SensorUnits): string {
  const { baseUnit, modifierUnit, modifierUse, rateUnit } = units;
  const base = unitNames[baseUnit] ?? "invalid";
  const modifier = unitNames[modifierUnit] ?? "invalid";
  const joined = modifierUse === 1 ? `${base}/${modifier}` : modifierUse === 2 ? `${base}*${modifier}` : base;
  const isBare = joined === base && baseUnit === SensorUnit.unspecified;
  const text = units.isPercentage ? (isBare ? "percent" : `% ${joined}`) : joined;
  return rateUnit === 0 ? text : `${text} per ${rateNames[rateUnit] ?? "unit of time"}`;
}

/** Writes the three bytes. */
export function encodeSensorUnits(value: SensorUnits, writer: ByteWriter): void {
  writer
    .u8(
      (value.analogDataFormat << 6) |
        ((value.rateUnit & 7) << 3) |
        ((value.modifierUse & 3) << 1) |
        bit(0, value.isPercentage),
    )
    .u8(value.baseUnit)
    .u8(value.modifierUnit);
}

/** Reads the three bytes. */
export function decodeSensorUnits(reader: ByteReader): SensorUnits {
  const bits = reader.u8("sensorUnits1");
  return {
    analogDataFormat: (bits >>> 6) as AnalogDataFormat,
    rateUnit: (bits >>> 3) & 7,
    modifierUse: (bits >>> 1) & 3,
    isPercentage: isSet(bits, 0),
    baseUnit: reader.u8("baseUnit"),
    modifierUnit: reader.u8("modifierUnit"),
  };
}

const rateNames = ["", "microsecond", "millisecond", "second", "minute", "hour", "day"];

/** By number, in ipmitool's words (IPMI v2.0 table 43-15). */
const unitNames: readonly string[] = (
  "unspecified|degrees C|degrees F|degrees K|Volts|Amps|Watts|Joules|Coulombs|VA|Nits|lumen|lux|Candela|kPa|PSI|Newton|" +
  "CFM|RPM|Hz|microsecond|millisecond|second|minute|hour|day|week|mil|inches|feet|cu in|cu feet|mm|cm|m|" +
  "cu cm|cu m|liters|fluid ounce|radians|steradians|revolutions|cycles|gravities|ounce|pound|ft-lb|" +
  "oz-in|gauss|gilberts|henry|millihenry|farad|microfarad|ohms|siemens|mole|becquerel|PPM|reserved|Decibels|" +
  "DbA|DbC|gray|sievert|color temp deg K|bit|kilobit|megabit|gigabit|byte|kilobyte|megabyte|gigabyte|word|" +
  "dword|qword|line|hit|miss|retry|reset|overflow|underrun|collision|packets|messages|characters|error|" +
  "correctable error|uncorrectable error|fatal error|grams"
).split("|");

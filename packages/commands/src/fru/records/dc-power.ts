/**
 * DC output, record types 01h and 09h, and DC load, 02h and 0Ah (FRU Information Storage Definition §18.2, §18.3). The
 * extended ones count currents in 10 or 100 mA, the others in milliamperes:
 *
 * | byte  | output                                                         | load                              |
 * |-------|----------------------------------------------------------------|-----------------------------------|
 * | 0     | 7: standby; 4: extended: 100 mA, not 10; 3:0: output number     | 4: as there; 3:0: output number   |
 * | 1:2   | nominal voltage in 10 mV, signed                               | as there                          |
 * | 3:4   | maximum negative deviation in 10 mV, signed                    | minimum voltage                   |
 * | 5:6   | maximum positive deviation                                     | maximum voltage                   |
 * | 7:8   | ripple and noise, peak to peak, in millivolts                  | as there                          |
 * | 9:10  | minimum current draw                                           | minimum current load              |
 * | 11:12 | maximum current draw                                           | maximum current load              |
 */
import { type ByteReader, type ByteWriter, bit, type Codec, isSet } from "@ruipmi/core/wire";

/** What output and load have in common. */
export interface DcPower {
  /** Amperes that the record counts currents in: 0.001; in an extended record 0.01 or 0.1. */
  readonly currentUnit: number;
  /** Which output of the power supply, 0–15. */
  readonly outputNumber: number;
  /** Volts, −327.68 to 327.67. */
  readonly nominalVoltage: number;
  /** Millivolts, peak to peak, 0–65535. */
  readonly rippleAndNoise: number;
  /** Amperes. */
  readonly minimumCurrent: number;
  /** Amperes. */
  readonly maximumCurrent: number;
}

/** An output of a power supply. */
export interface DcOutput extends DcPower {
  /** Discriminates `FruMultiRecordValue`. */
  readonly kind: "dcOutput" | "extendedDcOutput";
  /** Whether it is on in standby. */
  readonly standby: boolean;
  /** Volts that it may be below. */
  readonly maximumNegativeDeviation: number;
  /** Volts that it may be above. */
  readonly maximumPositiveDeviation: number;
}

/** What a board takes of an output. */
export interface DcLoad extends DcPower {
  /** Discriminates `FruMultiRecordValue`. */
  readonly kind: "dcLoad" | "extendedDcLoad";
  /** Volts that it needs at least. */
  readonly minimumVoltage: number;
  /** Volts that it bears at most. */
  readonly maximumVoltage: number;
}

/** The data of a DC output record. */
export const dcOutputRecord = (kind: DcOutput["kind"]): Codec<DcOutput> => ({
  encode(value, writer) {
    writer.u8(bit(7, value.standby) | firstByte(value));
    writeVolts(writer, value.nominalVoltage, value.maximumNegativeDeviation, value.maximumPositiveDeviation);
    writeCurrents(value, writer);
  },
  decode(reader) {
    const first = reader.u8("outputNumber");
    const nominalVoltage = readVolts(reader, "nominalVoltage");
    const maximumNegativeDeviation = readVolts(reader, "maximumNegativeDeviation");
    const maximumPositiveDeviation = readVolts(reader, "maximumPositiveDeviation");
    return {
      kind,
      outputNumber: first & 0x0f,
      standby: isSet(first, 7),
      nominalVoltage,
      maximumNegativeDeviation,
      maximumPositiveDeviation,
      ...readCurrents(reader, kind === "dcOutput", first),
    };
  },
});

/** The data of a DC load record. */
export const dcLoadRecord = (kind: DcLoad["kind"]): Codec<DcLoad> => ({
  encode(value, writer) {
    writer.u8(firstByte(value));
    writeVolts(writer, value.nominalVoltage, value.minimumVoltage, value.maximumVoltage);
    writeCurrents(value, writer);
  },
  decode(reader) {
    const first = reader.u8("outputNumber");
    const nominalVoltage = readVolts(reader, "nominalVoltage");
    const minimumVoltage = readVolts(reader, "minimumVoltage");
    const maximumVoltage = readVolts(reader, "maximumVoltage");
    return {
      kind,
      outputNumber: first & 0x0f,
      nominalVoltage,
      minimumVoltage,
      maximumVoltage,
      ...readCurrents(reader, kind === "dcLoad", first),
    };
  },
});

function firstByte({ currentUnit, outputNumber }: DcPower): number {
  return bit(4, currentUnit === 0.1) | (outputNumber & 0x0f);
}

function writeVolts(writer: ByteWriter, ...volts: readonly number[]): void {
  for (const value of volts) writer.u16(Math.round(value * 100));
}

function readVolts(reader: ByteReader, field: string): number {
  return ((reader.u16(field) << 16) >> 16) / 100;
}

function writeCurrents(
  { rippleAndNoise, minimumCurrent, maximumCurrent, currentUnit }: DcPower,
  writer: ByteWriter,
): void {
  writer
    .u16(rippleAndNoise)
    .u16(Math.round(minimumCurrent / currentUnit))
    .u16(Math.round(maximumCurrent / currentUnit));
}

function readCurrents(
  reader: ByteReader,
  isPlain: boolean,
  first: number,
): Pick<DcPower, "currentUnit" | "rippleAndNoise" | "minimumCurrent" | "maximumCurrent"> {
  const perAmpere = isPlain ? 1000 : isSet(first, 4) ? 10 : 100;
  return {
    currentUnit: 1 / perAmpere,
    rippleAndNoise: reader.u16("rippleAndNoise"),
    minimumCurrent: reader.u16("minimumCurrent") / perAmpere,
    maximumCurrent: reader.u16("maximumCurrent") / perAmpere,
  };
}

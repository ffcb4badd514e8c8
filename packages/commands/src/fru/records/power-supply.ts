/**
 * Power supply information, record type 00h (FRU Information Storage Definition §18.1):
 *
 * | byte  | meaning                                                                                          |
 * |-------|--------------------------------------------------------------------------------------------------|
 * | 0:1   | 11:0: overall capacity in watts                                                                  |
 * | 2:3   | peak VA; FFFFh: not specified                                                                    |
 * | 4     | inrush current in amperes; FFh: not specified                                                    |
 * | 5     | inrush interval in milliseconds                                                                  |
 * | 6:13  | low and high end of input voltage range 1, then of range 2, in 10 mV; 0: there is none           |
 * | 14:15 | low and high end of the input frequency range in hertz                                           |
 * | 16    | input dropout tolerance in milliseconds                                                          |
 * | 17    | 4: two pulses a rotation, or the fail signal's polarity; 3: hot swap; 2: autoswitch; 1: power factor correction; 0: predictive fail |
 * | 18:19 | 15:12: hold-up time in seconds; 11:0: peak capacity in watts                                     |
 * | 20    | combined wattage: 7:4: voltage 1; 3:0: voltage 2                                                 |
 * | 21:22 | combined wattage in watts; 0: not specified                                                      |
 * | 23    | predictive fail: lower threshold of the tachometer in rotations a second; 0: a fail signal       |
 */
import { type ByteReader, bit, type Codec, isSet } from "@ruipmi/core/wire";

/** Volts of an output that takes part in a combined wattage (FRU Information Storage Definition §18.1.13). */
export type CombinedVoltage = 12 | -12 | 5 | 3.3;

/** Low and high end of a range. */
export interface PowerSupplyRange {
  /** The least. */
  readonly low: number;
  /** The most. */
  readonly high: number;
}

/** Two outputs that share a maximum. */
export interface CombinedWattage {
  /** Watts that both together may give, 1–65535. */
  readonly watts: number;
  /** Volts of the one; `undefined` for a number that means nothing. */
  readonly voltage1: CombinedVoltage | undefined;
  /** Volts of the other; `undefined` for a number that means nothing. */
  readonly voltage2: CombinedVoltage | undefined;
}

/** A power supply. */
export interface PowerSupplyInformation {
  /** Discriminates `FruMultiRecordValue`. */
  readonly kind: "powerSupply";
  /** Watts, 0–4095. */
  readonly overallCapacity: number;
  /** Volt-amperes, 0–65534; absent where not specified. */
  readonly peakVa?: number;
  /** Amperes, 0–254; absent where not specified. */
  readonly inrushCurrent?: number;
  /** Milliseconds, 0–255. */
  readonly inrushInterval: number;
  /** Volts, to 0.01. */
  readonly inputVoltageRange1: PowerSupplyRange;
  /** Volts, to 0.01; both 0 where there is only one range. */
  readonly inputVoltageRange2: PowerSupplyRange;
  /** Hertz; 0 to 0 for direct current. */
  readonly inputFrequencyRange: PowerSupplyRange;
  /** Milliseconds, 0–255. */
  readonly dropoutTolerance: number;
  /** Whether it says that it is going to fail. */
  readonly predictiveFail: boolean;
  /** Whether it corrects the power factor. */
  readonly powerFactorCorrection: boolean;
  /** Whether it switches between input voltages by itself. */
  readonly autoswitch: boolean;
  /** Whether it may be changed while power is on. */
  readonly hotSwap: boolean;
  /** With a tachometer: two pulses a rotation, not one; else whether a signal that is not asserted means failure. */
  readonly twoPulsesOrDeasserted: boolean;
  /** Watts, 0–4095. */
  readonly peakCapacity: number;
  /** Seconds for which it gives that, 0–15. */
  readonly peakCapacityHoldUpTime: number;
  /** Outputs that share a maximum; absent where not specified. */
  readonly combinedWattage?: CombinedWattage;
  /** Rotations a second below which a fan fails, 1–255; 0 where there is a fail signal instead. */
  readonly predictiveFailThreshold: number;
}

/** The record's data, both ways. */
export const powerSupplyRecord: Codec<PowerSupplyInformation> = {
  encode(value, writer) {
    const { inputVoltageRange1, inputVoltageRange2, inputFrequencyRange, combinedWattage } = value;
    writer
      .u16(value.overallCapacity & 0x0fff)
      .u16(value.peakVa ?? unspecifiedPeakVa)
      .u8(value.inrushCurrent ?? unspecifiedInrush)
      .u8(value.inrushInterval);
    for (const volts of [inputVoltageRange1, inputVoltageRange2].flatMap(({ low, high }) => [low, high])) {
      writer.u16(Math.round(volts * 100));
    }
    writer
      .u8(inputFrequencyRange.low)
      .u8(inputFrequencyRange.high)
      .u8(value.dropoutTolerance)
      .u8(encodeFlags(value))
      .u16(((value.peakCapacityHoldUpTime & 0x0f) << 12) | (value.peakCapacity & 0x0fff))
      .u8((encodeVoltage(combinedWattage?.voltage1) << 4) | encodeVoltage(combinedWattage?.voltage2))
      .u16(combinedWattage?.watts ?? 0)
      .u8(value.predictiveFailThreshold);
  },
  decode(reader) {
    const overallCapacity = reader.u16("overallCapacity") & 0x0fff;
    const peakVa = reader.u16("peakVa");
    const inrushCurrent = reader.u8("inrushCurrent");
    const inrushInterval = reader.u8("inrushInterval");
    const inputVoltageRange1 = decodeVolts(reader, "inputVoltageRange1");
    const inputVoltageRange2 = decodeVolts(reader, "inputVoltageRange2");
    const low = reader.u8("inputFrequencyRange");
    const inputFrequencyRange = { low, high: reader.u8("inputFrequencyRange") };
    const dropoutTolerance = reader.u8("dropoutTolerance");
    const flags = reader.u8("flags");
    const peak = reader.u16("peakCapacity");
    const voltages = reader.u8("combinedVoltages");
    const watts = reader.u16("combinedWattage");
    return {
      kind: "powerSupply",
      overallCapacity,
      ...(peakVa === unspecifiedPeakVa ? {} : { peakVa }),
      ...(inrushCurrent === unspecifiedInrush ? {} : { inrushCurrent }),
      inrushInterval,
      inputVoltageRange1,
      inputVoltageRange2,
      inputFrequencyRange,
      dropoutTolerance,
      predictiveFail: isSet(flags, 0),
      powerFactorCorrection: isSet(flags, 1),
      autoswitch: isSet(flags, 2),
      hotSwap: isSet(flags, 3),
      twoPulsesOrDeasserted: isSet(flags, 4),
      peakCapacity: peak & 0x0fff,
      peakCapacityHoldUpTime: peak >>> 12,
      ...(watts === 0
        ? {}
        : {
            combinedWattage: {
              watts,
              voltage1: combinedVoltages[voltages >>> 4],
              voltage2: combinedVoltages[voltages & 0x0f],
            },
          }),
      predictiveFailThreshold: reader.u8("predictiveFailThreshold"),
    };
  },
};

/** In the order of their numbers. */
const combinedVoltages: readonly CombinedVoltage[] = [12, -12, 5, 3.3];
const unknownVoltage = 0x0f;
const unspecifiedPeakVa = 0xffff;
const unspecifiedInrush = 0xff;

function encodeVoltage(voltage: CombinedVoltage | undefined): number {
  return voltage === undefined ? unknownVoltage : combinedVoltages.indexOf(voltage);
}

function encodeFlags(value: PowerSupplyInformation): number {
  return (
    bit(0, value.predictiveFail) |
    bit(1, value.powerFactorCorrection) |
    bit(2, value.autoswitch) |
    bit(3, value.hotSwap) |
    bit(4, value.twoPulsesOrDeasserted)
  );
}

function decodeVolts(reader: ByteReader, field: string): PowerSupplyRange {
  const low = reader.u16(field) / 100;
  return { low, high: reader.u16(field) / 100 };
}

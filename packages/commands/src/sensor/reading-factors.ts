/**
 * What makes a number of a raw reading (IPMI v2.0 §43.1, bytes 25 to 30, and §35.5, bytes 2 to 7):
 *
 * | byte | meaning                                                                |
 * |------|------------------------------------------------------------------------|
 * | 0    | M, low 8 bits                                                          |
 * | 1    | 7:6 M, high 2 bits; 5:0 tolerance                                      |
 * | 2    | B, low 8 bits                                                          |
 * | 3    | 7:6 B, high 2 bits; 5:0 accuracy, low 6 bits                           |
 * | 4    | 7:4 accuracy, high 4 bits; 3:2 accuracy exponent; 1:0 in a record the sensor's direction |
 * | 5    | 7:4 R exponent; 3:0 B exponent; both two's complement                  |
 */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** The constants of y = L((M·x + B·10^K1)·10^K2) and how far to trust it (IPMI v2.0 §36.3). */
export interface ReadingFactors {
  /** M, −512 to 511. */
  readonly m: number;
  /** B, −512 to 511. */
  readonly b: number;
  /** K1, −8 to 7: the power of ten that B is multiplied with. */
  readonly bExponent: number;
  /** K2, −8 to 7: the power of ten that the result is multiplied with. */
  readonly rExponent: number;
  /** ± half raw counts, 0–63. */
  readonly tolerance: number;
  /** ± hundredths of a percent at accuracy exponent 0, 0–1023. */
  readonly accuracy: number;
  /** The power of ten that `accuracy` is multiplied with, 0–3. */
  readonly accuracyExponent: number;
}

/**
 * Writes the six bytes.
 *
 * @param lowBits - bits 1:0 of byte 4: the sensor's direction in a record, 0 elsewhere
 */
export function encodeReadingFactors(value: ReadingFactors, writer: ByteWriter, lowBits = 0): void {
  const { m, b, tolerance, accuracy } = value;
  writer
    .u8(m)
    .u8((((m >> 8) & 3) << 6) | (tolerance & 0x3f))
    .u8(b)
    .u8((((b >> 8) & 3) << 6) | (accuracy & 0x3f))
    .u8((((accuracy >> 6) & 0x0f) << 4) | ((value.accuracyExponent & 3) << 2) | (lowBits & 3))
    .u8(((value.rExponent & 0x0f) << 4) | (value.bExponent & 0x0f));
}

/** Reads the six bytes; `lowBits` is what is in bits 1:0 of byte 4. */
export function decodeReadingFactors(reader: ByteReader): {
  readonly factors: ReadingFactors;
  readonly lowBits: number;
} {
  const mLow = reader.u8("m");
  const mHigh = reader.u8("tolerance");
  const bLow = reader.u8("b");
  const bHigh = reader.u8("accuracy");
  const accuracyHigh = reader.u8("accuracyExponent");
  const exponents = reader.u8("exponents");
  return {
    factors: {
      m: signed(mLow | ((mHigh & 0xc0) << 2), 10),
      b: signed(bLow | ((bHigh & 0xc0) << 2), 10),
      bExponent: signed(exponents & 0x0f, 4),
      rExponent: signed(exponents >>> 4, 4),
      tolerance: mHigh & 0x3f,
      accuracy: (bHigh & 0x3f) | ((accuracyHigh >>> 4) << 6),
      accuracyExponent: (accuracyHigh >>> 2) & 3,
    },
    lowBits: accuracyHigh & 3,
  };
}

function signed(value: number, bits: number): number {
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

/**
 * Thresholds as Get and Set Sensor Thresholds carry them (IPMI v2.0 §35.8, §35.9):
 *
 * | byte | meaning                                                                     |
 * |------|-----------------------------------------------------------------------------|
 * | 0    | which: 5: upper non-recoverable … 3: upper non-critical; 2: lower non-recoverable … 0: lower non-critical |
 * | 1:3  | lower non-critical, critical, non-recoverable                               |
 * | 4:6  | upper non-critical, critical, non-recoverable                               |
 */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import { type ByThreshold, type ThresholdName, thresholdBits, thresholdNames } from "./thresholds.ts";

/** Raw thresholds, 0–255; those left out are not there, or are not to be set. */
export interface ThresholdValues {
  /** The raw thresholds by name. */
  readonly thresholds: ByThreshold<number>;
}

/** Writes the seven bytes; a threshold that is not there is 0. */
export function encodeThresholdValues({ thresholds }: ThresholdValues, writer: ByteWriter): void {
  writer.u8(thresholdBits(thresholds));
  for (const name of thresholdNames) writer.u8(thresholds[name] ?? 0);
}

/** Reads the seven bytes. */
export function decodeThresholdValues(reader: ByteReader): ThresholdValues {
  const bits = reader.u8("thresholdMask");
  const thresholds: { [Name in ThresholdName]?: number } = {};
  thresholdNames.forEach((name, position) => {
    const raw = reader.u8(name);
    if (((bits >>> position) & 1) === 1) thresholds[name] = raw;
  });
  return { thresholds };
}

/** Two bytes: positive-going and negative-going hysteresis (IPMI v2.0 §35.6, §35.7). */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** How far a reading must go back until a threshold's event is over, in raw counts. */
export interface SensorHysteresis {
  /** Of the upper thresholds, 0–254; FFh where it does not apply. */
  readonly positiveHysteresis: number;
  /** Of the lower thresholds, 0–254; FFh where it does not apply. */
  readonly negativeHysteresis: number;
}

/** Writes the two bytes. */
export function encodeHysteresis(value: SensorHysteresis, writer: ByteWriter): void {
  writer.u8(value.positiveHysteresis).u8(value.negativeHysteresis);
}

/** Reads the two bytes. */
export function decodeHysteresis(reader: ByteReader): SensorHysteresis {
  return {
    positiveHysteresis: reader.u8("positiveHysteresis"),
    negativeHysteresis: reader.u8("negativeHysteresis"),
  };
}

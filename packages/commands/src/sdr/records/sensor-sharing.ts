/**
 * How one record stands for several sensors alike (IPMI v2.0 §43.2, bytes 24 and 25; §43.3, bytes 13 and 14):
 *
 * | byte | meaning                                                                              |
 * |------|--------------------------------------------------------------------------------------|
 * | 0    | 7:6 direction; 5:4 instance modifier: 0 numeric, 1 letters; 3:0 share count          |
 * | 1    | 7: the entity instance increments too; 6:0 where the instance modifier begins        |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";

/** How one record stands for several sensors alike, their numbers in a row. */
export interface SensorSharing {
  /** 0 unspecified, 1 input, 2 output; 3 is reserved. */
  readonly direction: number;
  /** What the names are told apart by: 0 a number, 1 a letter; others are reserved. */
  readonly instanceModifierType: number;
  /** How many sensors the record stands for, 0–15; 0 and 1 are one. */
  readonly shareCount: number;
  /** Whether each has an entity instance of its own, counted up; otherwise they share one. */
  readonly entityInstanceIncrements: boolean;
  /** The number or letter that the first one's name has, 0–127. */
  readonly instanceModifierOffset: number;
}

/** A record that stands for one sensor. */
export const notShared: SensorSharing = {
  direction: 0,
  instanceModifierType: 0,
  shareCount: 1,
  entityInstanceIncrements: false,
  instanceModifierOffset: 0,
};

/** Writes the two bytes. */
export function encodeSensorSharing(value: SensorSharing, writer: ByteWriter): void {
  writer
    .u8(((value.direction & 3) << 6) | ((value.instanceModifierType & 3) << 4) | (value.shareCount & 0x0f))
    .u8(bit(7, value.entityInstanceIncrements) | (value.instanceModifierOffset & 0x7f));
}

/** Reads the two bytes. */
export function decodeSensorSharing(reader: ByteReader): SensorSharing {
  const first = reader.u8("shareCount");
  const second = reader.u8("instanceModifierOffset");
  return {
    direction: first >>> 6,
    instanceModifierType: (first >>> 4) & 3,
    shareCount: first & 0x0f,
    entityInstanceIncrements: isSet(second, 7),
    instanceModifierOffset: second & 0x7f,
  };
}

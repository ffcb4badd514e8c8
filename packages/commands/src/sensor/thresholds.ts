/** The six thresholds and the bits that stand for them and their events. */

/** Names of the thresholds in the order of their bits (IPMI v2.0 §35.9) and of their events (table 42-2). */
export const thresholdNames = [
  "lowerNonCritical",
  "lowerCritical",
  "lowerNonRecoverable",
  "upperNonCritical",
  "upperCritical",
  "upperNonRecoverable",
] as const;

/** The name of a threshold. */
export type ThresholdName = (typeof thresholdNames)[number];

/** Something for each threshold that there is, by name; what is left out is not there. */
export type ByThreshold<T> = { readonly [Name in ThresholdName]?: T };

/** A bit for each threshold that is there, in the order of {@link thresholdNames}. */
export function thresholdBits(thresholds: ByThreshold<unknown>): number {
  return thresholdNames.reduce((bits, name, position) => {
    return thresholds[name] === undefined ? bits : bits | (1 << position);
  }, 0);
}

/** The thresholds whose bits are set. */
export function thresholdsOf(bits: number): readonly ThresholdName[] {
  return thresholdNames.filter((_name, position) => ((bits >>> position) & 1) === 1);
}

/**
 * The offset of the event that a reading has crossed this threshold (IPMI v2.0 table 42-2).
 *
 * @param goingHigh - upwards, or downwards
 */
export function thresholdEventOffset(name: ThresholdName, goingHigh: boolean): number {
  return thresholdNames.indexOf(name) * 2 + (goingHigh ? 1 : 0);
}

/** A crossing of a threshold. */
export interface ThresholdCrossing {
  /** The threshold crossed. */
  readonly threshold: ThresholdName;
  /** Upwards, or downwards. */
  readonly goingHigh: boolean;
}

/** What an event's offset says of a threshold sensor; `undefined` from 0Ch on. */
export function thresholdEvent(offset: number): ThresholdCrossing | undefined {
  const threshold = thresholdNames[offset >>> 1];
  return threshold === undefined ? undefined : { threshold, goingHigh: (offset & 1) === 1 };
}

/** What the masks of a threshold sensor's record say (IPMI v2.0 §43.1, bytes 15 to 20). */
export interface ThresholdMasks {
  /** Offsets of events that may be sent when they become true, as a bit each, 12 bits. */
  readonly assertionEvents: number;
  /** The same when they become false again. */
  readonly deassertionEvents: number;
  /** Thresholds that Get Sensor Reading compares with, as {@link thresholdBits}. */
  readonly compared: number;
  /** Thresholds that may be read, as {@link thresholdBits}. */
  readonly readable: number;
  /** Thresholds that may be set, as {@link thresholdBits}. */
  readonly settable: number;
}

/** The three masks of a record, as it has them. */
export interface RecordMasks {
  /** Bytes 15 and 16. */
  readonly assertionMask: number;
  /** Bytes 17 and 18. */
  readonly deassertionMask: number;
  /** Bytes 19 and 20. */
  readonly readingMask: number;
}

/** The record's masks. */
export function encodeThresholdMasks(masks: ThresholdMasks): RecordMasks {
  return {
    assertionMask: (masks.assertionEvents & 0xfff) | ((masks.compared & 7) << 12),
    deassertionMask: (masks.deassertionEvents & 0xfff) | (((masks.compared >>> 3) & 7) << 12),
    readingMask: (masks.readable & 0x3f) | ((masks.settable & 0x3f) << 8),
  };
}

/** What a threshold sensor's masks say. */
export function decodeThresholdMasks({ assertionMask, deassertionMask, readingMask }: RecordMasks): ThresholdMasks {
  return {
    assertionEvents: assertionMask & 0xfff,
    deassertionEvents: deassertionMask & 0xfff,
    compared: ((assertionMask >>> 12) & 7) | (((deassertionMask >>> 12) & 7) << 3),
    readable: readingMask & 0x3f,
    settable: (readingMask >>> 8) & 0x3f,
  };
}

import { type ThresholdName, thresholdsOf } from "./thresholds.ts";

/**
 * The thresholds that a reading is at or beyond, the gravest first and of two alike the lower: how ipmitool says it in
 * one word.
 *
 * @param states - what Get Sensor Reading says of a sensor with thresholds (IPMI v2.0 §35.14, byte 3)
 */
export function crossedThresholds(states: number): readonly ThresholdName[] {
  const crossed = thresholdsOf(states);
  return gravestFirst.filter((name) => crossed.includes(name));
}

const gravestFirst: readonly ThresholdName[] = [
  "lowerNonRecoverable",
  "upperNonRecoverable",
  "lowerCritical",
  "upperCritical",
  "lowerNonCritical",
  "upperNonCritical",
];

/** A threshold as ipmitool writes it: three letters, or the words. */
export const thresholdWords: {
  readonly [Name in ThresholdName]: {
    /** For example `lnr`. */
    readonly short: string;
    /** For example `Lower Non-Recoverable`. */
    readonly long: string;
  };
} = {
  lowerNonRecoverable: { short: "lnr", long: "Lower Non-Recoverable" },
  lowerCritical: { short: "lcr", long: "Lower Critical" },
  lowerNonCritical: { short: "lnc", long: "Lower Non-Critical" },
  upperNonCritical: { short: "unc", long: "Upper Non-Critical" },
  upperCritical: { short: "ucr", long: "Upper Critical" },
  upperNonRecoverable: { short: "unr", long: "Upper Non-Recoverable" },
};

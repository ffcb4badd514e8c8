import { NetFn } from "@ruipmi/core/wire";

/** The group extension of DCMI: the first byte of every body (DCMI v1.5 §6.1). */
export const dcmiGroup = 0xdc;

/** Where every DCMI command is. */
export const inDcmiGroup: { readonly netFn: number; readonly groupExtension: number } = {
  netFn: NetFn.groupExtension,
  groupExtension: dcmiGroup,
};

/** A rolling average period that Get Power Reading may be asked for: a count of 0–63 of a unit. */
export interface RollingAveragePeriod {
  /** 0–63. */
  readonly duration: number;
  /** What it counts. */
  readonly unit: RollingAverageUnit;
}

/** Seconds, minutes, hours or days (DCMI v1.5 table 6-3). */
export type RollingAverageUnit = (typeof rollingAverageUnits)[number];

const rollingAverageUnits = ["seconds", "minutes", "hours", "days"] as const;

/** The period as a byte: 7:6 unit, 5:0 duration. */
export function encodeRollingAveragePeriod({ duration, unit }: RollingAveragePeriod): number {
  return (rollingAverageUnits.indexOf(unit) << 6) | (duration & 0x3f);
}

/** The period that a byte means. */
export function decodeRollingAveragePeriod(byte: number): RollingAveragePeriod {
  return { duration: byte & 0x3f, unit: rollingAverageUnits[(byte >>> 6) & 3]! };
}

/** Timestamps of the SEL, of SDR repositories and of what is told in their terms (IPMI v2.0 §37). */

/** What kind of time a timestamp tells (IPMI v2.0 §37.1). */
export const TimestampKind = {
  /** Seconds since 1970, by the clock as it was set. */
  seconds: "seconds",
  /** Seconds since the managed system was initialized: its clock had not been set. */
  sinceInitialization: "sinceInitialization",
  /** Not known. */
  unspecified: "unspecified",
} as const;

/** One of {@link TimestampKind}. */
export type TimestampKind = (typeof TimestampKind)[keyof typeof TimestampKind];

/** What a managed system says of a time, kept as it was said. */
export interface Timestamp {
  /** The 32 bits as they came. */
  readonly raw: number;
  /** What they tell. */
  readonly kind: TimestampKind;
  /**
   * Minutes from UTC to the clock, −1440 to 1440, from Get SEL Time UTC Offset (IPMI v2.0 §31.11a); `undefined` where it
   * was not asked or is unspecified. The clock then shows local time by the specification, and UTC on most machines.
   */
  readonly utcOffset: number | undefined;
}

/**
 * What 32 bits tell of a time: below 20000000h seconds since initialization, FFFFFFFFh nothing (IPMI v2.0 §37.1).
 *
 * @param raw - 0–FFFFFFFFh
 * @param utcOffset - minutes from UTC to the clock, where it is known
 *
 * @example
 * ```ts
 * timestampDate(timestamp(0x6000_0000))?.toISOString(); // "2021-01-14T08:25:36.000Z"
 * ```
 */
export function timestamp(raw: number, utcOffset?: number): Timestamp {
  return { raw, kind: timestampKind(raw), utcOffset };
}

/** The moment, where the timestamp tells one; a clock whose distance from UTC is not known is taken to show UTC. */
export function timestampDate({ raw, kind, utcOffset }: Timestamp): Date | undefined {
  if (kind !== TimestampKind.seconds) return undefined;
  return new Date((raw - (utcOffset ?? 0) * 60) * 1000);
}

function timestampKind(raw: number): TimestampKind {
  if (raw === 0xffffffff) return TimestampKind.unspecified;
  return raw < 0x20000000 ? TimestampKind.sinceInitialization : TimestampKind.seconds;
}

/**
 * A time in ISO 8601, UTC, with microseconds, or nanoseconds where there are any: `2026-11-22T14:18:32.123456Z`.
 *
 * @param nanoseconds - since 1970-01-01 00:00 UTC
 */
export function isoTime(nanoseconds: bigint): string {
  const milliseconds = nanoseconds / 1_000_000n;
  // Years that a date cannot have are damage; the number itself is then what can be said.
  if (milliseconds > 8_640_000_000_000_000n || milliseconds < -8_640_000_000_000_000n) return `${nanoseconds} ns`;
  const fraction = ((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const whole = new Date(Number((nanoseconds - fraction) / 1_000_000n)).toISOString().slice(0, -5);
  const digits = String(fraction).padStart(9, "0");
  return `${whole}.${digits.endsWith("000") ? digits.slice(0, 6) : digits}Z`;
}

/** Nanoseconds as milliseconds with their unit, for JSON: exact to the nanosecond up to some months. */
export function milliseconds(nanoseconds: bigint | number): { readonly value: number; readonly unit: "ms" } {
  return { value: Number((Number(nanoseconds) / 1_000_000).toFixed(6)), unit: "ms" };
}

/** Nanoseconds for people: `0.412 ms`, `1.250 s`. */
export function durationText(nanoseconds: bigint | number): string {
  const value = Number(nanoseconds);
  return value >= 1e9 ? `${(value / 1e9).toFixed(3)} s` : `${(value / 1e6).toFixed(3)} ms`;
}

import { ApiMisuseError } from "../errors.ts";
import type { Millis } from "./types.ts";

/**
 * When a message is sent again: plain data. Attempt `n` (from 1) waits `min(firstWait * factor^(n-1), maxWait)`, lengthened
 * by a random share of up to `jitter`, so that many consoles that lost the same managed system do not return in step.
 */
export interface RetryPolicy {
  /** Milliseconds to wait for an answer to the first sending; at least 1. */
  readonly firstWait: Millis;
  /** What each wait is multiplied by; at least 1. */
  readonly factor: number;
  /** The longest wait in milliseconds, before jitter. */
  readonly maxWait: Millis;
  /** How many times a message is sent in all: 1 to 100. */
  readonly tries: number;
  /** The largest share by which a wait is lengthened at random: 0 to 1. */
  readonly jitter: number;
}

/** Four tries at 1, 2, 4 and 4 seconds, each up to a tenth longer: a silent host takes 11 to 12 seconds. */
export const defaultRetryPolicy: RetryPolicy = { firstWait: 1000, factor: 2, maxWait: 4000, tries: 4, jitter: 0.1 };

/** An hour, in milliseconds. */
const longestWait = 3_600_000;

/**
 * Completes and checks a policy. A `firstWait` given without a `maxWait` doubles up to four times itself.
 *
 * @throws {@link ApiMisuseError} that names the field
 */
export function resolveRetryPolicy(given: Partial<RetryPolicy>, base: RetryPolicy): RetryPolicy {
  if (Object.keys(given).length === 0) return base; // as nearly every request has it
  const firstWait = given.firstWait ?? base.firstWait;
  const policy: RetryPolicy = {
    firstWait,
    factor: given.factor ?? base.factor,
    maxWait: given.maxWait ?? (given.firstWait === undefined ? base.maxWait : Math.min(4 * firstWait, longestWait)),
    tries: given.tries ?? base.tries,
    jitter: given.jitter ?? base.jitter,
  };
  requireRange("retry.firstWait", policy.firstWait, 1, longestWait, "milliseconds");
  requireRange("retry.factor", policy.factor, 1, 10, "times");
  requireRange("retry.maxWait", policy.maxWait, 1, longestWait, "milliseconds");
  requireRange("retry.tries", policy.tries, 1, 100, "tries");
  requireRange("retry.jitter", policy.jitter, 0, 1, "as a share of the wait");
  if (!Number.isInteger(policy.tries)) throw new ApiMisuseError("invalidArgument", "retry.tries is a whole number");
  return policy;
}

/**
 * How long to wait after sending number `attempt`.
 *
 * @param attempt - from 1
 * @param random - two random bytes, for the jitter
 * @returns milliseconds, at least 1
 */
export function retryWait(policy: RetryPolicy, attempt: number, random: Uint8Array): Millis {
  const share = (random[0]! | (random[1]! << 8)) / 0xffff;
  return waitOf(policy, attempt) * (1 + policy.jitter * share);
}

/** The earliest deadline of all that wait; `undefined` where nothing does. */
export function earliestDeadline(waiting: Iterable<{ readonly deadline: Millis }>): Millis | undefined {
  let earliest: Millis | undefined;
  for (const { deadline } of waiting) {
    if (earliest === undefined || deadline < earliest) earliest = deadline;
  }
  return earliest;
}

/** Milliseconds that all tries of a policy wait together, without jitter. */
export function totalWait(policy: RetryPolicy): Millis {
  let total = 0;
  for (let attempt = 1; attempt <= policy.tries; attempt++) total += waitOf(policy, attempt);
  return total;
}

function waitOf(policy: RetryPolicy, attempt: number): Millis {
  return Math.min(policy.firstWait * policy.factor ** (attempt - 1), policy.maxWait);
}

function requireRange(field: string, value: number, low: number, high: number, unit: string): void {
  if (value >= low && value <= high) return;
  throw new ApiMisuseError("invalidArgument", `${field} is ${low} to ${high} ${unit}, not ${value}`);
}

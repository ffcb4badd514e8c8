import type { Millis } from "./types.ts";

/** A part of the machine that does something when time passes: a countdown, a sensor that moves, a console that repeats. */
export interface TimedPart {
  /** When it wants to be called; `undefined` for never. */
  nextDeadline(): Millis | undefined;
  /** Does what is due at `now`; afterwards the next deadline is later, or there is none. */
  advance(now: Millis): void;
}

import type { Millis } from "@ruipmi/core";

/** What a clock may know of a timer. */
export interface TimerOptions {
  /** Nothing waits for it: where a runtime would otherwise stay alive for this timer alone, it may end. */
  readonly background?: boolean;
}

/** Time, as the drivers see it. */
export interface Clock {
  /** Monotonic milliseconds from any origin; fractions welcome. */
  now(): Millis;
  /**
   * Calls `callback` once, `delay` milliseconds from now and never before this call returns. Firing a little early is fine.
   *
   * @param delay - 0 to 2147483647
   * @returns what cancels it; harmless after it fired
   */
  setTimer(delay: Millis, callback: () => void, options?: TimerOptions): () => void;
}

/** The longest delay that every runtime's timers take: 2^31 - 1 milliseconds. */
export const maxTimerDelay = 0x7fff_ffff;

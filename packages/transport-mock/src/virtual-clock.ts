import type { Clock, TimerOptions } from "@ruipmi/client";
import type { Millis } from "@ruipmi/core";

/** How far a virtual clock may run by itself. */
export interface RunLimits {
  /** The most timers to fire before it is called a livelock; 100000 by default. */
  readonly maxSteps?: number;
}

interface Timer {
  readonly at: Millis;
  readonly callback: () => void;
  readonly background: boolean;
}

const defaultMaxSteps = 100_000;

/** A promise may hang on a chain of others: this many turns let it come through before time moves on. */
const turnsBetweenTimers = 64;

/**
 * Time that passes only when it is told to. Timers fire in the order of their times, and those of one time in the order in
 * which they were set, so that a run is the same every time.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock();
 * clock.setTimer(1000, () => console.log(clock.now())); // 1000
 * clock.advance(2000);
 * ```
 */
export class VirtualClock implements Clock {
  #now: Millis;
  #timers: Timer[] = [];
  #isRunning = false;

  /** @param start - what {@link now} says at first */
  constructor(start: Millis = 0) {
    this.#now = start;
  }

  /** When the next timer fires; `undefined` for never. */
  get nextTimerAt(): Millis | undefined {
    return this.#timers[0]?.at;
  }

  /** How many timers are set. */
  get pendingTimers(): number {
    return this.#timers.length;
  }

  /** The virtual time, in milliseconds. */
  now(): Millis {
    return this.#now;
  }

  /** Sets a timer; see {@link Clock}. */
  setTimer(delay: Millis, callback: () => void, options: TimerOptions = {}): () => void {
    const at = this.#now + Math.max(0, delay);
    const timer = { at, callback, background: options.background === true };
    this.#insert(timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /**
   * Lets `duration` milliseconds pass and fires every timer on the way.
   *
   * @throws what a timer throws; time then stands where it was thrown
   */
  advance(duration: Millis, limits: RunLimits = {}): void {
    const until = this.#now + duration;
    this.#run(() => (this.#timers[0]?.at ?? Number.POSITIVE_INFINITY) <= until, limits);
    this.#now = Math.max(this.#now, until);
  }

  /**
   * Fires timers until only background ones are left, each at its time.
   *
   * @returns how many fired
   * @throws when more than `maxSteps` did: something never comes to rest
   */
  runUntilIdle(limits: RunLimits = {}): number {
    return this.#run(() => this.#timers.some(({ background }) => !background), limits);
  }

  /**
   * Lets time pass until a promise is settled, and gives what it comes to. Between timers, promises get their turn.
   *
   * @throws what the promise is rejected with; or that no timer is left, or too many fired, while it is still pending
   */
  async settle<T>(promise: Promise<T>, { maxSteps = defaultMaxSteps }: RunLimits = {}): Promise<T> {
    let isSettled = false;
    const note = (): void => {
      isSettled = true;
    };
    promise.then(note, note);
    for (let step = 0; ; step++) {
      for (let turn = 0; turn < turnsBetweenTimers && !isSettled; turn++) await Promise.resolve();
      if (isSettled) return promise;
      if (this.#timers.length === 0)
        throw new Error("the promise waits for something that will not happen: no timer is set");
      if (step >= maxSteps) throw new Error(`the promise is still pending after ${maxSteps} timers`);
      this.#fireNext();
    }
  }

  #run(hasMore: () => boolean, { maxSteps = defaultMaxSteps }: RunLimits): number {
    if (this.#isRunning) throw new Error("the virtual clock is running already: do not advance it from inside a timer");
    this.#isRunning = true;
    try {
      let steps = 0;
      for (; hasMore(); steps++) {
        if (steps >= maxSteps) throw new Error(`still not idle after ${maxSteps} timers`);
        this.#fireNext();
      }
      return steps;
    } finally {
      this.#isRunning = false;
    }
  }

  #fireNext(): void {
    const timer = this.#timers.shift()!;
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
  }

  /** Timers are mostly set for later than all others: looked for from the end. */
  #insert(timer: Timer): void {
    let index = this.#timers.length;
    while (index > 0 && this.#timers[index - 1]!.at > timer.at) index -= 1;
    this.#timers.splice(index, 0, timer);
  }
}

import type { Millis } from "@ruipmi/core";
import { type Clock, maxTimerDelay } from "./clock.ts";

/** The input that every engine of this shape knows: time has passed. */
export interface DriverTimeoutInput {
  /** Discriminates the inputs. */
  readonly type: "timeout";
  /** When. */
  readonly now: Millis;
}

/** The least that an engine says with a datagram; how it is addressed is the engine's own matter. */
export interface DriverTransmitOutput {
  /** Discriminates the outputs. */
  readonly type: "transmit";
}

/** Something happened. */
export interface DriverEventOutput<Event> {
  /** Discriminates the outputs. */
  readonly type: "event";
  /** What. */
  readonly event: Event;
}

/** Nothing more for now. */
export interface DriverTimeoutOutput {
  /** Discriminates the outputs. */
  readonly type: "timeout";
  /** When the engine is to be called at the latest; `undefined` for never. */
  readonly at: Millis | undefined;
  /** What that is for. */
  readonly reason?: string;
}

/** What every engine of this shape puts out. */
export type DriverOutput<Transmit extends DriverTransmitOutput, Event> =
  | Transmit
  | DriverEventOutput<Event>
  | DriverTimeoutOutput;

/** An engine with one door in and one door out: core's `IpmiEngine`, the BMC's `BmcEngine`, or one of your own. */
export interface DrivenEngine<Input, Transmit extends DriverTransmitOutput, Event> {
  /** Does all the work. */
  handleInput(input: Input | DriverTimeoutInput): void;
  /** Only dequeues; `timeout` says that there is nothing more. */
  pollOutput(): DriverOutput<Transmit, Event>;
}

/** Whom a driver hands the outputs to. */
export interface DriverSink<Transmit, Event> {
  /** Send this. */
  transmit(output: Transmit): void;
  /** This happened. Inputs fed from here join the drain that is under way. */
  event(event: Event): void;
  /**
   * Whether anything waits for the engine's deadline; otherwise its timer is a `background` one.
   *
   * @param reason - what the engine says the deadline is for
   */
  isBusy(reason: string | undefined): boolean;
  /** All outputs are out and the timer is armed. */
  drained?(): void;
}

/**
 * The one loop around an engine: feed an input, drain the outputs, arm one timer. It adds nothing of its own, so whatever
 * an engine does under one driver it does under every other.
 *
 * @typeParam Input - what the engine takes besides `timeout`
 * @typeParam Transmit - its transmit output
 * @typeParam Event - its events
 *
 * @example
 * ```ts
 * const driver = new EngineDriver(engine, clock, { transmit: ({ datagram }) => socket.send(datagram), event: log, isBusy: () => true });
 * driver.feed((now) => ({ type: "openSession", now }));
 * ```
 */
export class EngineDriver<Input, Transmit extends DriverTransmitOutput, Event> {
  readonly #engine: DrivenEngine<Input, Transmit, Event>;
  readonly #clock: Clock;
  readonly #sink: DriverSink<Transmit, Event>;
  #now: Millis = Number.NEGATIVE_INFINITY;
  #draining = false;
  #stopped = false;
  #armedAt: Millis | undefined;
  #armedInBackground = false;
  #disarm: (() => void) | undefined;

  /**
   * @param engine - driven by nobody else
   * @param clock - the only source of time
   * @param sink - takes the outputs
   */
  constructor(engine: DrivenEngine<Input, Transmit, Event>, clock: Clock, sink: DriverSink<Transmit, Event>) {
    this.#engine = engine;
    this.#clock = clock;
    this.#sink = sink;
  }

  /** When the engine is called next without an input; `undefined` when it wants nothing. */
  get deadline(): Millis | undefined {
    return this.#armedAt;
  }

  /**
   * Gives the engine an input and drains it. After {@link stop} nothing happens.
   *
   * @param makeInput - gets the time, which never goes back
   * @throws what the engine throws for misuse; and, once all outputs are out, the first thing that the sink threw
   */
  feed(makeInput: (now: Millis) => Input | DriverTimeoutInput): void {
    if (this.#stopped) return;
    this.#now = Math.max(this.#now, this.#clock.now());
    this.#engine.handleInput(makeInput(this.#now));
    // A call from inside the sink: the drain that called it goes on with what this input gave.
    if (!this.#draining) this.#drain();
  }

  /** Treats the armed deadline as reached, whatever the clock says: for what will not be waited for any more. */
  expireDeadline(): void {
    const at = this.#armedAt;
    if (at === undefined) return;
    this.#release();
    this.#now = Math.max(this.#now, at);
    this.feed((now) => ({ type: "timeout", now }));
  }

  /** Disarms the timer; whatever is fed from here on is ignored, and the sink hears nothing more, also in a drain. */
  stop(): void {
    this.#stopped = true;
    this.#release();
  }

  #drain(): void {
    const thrown: unknown[] = [];
    this.#draining = true;
    let output = this.#engine.pollOutput();
    for (; output.type !== "timeout" && !this.#stopped; output = this.#engine.pollOutput()) {
      try {
        if (output.type === "transmit") this.#sink.transmit(output);
        else this.#sink.event(output.event);
      } catch (error) {
        // What is left in the engine must come out all the same: the session does not depend on a listener.
        thrown.push(error);
      }
    }
    this.#draining = false;
    if (output.type === "timeout" && !this.#stopped) {
      this.#arm(output.at, output.reason);
      this.#sink.drained?.();
    }
    if (thrown.length > 0) throw thrown[0];
  }

  #arm(at: Millis | undefined, reason: string | undefined): void {
    const background = !this.#sink.isBusy(reason);
    if (at !== undefined && at === this.#armedAt && background === this.#armedInBackground) return;
    this.#release();
    if (at === undefined) return;
    const wait = Math.max(0, at - this.#clock.now());
    const delay = Math.min(wait, maxTimerDelay);
    this.#armedAt = at;
    this.#armedInBackground = background;
    this.#disarm = this.#clock.setTimer(delay, () => this.#fired(delay === wait), { background });
  }

  #fired(isDeadline: boolean): void {
    if (isDeadline) return this.expireDeadline(); // timers fire up to a millisecond early: the deadline counts as reached
    this.#release();
    this.feed((now) => ({ type: "timeout", now }));
  }

  #release(): void {
    this.#disarm?.();
    this.#disarm = undefined;
    this.#armedAt = undefined;
  }
}

import type { CallOptions, CallStep, Procedure, ProcedureStep, Settled } from "@ruipmi/core/wire";
import { type AbortSignalLike, cancelledError } from "./abort-signal.ts";
import { type Clock, maxTimerDelay } from "./clock.ts";

/** How a procedure is run. */
export interface RunOptions {
  /** Cancels it: what is in flight is withdrawn, the procedure's `finally` blocks run, and it fails with `cancelled`. */
  readonly signal?: AbortSignalLike;
  /** Hears what the procedure reports with `progress`. */
  readonly onProgress?: (value: unknown) => void;
  /** How its commands are sent where the procedure itself does not say: through a bridge, to a LUN, for how long. */
  readonly call?: CallOptions;
}

/** What a runner needs to do the steps of a procedure. */
export interface ProcedureHost {
  /** Sends one command. */
  call(step: CallStep, signal: AbortSignalLike | undefined): Promise<unknown>;
  /** Times the waits. */
  readonly clock: Clock;
}

/** Does what a procedure asks, step by step, until it is done. */
export async function runProcedure<T>(
  procedure: Procedure<T>,
  host: ProcedureHost,
  options: RunOptions = {},
): Promise<T> {
  const { signal } = options;
  let isCancelled = signal?.aborted === true;
  let result = isCancelled ? procedure.return(undefined as T) : procedure.next();
  while (!result.done) {
    if (!isCancelled && signal?.aborted === true) {
      isCancelled = true;
      result = procedure.return(undefined as T);
      continue;
    }
    // What a cancelled procedure still yields is its tidying up: nothing withdraws that.
    const outcome = await settled(perform(result.value, host, isCancelled ? withoutSignal(options) : options));
    if (!isCancelled && signal?.aborted === true) continue;
    if (outcome.status === "fulfilled") result = procedure.next(outcome.value);
    else result = procedure.throw(outcome.reason);
  }
  if (isCancelled) throw cancelledError("the procedure", signal!);
  return result.value;
}

async function perform(step: ProcedureStep, host: ProcedureHost, options: RunOptions): Promise<unknown> {
  switch (step.type) {
    case "call":
      return host.call(step, options.signal);
    case "all":
      return Promise.all(step.procedures.map((procedure) => settled(runProcedure(procedure, host, options))));
    case "wait":
      return pause(step.milliseconds, host.clock, options.signal);
    case "progress":
      return options.onProgress?.(step.value);
  }
}

async function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { status: "fulfilled", value: await promise };
  } catch (reason) {
    return { status: "rejected", reason };
  }
}

/** Ends early, without an error, when it is aborted: the runner looks at the signal before and after each step. */
function pause(milliseconds: number, clock: Clock, signal: AbortSignalLike | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancelTimer();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const cancelTimer = clock.setTimer(Math.min(Math.max(milliseconds, 0), maxTimerDelay), end);
    signal?.addEventListener("abort", end);
  });
}

function withoutSignal({ onProgress }: RunOptions): RunOptions {
  return onProgress === undefined ? {} : { onProgress };
}

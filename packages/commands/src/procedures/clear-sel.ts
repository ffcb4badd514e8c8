import { RefusalError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure, progress, wait } from "@ruipmi/core/wire";
import { ClearSelAction, clearSel, ErasureProgress } from "../sel/clear-sel.ts";
import { reserveSel } from "../sel/reserve-sel.ts";

/** How {@link clearSelAndWait} goes about it. */
export interface ClearSelOptions {
  /** Milliseconds between two looks; 500 by default. */
  readonly pollInterval?: number;
  /** How many looks at most; 60 by default. */
  readonly maxPolls?: number;
  /** How each command is sent. */
  readonly call?: CallOptions;
}

/** What {@link clearSelAndWait} came to. */
export interface ClearSelResult {
  /** Whether the managed system said that the erasure is over; `false` where it did not within the looks, or cannot say. */
  readonly completed: boolean;
  /** How many looks were taken after the erasure was begun. */
  readonly polls: number;
}

/**
 * Clears the log and waits until it is erased. A reservation that somebody else takes in between is taken again, three
 * times at most.
 *
 * @throws what Clear SEL is refused with
 */
export function* clearSelAndWait(options: ClearSelOptions = {}): Procedure<ClearSelResult> {
  const { pollInterval = 500, maxPolls = 60 } = options;
  let { reservationId, erasureProgress } = yield* initiateErase(options.call);
  for (let poll = 0; poll < maxPolls; poll++) {
    if (erasureProgress === ErasureProgress.completed) return { completed: true, polls: poll };
    yield* wait(pollInterval);
    yield* progress({ poll: poll + 1, maxPolls });
    try {
      const request = { reservationId, confirmed: true, action: ClearSelAction.getErasureStatus };
      ({ erasureProgress } = yield* call(clearSel, request, options.call));
    } catch (error) {
      // Erasing voids the reservation, and there are controllers that want a new one for the question too.
      if (isRefusal(error, CompletionCode.reservationCanceled)) reservationId = yield* reserve(options.call);
      else if (!(error instanceof RefusalError)) throw error;
    }
  }
  return { completed: erasureProgress === ErasureProgress.completed, polls: maxPolls };
}

const maxReservations = 3;

function* initiateErase(
  options?: CallOptions,
): Procedure<{ readonly reservationId: number; readonly erasureProgress: number }> {
  for (let attempt = 1; ; attempt++) {
    const reservationId = yield* reserve(options);
    try {
      const request = { reservationId, confirmed: true, action: ClearSelAction.initiateErase };
      const { erasureProgress } = yield* call(clearSel, request, options);
      return { reservationId, erasureProgress };
    } catch (error) {
      if (!isRefusal(error, CompletionCode.reservationCanceled) || attempt >= maxReservations) throw error;
    }
  }
}

/** 0 where the managed system has no reservations: they are optional (IPMI v2.0 §31.4). */
function* reserve(options?: CallOptions): Procedure<number> {
  try {
    return (yield* call(reserveSel, undefined, options)).reservationId;
  } catch (error) {
    if (isRefusal(error, CompletionCode.invalidCommand)) return 0;
    throw error;
  }
}

function isRefusal(error: unknown, completionCode: number): boolean {
  return error instanceof RefusalError && error.completionCode === completionCode;
}

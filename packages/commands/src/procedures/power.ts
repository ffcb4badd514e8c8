import { RefusalError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure, progress, wait } from "@ruipmi/core/wire";
import { chassisControl, PowerControl } from "../chassis/chassis-control.ts";
import { type GetChassisStatusResponse, getChassisStatus } from "../chassis/get-chassis-status.ts";

/** How {@link setPowerState} goes about it. */
export interface SetPowerStateOptions {
  /** To switch off, asks the operating system (soft shutdown) instead of cutting power. */
  readonly graceful?: boolean;
  /** Milliseconds between two looks at the chassis; 1000 by default. */
  readonly pollInterval?: number;
  /** How many looks at most; 30 by default. */
  readonly maxPolls?: number;
  /** How each command is sent. */
  readonly call?: CallOptions;
}

/** What {@link setPowerState} reports with `progress` after each look. */
export interface PowerStateProgress {
  /** Which look this was, from 1. */
  readonly poll: number;
  /** How many there will be at most. */
  readonly maxPolls: number;
  /** What it showed; `undefined` where the managed system was busy. */
  readonly powerIsOn: boolean | undefined;
}

/** What {@link setPowerState} came to. */
export interface SetPowerStateResult {
  /** Whether the chassis says what was wanted. `false` when the looks were used up: power may still change later. */
  readonly reached: boolean;
  /** Whether Chassis Control was sent; `false` where power was as wanted from the start. */
  readonly commanded: boolean;
  /** How many looks were taken after the command. */
  readonly polls: number;
  /** The last status seen. */
  readonly status: GetChassisStatusResponse;
}

/**
 * Switches power on or off and waits until the chassis says so. Sends nothing that changes anything where power is as
 * wanted already. A look that is answered "Node Busy" counts and is not the end; any other refusal is thrown.
 *
 * @param powerIsOn - the state wanted
 *
 * @example
 * ```ts
 * const { reached } = yield* setPowerState(false, { graceful: true, maxPolls: 120 });
 * if (!reached) yield* setPowerState(false);
 * ```
 */
export function* setPowerState(powerIsOn: boolean, options: SetPowerStateOptions = {}): Procedure<SetPowerStateResult> {
  const { pollInterval = 1000, maxPolls = 30 } = options;
  let status = yield* call(getChassisStatus, undefined, options.call);
  if (status.powerIsOn === powerIsOn) return { reached: true, commanded: false, polls: 0, status };
  yield* call(chassisControl, { control: controlFor(powerIsOn, options.graceful === true) }, options.call);
  for (let poll = 1; poll <= maxPolls; poll++) {
    yield* wait(pollInterval);
    const seen = yield* look(options.call);
    yield* progress({ poll, maxPolls, powerIsOn: seen?.powerIsOn } satisfies PowerStateProgress);
    status = seen ?? status;
    if (status.powerIsOn === powerIsOn) return { reached: true, commanded: true, polls: poll, status };
  }
  return { reached: false, commanded: true, polls: maxPolls, status };
}

function controlFor(powerIsOn: boolean, graceful: boolean): PowerControl {
  if (powerIsOn) return PowerControl.powerUp;
  return graceful ? PowerControl.softShutdown : PowerControl.powerDown;
}

/** Controllers are often busy while power changes. */
function* look(options: CallOptions | undefined): Procedure<GetChassisStatusResponse | undefined> {
  try {
    return yield* call(getChassisStatus, undefined, options);
  } catch (error) {
    if (error instanceof RefusalError && error.completionCode === CompletionCode.nodeBusy) return undefined;
    throw error;
  }
}

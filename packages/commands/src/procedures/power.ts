import { RefusalError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure, progress, wait } from "@ruipmi/core/wire";
import { chassisControl, PowerControl } from "../chassis/chassis-control.ts";
import { type GetChassisStatusResponse, getChassisStatus } from "../chassis/get-chassis-status.ts";

/** How {@link setPowerState} goes about it. */
export interface SetPowerStateOptions {
  /** To switch off, asks the operating system (soft shutdown) instead of cutting power. */
  readonly graceful?: boolean;
  /** With `graceful`: cuts power where that was refused, or where power is still on when the looks are used up. */
  readonly force?: boolean;
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
  /** Whether power had to be cut, since asking the operating system did not do: see `force`. */
  readonly forced: boolean;
  /** How many looks were taken after the last command. */
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
 * const { reached, forced } = yield* setPowerState(false, { graceful: true, force: true, maxPolls: 120 });
 * ```
 */
export function* setPowerState(powerIsOn: boolean, options: SetPowerStateOptions = {}): Procedure<SetPowerStateResult> {
  const { graceful = false, force = false } = options;
  const status = yield* call(getChassisStatus, undefined, options.call);
  if (status.powerIsOn === powerIsOn) return { reached: true, commanded: false, forced: false, polls: 0, status };
  if (powerIsOn || !graceful) {
    return yield* command(powerIsOn ? PowerControl.powerUp : PowerControl.powerDown, powerIsOn, status, options);
  }
  try {
    const asked = yield* command(PowerControl.softShutdown, false, status, options);
    if (asked.reached || !force) return asked;
  } catch (error) {
    if (!force || !(error instanceof RefusalError)) throw error;
  }
  return { ...(yield* command(PowerControl.powerDown, false, status, options)), forced: true };
}

/**
 * Makes a system start anew and waits until power is on: by a power cycle or a reset where power is on, by switching on
 * where it is off. A chassis that refuses the power cycle is switched off and on.
 *
 * @param control - how, where power is on
 * @param options - `graceful` has the operating system shut down first, and then switches on
 *
 * @example
 * ```ts
 * yield* setBootDevice(BootDevice.pxe);
 * const { reached } = yield* restartSystem("powerCycle");
 * ```
 */
export function* restartSystem(
  control: "powerCycle" | "hardReset",
  options: SetPowerStateOptions = {},
): Procedure<SetPowerStateResult> {
  const status = yield* call(getChassisStatus, undefined, options.call);
  if (!status.powerIsOn) return yield* command(PowerControl.powerUp, true, status, options);
  if (options.graceful !== true) {
    try {
      return yield* command(PowerControl[control], true, status, options);
    } catch (error) {
      if (control !== "powerCycle" || !(error instanceof RefusalError)) throw error;
    }
  }
  const off = yield* setPowerState(false, options);
  return off.reached ? yield* setPowerState(true, options) : off;
}

/** Sends Chassis Control, then looks until power is as wanted. */
function* command(
  control: PowerControl,
  powerIsOn: boolean,
  before: GetChassisStatusResponse,
  options: SetPowerStateOptions,
): Procedure<SetPowerStateResult> {
  const { pollInterval = 1000, maxPolls = 30 } = options;
  yield* call(chassisControl, { control }, options.call);
  let status = before;
  for (let poll = 1; poll <= maxPolls; poll++) {
    yield* wait(pollInterval);
    const seen = yield* look(options.call);
    yield* progress({ poll, maxPolls, powerIsOn: seen?.powerIsOn } satisfies PowerStateProgress);
    status = seen ?? status;
    if (seen?.powerIsOn === powerIsOn) return { reached: true, commanded: true, forced: false, polls: poll, status };
  }
  return { reached: false, commanded: true, forced: false, polls: maxPolls, status };
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

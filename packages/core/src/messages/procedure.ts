import type { BridgePath } from "../wire/ipmb-send-message.ts";
import type { AnyCommand, Command } from "./command.ts";

/** How one command of a procedure is sent. */
export interface CallOptions {
  /** Through the managed system to another controller (IPMI v2.0 §6.13). */
  readonly bridge?: BridgePath;
  /** Responder's LUN, 0 to 3; the command's own, else 0, when left out. */
  readonly lun?: number;
  /** Milliseconds after which the call fails, whatever the retry policy says. */
  readonly timeout?: number;
}

/** Send a command and hand back its response; what makes it fail is thrown into the procedure. */
export interface CallStep {
  /** Discriminates {@link ProcedureStep}. */
  readonly type: "call";
  /** What to send. */
  readonly command: AnyCommand;
  /** The request's body, of the command's type. */
  readonly request: unknown;
  /** How to send it. */
  readonly options: CallOptions;
}

/** Run procedures side by side and hand back a {@link Settled} for each, in order, once all are done. */
export interface AllStep {
  /** Discriminates {@link ProcedureStep}. */
  readonly type: "all";
  /** What to run; each is used up by it. */
  readonly procedures: readonly Procedure<unknown>[];
}

/** Let time pass, then hand back nothing. */
export interface WaitStep {
  /** Discriminates {@link ProcedureStep}. */
  readonly type: "wait";
  /** How long, in milliseconds. */
  readonly milliseconds: number;
}

/** Tell whoever watches how far it is; hand back nothing, at once. */
export interface ProgressStep {
  /** Discriminates {@link ProcedureStep}. */
  readonly type: "progress";
  /** What the procedure documents. */
  readonly value: unknown;
}

/** All that a procedure asks of whoever runs it. */
export type ProcedureStep = CallStep | AllStep | WaitStep | ProgressStep;

/**
 * Several commands that belong together, as a generator: pure, so that the same one runs over a client, a mock or a
 * recorded capture. Whoever runs it takes each {@link ProcedureStep}, does it, and gives the outcome to `next`, or the
 * error to `throw`; to cancel it, `return` is called, and what a `finally` then yields is still done.
 *
 * @typeParam T - what it comes to
 *
 * @example
 * ```ts
 * function* whoAndHow(): Procedure<string> {
 *   const device = yield* call(getDeviceId, undefined);
 *   const chassis = yield* call(getChassisStatus, undefined);
 *   return `firmware ${device.firmwareRevision}, power ${chassis.powerIsOn ? "on" : "off"}`;
 * }
 * ```
 */
export type Procedure<T> = Generator<ProcedureStep, T, unknown>;

/** How one of several procedures ended. */
export type Settled<T> =
  | {
      /** It came to an end. */
      readonly status: "fulfilled";
      /** What it came to. */
      readonly value: T;
    }
  | {
      /** It threw. */
      readonly status: "rejected";
      /** What it threw. */
      readonly reason: unknown;
    };

/** What each of some procedures comes to, in the same order. */
export type SettledAll<P extends readonly Procedure<unknown>[]> = {
  -readonly [Index in keyof P]: P[Index] extends Procedure<infer T> ? Settled<T> : never;
};

/**
 * Sends a command: `const device = yield* call(getDeviceId, undefined)`.
 *
 * @param command - what to send
 * @param request - the request's body
 * @param options - how to send it
 * @returns the response's body
 * @throws whatever made it fail: a refusal is a `RefusalError` with its `completionCode`
 */
export function* call<Req, Res>(
  command: Command<Req, Res>,
  request: Req,
  options: CallOptions = {},
): Generator<CallStep, Res, unknown> {
  return (yield { type: "call", command: command as AnyCommand, request, options }) as Res;
}

/**
 * Runs procedures side by side, as far as whoever runs them allows: that is how more than one command gets in flight.
 *
 * @returns how each ended, in order; never throws for one of them
 *
 * @example
 * ```ts
 * const [device, chassis] = yield* all([call(getDeviceId, undefined), call(getChassisStatus, undefined)]);
 * if (device.status === "fulfilled") show(device.value.firmwareRevision);
 * ```
 */
export function* all<const P extends readonly Procedure<unknown>[]>(
  procedures: P,
): Generator<AllStep, SettledAll<P>, unknown> {
  return (yield { type: "all", procedures }) as SettledAll<P>;
}

/**
 * Lets time pass.
 *
 * @param milliseconds - how long; 0 or more
 */
export function* wait(milliseconds: number): Generator<WaitStep, void, unknown> {
  yield { type: "wait", milliseconds };
}

/**
 * Tells whoever watches how far it is.
 *
 * @param value - what the procedure documents
 */
export function* progress(value: unknown): Generator<ProgressStep, void, unknown> {
  yield { type: "progress", value };
}

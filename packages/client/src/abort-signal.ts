import { SessionLostError } from "@ruipmi/core";

/** What this library needs of an `AbortSignal`, so that it names no runtime's types. Every runtime's own signal fits. */
export interface AbortSignalLike {
  /** Whether it was aborted. */
  readonly aborted: boolean;
  /** Why; becomes the `cause` of the error. */
  readonly reason?: unknown;
  /** Calls `listener` when it is aborted. */
  addEventListener(type: "abort", listener: () => void): void;
  /** Takes a listener back. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The error for what a signal withdrew: `cancelled`, with the signal's reason as `cause`. */
export function cancelledError(what: string, signal: AbortSignalLike): SessionLostError {
  const error = new SessionLostError("cancelled", `${what} was withdrawn by its abort signal`);
  error.cause = signal.reason;
  return error;
}

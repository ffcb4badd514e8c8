import { interruptionExitCode } from "./io.ts";

/** What {@link leave} needs of `process`. */
export interface LeavingProcess {
  /** Results. */
  readonly stdout: WaitingText;
  /** Errors. */
  readonly stderr: WaitingText;
  /** Its number. */
  readonly pid: number;
  /** Ends it with an exit code. */
  exit(code: number): void;
  /** Sends it a signal. */
  kill(pid: number, signal: string): void;
  /** Gives a signal its default meaning again. */
  removeAllListeners(signal: string): unknown;
  /** What still goes on, by Node's names. */
  getActiveResourcesInfo(): readonly string[];
}

/** A stream that may hold text that is not yet written. */
export interface WaitingText {
  /** Calls back when everything up to here is written, or cannot be. */
  write(text: string, done: () => void): unknown;
}

/**
 * Ends the process without waiting for what cannot be withdrawn, such as a name lookup; first all its text is written.
 *
 * Node's `exit` itself waits until a lookup under way has ended, which may take minutes. Who interrupted it does not: the
 * process then ends by the very signal, and shells report the same exit code.
 */
export async function leave(code: number, interrupted: AbortSignal, process: LeavingProcess): Promise<void> {
  await Promise.all([written(process.stdout), written(process.stderr)]);
  const lookingUp = process.getActiveResourcesInfo().includes("GetAddrInfoReqWrap");
  if (lookingUp && code === interruptionExitCode(interrupted)) {
    const signal = String(interrupted.reason);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    return;
  }
  process.exit(code);
}

function written(stream: WaitingText): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}

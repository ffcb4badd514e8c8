/** Where text goes. */
export interface TextSink {
  /** Writes text as it is; lines end with `\n` of the caller's. */
  write(text: string): void;
  /** Whether a person watches, so that colours and pauses make sense. */
  readonly isTerminal: boolean;
}

/** All of the outside world that a command may touch, so that tests can stand in for it. */
export interface Io {
  /** Results. With `--json` nothing but one document. */
  readonly stdout: TextSink;
  /** Errors, warnings and what `-v` tells. */
  readonly stderr: TextSink;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by SIGINT, SIGTERM or SIGHUP, with the signal's name as reason: close the session and end. */
  readonly interrupted: AbortSignal;
  /** The bytes of a file. Throws what Node throws. */
  readFile(path: string): Uint8Array;
  /** Asks on the terminal without echo; `undefined` when there is none to ask on, or nobody answered. */
  askPassword(question: string): Promise<string | undefined>;
}

/** The signals that end a command, with the exit code that shells expect: 128 and the signal's number. */
export const signalExitCodes: Readonly<Record<"SIGHUP" | "SIGINT" | "SIGTERM", number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};

/** The exit code that an interruption asks for; `undefined` while there was none. */
export function interruptionExitCode(interrupted: AbortSignal): number | undefined {
  if (!interrupted.aborted) return undefined;
  const name: unknown = interrupted.reason;
  return name === "SIGHUP" || name === "SIGTERM" ? signalExitCodes[name] : signalExitCodes.SIGINT;
}

/** Resolves once interrupted. */
export function interruption(interrupted: AbortSignal): Promise<void> {
  if (interrupted.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    interrupted.addEventListener("abort", () => resolve(), { once: true });
  });
}

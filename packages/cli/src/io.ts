/** Where text goes. */
export interface TextSink {
  /** Writes text as it is; lines end with `\n` of the caller's. */
  write(text: string): void;
  /** Writes bytes as they are, for what a serial console sends. */
  writeBytes(bytes: Uint8Array): void;
  /**
   * Resolves once no more than a little of what was written is waiting to go out, for those who write without end.
   *
   * @returns whether anybody still reads it
   */
  drained(): Promise<boolean>;
  /** Whether a person watches, so that colours and pauses make sense. */
  readonly isTerminal: boolean;
}

/** A file that is being written under another name, until it is whole. */
export interface FileInMaking {
  /** Adds bytes. Throws what Node throws. */
  write(bytes: Uint8Array): void;
  /** Gives it its name, in the place of what had it. Throws what Node throws. */
  finish(): void;
  /** Removes it. */
  abandon(): void;
}

/** How a line is read. */
export interface LineOptions {
  /** Shown before the cursor, on stderr where stdout is no terminal; a pipe is shown none. */
  readonly prompt?: string;
  /** Lines typed before, newest first: the arrow keys bring them back. */
  readonly history?: readonly string[];
  /** For the tabulator: the words that may stand at the end of what was typed, and what of it they replace. */
  readonly complete?: (line: string) => readonly [candidates: readonly string[], replaced: string];
}

/** Who hears what comes in on standard input. */
export interface BytesHandler {
  /** Bytes as they come; on a terminal each key at once, unechoed, ^C and ^Z included. */
  onBytes(bytes: Uint8Array): void;
  /** Nothing more comes. */
  onEnd(): void;
}

/** Standard input. One way of reading at a time. */
export interface Input {
  /** Whether somebody can answer. */
  readonly isTerminal: boolean;
  /** The next line without its end; `undefined` at the end of the input, or when interrupted at the prompt. */
  readLine(options?: LineOptions): Promise<string | undefined>;
  /**
   * Hears every byte from now on, a terminal in raw mode.
   *
   * @returns gives the terminal back as it was and stops hearing; may be called more than once
   */
  readBytes(handler: BytesHandler): () => void;
}

/** Catches interruptions for a while. */
export interface InterruptionScope {
  /** Aborted by the first SIGINT while the scope is open. */
  readonly signal: AbortSignal;
  /** Ends the scope: SIGINT ends the program again. */
  end(): void;
}

/** All of the outside world that a command may touch, so that tests can stand in for it. */
export interface Io {
  /** Results. With `--json` nothing but one document. */
  readonly stdout: TextSink;
  /** Errors, warnings and what `-v` tells. */
  readonly stderr: TextSink;
  /** What is typed or piped in. */
  readonly stdin: Input;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by SIGINT, SIGTERM or SIGHUP, with the signal's name as reason: close the session and end. */
  readonly interrupted: AbortSignal;
  /** The time of day on this machine. */
  now(): Date;
  /** The bytes of a file. Throws what Node throws. */
  readFile(path: string): Uint8Array;
  /** Writes a file, which is made or emptied first; goes through links and into devices. Throws what Node throws. */
  writeFile(path: string, bytes: Uint8Array): void;
  /** Adds to a file, which is made where there is none. Throws what Node throws. */
  appendFile(path: string, bytes: Uint8Array): void;
  /**
   * Puts a file in the place of another in one step, so that nobody ever reads half of it, readable for nobody but its
   * owner; makes the folders that lead to it. Throws what Node throws.
   */
  replaceFile(path: string, bytes: Uint8Array): void;
  /** Whether there is a file, or anything else, of this name. */
  fileExists(path: string): boolean;
  /** How many bytes a file has; `undefined` for what is no ordinary file, or not there. */
  fileSize(path: string): number | undefined;
  /** The bytes of a file as they come, piece by piece; `-` is standard input. Throws what Node throws. */
  readPieces(path: string): AsyncIterable<Uint8Array>;
  /** Begins a file that nobody sees by its name before it is whole, readable for nobody but its owner. Throws what Node throws. */
  makeFile(path: string): FileInMaking;
  /** Asks on the terminal without echo; `undefined` when there is none to ask on, or nobody answered. */
  askPassword(question: string): Promise<string | undefined>;
  /** From now on SIGINT ends what the scope is for, and not the program: for `shell`, whose lines are interrupted one by one. */
  catchInterruptions(): InterruptionScope;
  /** Stops the program until the shell lets it go on, as ^Z does. */
  suspend(): Promise<void>;
  /** Hears of a new size of the terminal; returns what ends that. */
  onResize(listener: () => void): () => void;
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

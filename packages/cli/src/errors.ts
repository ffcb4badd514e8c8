import { AuthenticationError, IpmiError, RefusalError, SessionLostError } from "@ruipmi/core";
import { rmcpStatusName } from "@ruipmi/core/wire";

/** The command line is wrong. Nothing was sent; the exit code is 2. */
export class UsageError extends Error {
  /** @param message - what is wrong and what would be right, without a secret */
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** Why a command that was understood, and whose requests were answered, did not do what was asked for. */
export type FailureReason =
  /** There is no such sensor, user, record, FRU device … */
  | "notFound"
  /** The managed system does not offer it. */
  | "notSupported"
  /** What the managed system or a file holds is not what it should be. */
  | "badData"
  /** A file cannot be read or written. */
  | "file"
  /** The managed system answered, and did not do it. */
  | "notDone";

/**
 * A command that was understood failed for a reason of its own: exit code 1. What it found before is printed first.
 *
 * @example
 * ```ts
 * throw new CommandFailure("notFound", `there is no sensor ${quote(name)}${didYouMean(name, sensorNames)}`);
 * ```
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  /** What `--json` gives as the error's code. */
  readonly code: FailureReason;

  /**
   * @param code - the kind of reason
   * @param message - what happened and what to do about it, in one line without a secret
   */
  constructor(code: FailureReason, message: string) {
    super(message);
    this.code = code;
  }
}

/** A command that changes something failed, and may have been executed all the same: what the cause does not say by itself. */
export class ExecutionDoubt extends Error {
  override readonly name = "ExecutionDoubt";
  override readonly cause: unknown;

  /** Which command it is, by its name in the specification. */
  readonly command: string;

  /**
   * @param cause - why there is no answer
   * @param command - which command has none
   */
  constructor(cause: unknown, command: string) {
    super(`${command} may have been executed all the same: look before trying again`);
    this.cause = cause;
    this.command = command;
  }
}

/** What `--json` says of an error. */
export interface ErrorDocument {
  /** The error. */
  readonly error: {
    /** A code of `IpmiErrorCode` or {@link FailureReason}, `usage`, or `internal` for a defect of this program. */
    readonly code: string;
    /** What happened and what to do about it, in one line. */
    readonly message: string;
    /** The RMCP+ status by its name in the specification. */
    readonly rmcpStatus?: string;
    /** The completion code. */
    readonly completionCode?: number;
  };
}

/** Exit codes: 0 is success. */
export const ExitCode = {
  /** It did not work. */
  failure: 1,
  /** The command line is wrong; nothing was sent. */
  usage: 2,
} as const;

/** What an interrupted command reports instead of the error that closing its session made of it. */
export function interruptedError(error: unknown, signal: string): Error {
  const interrupted = new SessionLostError("cancelled", `interrupted by ${signal}; no session is left open`);
  return error instanceof ExecutionDoubt ? new ExecutionDoubt(interrupted, error.command) : interrupted;
}

/** The exit code of an error. A configuration that the library refuses is wrong usage too: it is refused before anything is sent. */
export function exitCodeOf(error: unknown): number {
  const misuse = error instanceof IpmiError && error.code === "invalidArgument";
  return misuse || error instanceof UsageError ? ExitCode.usage : ExitCode.failure;
}

/** An error as data. */
export function errorDocument(error: unknown): ErrorDocument {
  if (error instanceof ExecutionDoubt) {
    const { error: cause } = errorDocument(error.cause);
    return { error: { ...cause, message: `${cause.message}; ${error.message}` } };
  }
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) return { error: { code: "usage", message } };
  if (error instanceof CommandFailure) return { error: { code: error.code, message } };
  if (!(error instanceof IpmiError)) return { error: { code: "internal", message } };
  const rmcpStatus =
    error instanceof RefusalError || error instanceof AuthenticationError ? error.rmcpStatus : undefined;
  const completionCode = error instanceof RefusalError ? error.completionCode : undefined;
  return {
    error: {
      code: error.code,
      message: message + advice(error),
      ...(rmcpStatus === undefined ? {} : { rmcpStatus: rmcpStatusName(rmcpStatus) }),
      ...(completionCode === undefined ? {} : { completionCode }),
    },
  };
}

/** The one line that an error is on stderr. */
export function errorLine(error: unknown, json: boolean): string {
  const document = errorDocument(error);
  return json ? `${JSON.stringify(document)}\n` : `ruipmi: ${document.error.message}\n`;
}

/** Where the library says what to do, this adds by which letter. */
function advice(error: IpmiError): string {
  const letters = optionAdvice[error.code];
  if (letters === undefined) return "";
  return error.message.endsWith(".") ? ` ${letters}.` : `; ${letters}`;
}

const optionAdvice: Readonly<Partial<Record<IpmiError["code"], string>>> = {
  timeout: "-H and -p say where, -N and -R how long to wait",
  portUnreachable: "-H and -p say where",
  cipherSuiteRefused: "-C names other suites",
  unknownUser: "-U names the user",
  wrongPassword: "-P, -E, -f or -a give the password",
  wrongKg: "-k, -y, -K or -Y give the key",
  consoleInUse: "ruipmi sol deactivate ends it for whoever has it",
  privilegeRefused: "-L asks for another level, --allow-lower-privilege takes what there is",
};

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").replace(/\p{Cc}/gu, "?");
}

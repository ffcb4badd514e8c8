/**
 * Who is to blame is the class; what happened is the `code`. Texts carry no payload bytes and no secret.
 */

/** What went wrong, as a literal that a `switch` can narrow. */
export type IpmiErrorCode =
  // ApiMisuseError
  | "invalidArgument"
  | "invalidState"
  | "queueFull"
  // NetworkError
  | "timeout"
  | "portUnreachable"
  | "transportFailed"
  // RefusalError
  | "completionCode"
  | "cipherSuiteRefused"
  | "insufficientResources"
  | "unknownUser"
  | "privilegeRefused"
  | "sessionRefused"
  // AuthenticationError
  | "wrongPassword"
  | "wrongKg"
  // MalformedMessageError
  | "malformedMessage"
  // ConsoleError
  | "consoleInUse"
  | "consoleElsewhere"
  | "consoleDeactivated"
  | "consoleLost"
  // SessionLostError
  | "sessionLost"
  | "sessionClosed"
  | "cancelled";

/** The base of every error this library throws or reports: one `code` to switch on, one subclass for each kind of blame. */
export class IpmiError extends Error {
  /** What went wrong, from the closed union {@link IpmiErrorCode}. */
  readonly code: IpmiErrorCode;

  /**
   * @param code - what went wrong
   * @param message - one line that says what happened and what to do about it
   */
  constructor(code: IpmiErrorCode, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The caller broke the contract of this library. Thrown at once, where the mistake is made. */
export class ApiMisuseError extends IpmiError {
  /**
   * @param code - `invalidArgument`, `invalidState` or `queueFull`
   * @param message - names the argument and the values it may take
   */
  constructor(code: "invalidArgument" | "invalidState" | "queueFull", message: string) {
    super(code, message);
  }
}

/** The network, or a managed system that does not answer. */
export class NetworkError extends IpmiError {
  /** How many datagrams were sent for the step that failed. */
  readonly attempts: number;
  /** Milliseconds from the first of them until the step was given up. */
  readonly elapsed: number;

  /**
   * @param code - `timeout`, `portUnreachable` or `transportFailed`
   * @param message - says who was silent and what to try
   * @param attempts - datagrams sent for the step that failed
   * @param elapsed - milliseconds from the first of them
   */
  constructor(
    code: "timeout" | "portUnreachable" | "transportFailed",
    message: string,
    attempts: number,
    elapsed: number,
  ) {
    super(code, message);
    this.attempts = attempts;
    this.elapsed = elapsed;
  }
}

/** The managed system understood and refused. Exactly one of `completionCode` and `rmcpStatus` is set. */
export class RefusalError extends IpmiError {
  /** The completion code of the response (IPMI v2.0 table 5-2), for example D4h. */
  readonly completionCode: number | undefined;
  /** The RMCP+ status code of an Open Session Response or RAKP message (IPMI v2.0 table 13-15). */
  readonly rmcpStatus: number | undefined;

  /**
   * @param code - which kind of refusal
   * @param message - the code by its name in the specification, and what to do about it
   * @param refusal - the completion code or the RMCP+ status
   */
  constructor(
    code:
      | "completionCode"
      | "cipherSuiteRefused"
      | "insufficientResources"
      | "unknownUser"
      | "privilegeRefused"
      | "sessionRefused",
    message: string,
    refusal: { readonly completionCode: number } | { readonly rmcpStatus: number },
  ) {
    super(code, message);
    this.completionCode = "completionCode" in refusal ? refusal.completionCode : undefined;
    this.rmcpStatus = "rmcpStatus" in refusal ? refusal.rmcpStatus : undefined;
  }
}

/** A code of the handshake did not verify: the two sides do not share the secret. */
export class AuthenticationError extends IpmiError {
  /** Always 0Fh, Invalid integrity check value: what the specification calls a code that does not verify (table 13-15). */
  readonly rmcpStatus = 0x0f;

  /**
   * @param code - `wrongPassword` (RAKP Message 2 did not verify) or `wrongKg` (RAKP Message 2 did, RAKP Message 4 did not)
   * @param message - what to check
   */
  constructor(code: "wrongPassword" | "wrongKg", message: string) {
    super(code, message);
  }
}

/** Bytes that are not the message they should be. */
export class MalformedMessageError extends IpmiError {
  /** The message and field, for example `RAKP Message 2: managedSystemGuid`. */
  readonly field: string;
  /** Byte offset at which reading the field began. */
  readonly offset: number;

  /**
   * @param field - the message and field that could not be read or does not fit
   * @param offset - byte offset of the field
   * @param problem - what is wrong with it
   */
  constructor(field: string, offset: number, problem: string) {
    super("malformedMessage", `${field} at offset ${offset}: ${problem}`);
    this.field = field;
    this.offset = offset;
  }
}

/** The session is over, or the request was withdrawn, before an answer came. */
export class SessionLostError extends IpmiError {
  /**
   * @param code - `sessionLost`, `sessionClosed` or `cancelled`
   * @param message - what ended it
   */
  constructor(code: "sessionLost" | "sessionClosed" | "cancelled", message: string) {
    super(code, message);
  }
}

/** Who has a serial console, as far as the managed system says. */
export interface ConsoleHolder {
  /** The managed system's ID of the session. */
  readonly sessionId: number;
  /** 1–63. */
  readonly userId?: number;
  /** IPv4 address of the remote console, for example `192.0.2.7`. */
  readonly address?: string;
  /** UDP port of the remote console. */
  readonly port?: number;
}

/** A serial console cannot be had, or is gone, though the session is well. */
export class ConsoleError extends IpmiError {
  /** Who has it, where it is `consoleInUse` and the managed system says who. */
  readonly holder: ConsoleHolder | undefined;

  /**
   * @param code - `consoleInUse`: another session has it; `consoleElsewhere`: it is at another UDP port;
   * `consoleDeactivated`: the managed system ended it; `consoleLost`: the managed system acknowledges nothing
   * @param message - what happened and what to do about it
   * @param holder - who has it
   */
  constructor(
    code: "consoleInUse" | "consoleElsewhere" | "consoleDeactivated" | "consoleLost",
    message: string,
    holder?: ConsoleHolder,
  ) {
    super(code, message);
    this.holder = holder;
  }
}

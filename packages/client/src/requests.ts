import type {
  BridgePath,
  CommandResponse,
  IpmiError,
  Millis,
  OutsideSessionFraming,
  PresencePong,
  RetryPolicy,
} from "@ruipmi/core";
import type { WaitOptions } from "./pending-requests.ts";

/** How a command is sent in the session. */
export interface RequestOptions extends WaitOptions {
  /** Through the managed system to another controller (IPMI v2.0 §6.13). */
  readonly bridge?: BridgePath;
  /** Responder's LUN, 0 to 3; the command's own, else 0, when left out. */
  readonly lun?: number;
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** How a command is sent without a session. */
export interface OutsideSessionOptions extends WaitOptions {
  /** Which session header it takes; `ipmi15`, which more managed systems answer, when left out. */
  readonly framing?: OutsideSessionFraming;
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** How a presence ping is sent. */
export interface PingOptions extends WaitOptions {
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** Which channel is asked what it offers. */
export interface ChannelAuthenticationCapabilitiesOptions extends OutsideSessionOptions {
  /** 0–15; 0Eh, the channel the request comes in on, when left out. */
  readonly channelNumber?: number;
  /** The privilege level to be asked for later; the client's own when left out. */
  readonly privilegeLevel?: number;
}

/** Which cipher suites are asked for. */
export interface ChannelCipherSuitesOptions extends WaitOptions {
  /** 0–15; 0Eh, the channel the request comes in on, when left out. */
  readonly channelNumber?: number;
  /** The payload type the suites are for, 0–63; 0 (IPMI) when left out. */
  readonly payloadType?: number;
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** An answer as it came: a completion code other than 00h is an answer too. */
export type RawResponse = Omit<CommandResponse, "type">;

/** The answer to a presence ping. */
export interface PingResult {
  /** What the managed system says of itself. */
  readonly pong: PresencePong;
  /** How many times the ping was sent. */
  readonly attempts: number;
  /** Milliseconds from the first sending to the answer. */
  readonly elapsed: Millis;
}

/** How a session ended. */
export interface CloseResult {
  /** Whether the managed system confirmed a Close Session. Without that, its idle limit frees the slot: no failure. */
  readonly confirmed: boolean;
  /**
   * The commands that were sent in the session and never answered, by their names and in the order in which they were given
   * up, the last 256 of them: nobody can say whether the managed system executed them, and nobody repeats them. Each was
   * rejected with an error whose `mayHaveExecuted` is true.
   */
  readonly unconfirmed: readonly string[];
  /** Why it ended, where it was not because somebody asked for it; `sessionLost` when the managed system fell silent. */
  readonly error?: IpmiError;
}

import type { Command } from "@ruipmi/commands";
import type { CipherSuiteId, LanRequest, LanResponse, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcDevice } from "../device/device.ts";
import type { Millis, PeerKey } from "../types.ts";

/** The session a command came in. */
export interface HandlerSession {
  /** SIDc. */
  readonly sessionId: number;
  /** The user's name; empty for the null user. */
  readonly username: Uint8Array;
  /** The level the command is executed at. */
  readonly privilegeLevel: PrivilegeLevel;
  /** The highest level that Set Session Privilege Level grants. */
  readonly privilegeLimit: PrivilegeLevel;
  /** The cipher suite agreed on. */
  readonly cipherSuiteId: CipherSuiteId;
}

/** What a handler may know besides the request's body. */
export interface HandlerContext {
  /** When the request arrived. */
  readonly now: Millis;
  /** Who sent it. */
  readonly peer: PeerKey;
  /** The session it came in; `undefined` outside a session. */
  readonly session: HandlerSession | undefined;
  /** The machine. */
  readonly device: BmcDevice;
  /** The whole request, addresses and numbers included. */
  readonly message: LanRequest;
  /**
   * Sends another response besides the handler's own, as a bridge does.
   *
   * @param response - the whole response
   * @param when - before the handler's own response, or after it
   * @param delay - milliseconds that it leaves late; 0 when left out
   */
  deliver(response: LanResponse, when: "before" | "after", delay?: Millis): void;
}

/** A handler refuses with a completion code instead of a response; made by {@link refuse}. */
export class CommandRefusal {
  /** Completion code, not 0 (IPMI v2.0 table 5-2). */
  readonly completionCode: number;
  /** What is said besides; nearly always nothing. */
  readonly data: Uint8Array;

  /**
   * @param completionCode - 1 to 255
   * @param data - what is said besides
   */
  constructor(completionCode: number, data: Uint8Array = new Uint8Array(0)) {
    this.completionCode = completionCode;
    this.data = data;
  }
}

/**
 * What a handler returns to refuse.
 *
 * @param completionCode - 1 to 255 (IPMI v2.0 table 5-2, or one of the command's own)
 * @param data - the response's data, of the few commands that refuse with some; a group's or OEM's number is put before it
 *
 * @example
 * ```ts
 * bmc.handle(chassisControl, () => refuse(CompletionCode.notSupportedInPresentState));
 * ```
 */
export function refuse(completionCode: number, data?: Uint8Array): CommandRefusal {
  return new CommandRefusal(completionCode, data);
}

/** Executes one command: takes the request's body, returns the response's or {@link refuse}. */
export type CommandHandler<Req, Res> = (request: Req, context: HandlerContext) => Res | CommandRefusal;

/** Who may have a command executed. */
export interface HandlerOptions {
  /** The level the session must be at; USER when left out. D4h below it. */
  readonly privilegeLevel?: PrivilegeLevel;
  /** Whether the command is also executed without a session, in either framing. */
  readonly outsideSession?: boolean;
}

/** A request by its numbers. */
export interface RawRequest {
  /** Network function, even. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** Request data. */
  readonly data: Uint8Array;
}

/** A response by its numbers. */
export interface RawAnswer {
  /** Completion code; 0 is success. */
  readonly completionCode: number;
  /** Response data; none when left out. */
  readonly data?: Uint8Array;
  /** Milliseconds that the answer leaves late; 0 when left out. */
  readonly delay?: Millis;
}

/** Answers what no handler is there for; `undefined` for C1h, Invalid Command. */
export type RawHandler = (request: RawRequest, context: HandlerContext) => RawAnswer | undefined;

/** A handler in the table, its types forgotten. */
export interface HandlerEntry {
  /** The command it answers. */
  readonly command: Command<unknown, unknown>;
  /** Executes it. */
  readonly handler: CommandHandler<unknown, unknown>;
  /** The level needed. */
  readonly privilegeLevel: PrivilegeLevel;
  /** Whether it is executed without a session too. */
  readonly outsideSession: boolean;
}

/** One built-in command with its handler. */
export interface BuiltInHandler<Req, Res> {
  /** The command. */
  readonly command: Command<Req, Res>;
  /** Executes it. */
  readonly handler: CommandHandler<Req, Res>;
  /** Who may. */
  readonly options?: HandlerOptions;
}

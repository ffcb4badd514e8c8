import type { Role } from "../sessions/session.ts";

/** An IPMI message by name. */
export interface ExplainedCommand {
  /** The command's name in the specification. */
  readonly name: string;
  /** Network function: even in a request, odd in a response. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** Completion code; in a response. */
  readonly completionCode?: number;
  /** That by name. */
  readonly completionCodeName?: string;
  /** Request data, or response data after the completion code. */
  readonly data: Uint8Array;
  /** The data's fields, where the catalogue knows the command and could read it. */
  readonly fields?: unknown;
  /** Why they could not be read. */
  readonly problem?: string;
}

/** What became of a request, seen from its response. */
export interface MatchedRequest {
  /** The number of the packet that first carried it. */
  readonly number: number;
  /** Nanoseconds from when it was sent last; `undefined` where the capture has no times. */
  readonly roundTrip: bigint | undefined;
  /** How often it had been sent again. */
  readonly retries: number;
}

/** A datagram, explained. */
export interface ExplainedMessage extends Partial<ExplainedCommand> {
  /** The number of its packet in the file. */
  readonly number: number;
  /** When it was captured: nanoseconds since 1970; `undefined` where the file does not say. */
  readonly time: bigint | undefined;
  /** The number of its session; `undefined` outside of one. */
  readonly session: number | undefined;
  /** Nanoseconds since the packet before it between the same two endpoints; absent for the first. */
  readonly gap?: bigint;
  /** Who sent it. */
  readonly from: Role;
  /** The specification's name of the message or command. */
  readonly name: string;
  /** True where its contents were encrypted and are shown, false where they were plain; absent where they could not be read. */
  readonly decrypted?: boolean;
  /** Whether its AuthCode, or handshake code, is right; absent where there is none, or nobody knows. */
  readonly authCodeValid?: boolean;
  /** Session sequence number; in a session. */
  readonly sessionSequenceNumber?: number;
  /** The IPMI message inside a Send Message, or inside its answer. */
  readonly bridged?: ExplainedCommand;
  /** Characters of a console, those that are none as `\xNN`. */
  readonly text?: string;
  /** For a response: the request it answers. */
  readonly answers?: MatchedRequest;
  /** Whether it is a response to no request that the capture has. */
  readonly answersNothing?: true;
  /** The packet that held the same bytes before. */
  readonly duplicateOf?: number;
  /** The packet that carried the same message before: this one was sent again. */
  readonly retransmissionOf?: number;
}

import type { DropReason, LanRequest, LanResponse, ParsedPacket } from "@ruipmi/core/wire";
import type { CapturedDatagram } from "../network/datagram.ts";
import type { AskedRequest } from "./exchanges.ts";
import type { FollowedSession } from "./followed-session.ts";
import type { ReadPayload, Role, SessionSummary } from "./session.ts";

/** A datagram of RMCP, with everything that its session makes of it. */
export interface FollowedDatagram {
  /** Tells it from an {@link EndedSession}. */
  readonly type: "datagram";
  /** The datagram. */
  readonly datagram: CapturedDatagram;
  /** Who sent it. */
  readonly from: Role;
  /** The number of its session; `undefined` outside of one. */
  readonly session: number | undefined;
  /**
   * Nanoseconds since the datagram before it between the same two endpoints; `undefined` for the first, and where the
   * capture has no times. Negative where the capture is not in order.
   */
  readonly gap: bigint | undefined;
  /** Its headers, or why they cannot be read. */
  readonly packet: ParsedPacket | DropReason;
  /** Its payload; `undefined` for ASF messages and what cannot be read. */
  readonly read: ReadPayload | undefined;
  /** The IPMI message in it, where there is one that can be read. */
  readonly message: LanRequest | LanResponse | undefined;
  /** What is wrong with its contents, where something is. */
  readonly problem: string | undefined;
  /** The number of the packet that held the same bytes in the same session. */
  readonly duplicateOf: number | undefined;
  /** The number of the packet that carried the same request, or handshake message, before. */
  readonly retransmissionOf: number | undefined;
  /** For a response: the request that it answers; `null` where there is none. `undefined` for anything else. */
  readonly answers: AskedRequest | null | undefined;
}

/** A session that nothing more will come of. */
export interface EndedSession {
  /** Tells it from a {@link FollowedDatagram}. */
  readonly type: "session";
  /** What became of it. */
  readonly session: SessionSummary;
  /** Its requests that nothing answered. */
  readonly unanswered: readonly AskedRequest[];
}

/** What following a datagram gives. */
export type FollowedItem = FollowedDatagram | EndedSession;

/** What is known of a datagram beside the datagram itself. */
export type Findings = { readonly session?: FollowedSession | undefined } & Partial<
  Pick<FollowedDatagram, "gap" | "read" | "message" | "problem" | "duplicateOf" | "retransmissionOf" | "answers">
>;

/** Puts a datagram and what was found of it together. */
export function followed(
  datagram: CapturedDatagram,
  packet: ParsedPacket | DropReason,
  from: Role,
  findings: Findings = {},
): FollowedDatagram {
  const unreadable = typeof packet === "string" ? `the packet cannot be read: ${packet}` : undefined;
  return {
    type: "datagram",
    datagram,
    from,
    session: findings.session?.number,
    gap: findings.gap,
    packet,
    read: findings.read,
    message: findings.message,
    problem: findings.problem ?? unreadable,
    duplicateOf: findings.duplicateOf,
    retransmissionOf: findings.retransmissionOf,
    answers: findings.answers,
  };
}

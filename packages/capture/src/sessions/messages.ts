import { MalformedMessageError } from "@ruipmi/core";
import {
  closeSession,
  decodeLanRequest,
  decodeLanResponse,
  type LanRequest,
  type LanResponse,
} from "@ruipmi/core/wire";
import type { CapturedDatagram } from "../network/datagram.ts";
import type { Exchanges } from "./exchanges.ts";
import type { Findings } from "./followed-datagram.ts";
import type { FollowedSession } from "./followed-session.ts";

/** Whether a message answers another: its network function is odd. */
export function isResponse(message: LanRequest | LanResponse): message is LanResponse {
  return (message.netFn & 1) === 1;
}

/** An IPMI message, request or response, or what is wrong with it. */
export function decodeMessage(payload: Uint8Array): LanRequest | LanResponse | string {
  try {
    const isAnswer = ((payload[1] ?? 0) & 0x04) !== 0;
    return isAnswer ? decodeLanResponse(payload) : decodeLanRequest(payload);
  } catch (error) {
    if (error instanceof MalformedMessageError) return error.message;
    throw error;
  }
}

/** Where a message is matched: in its session, or among the messages outside of sessions. */
export interface MatchingPlace {
  /** The requests that wait there. */
  readonly exchanges: Exchanges;
  /** The session; `undefined` outside of one. */
  readonly session: FollowedSession | undefined;
}

/** Matches a message to what was asked before, and sees a session's end. A datagram captured twice asks nothing new. */
export function matchMessage(
  message: LanRequest | LanResponse,
  { number, time }: CapturedDatagram,
  isDuplicate: boolean,
  { exchanges, session }: MatchingPlace,
): Findings {
  if (!isResponse(message)) {
    const before = isDuplicate ? undefined : exchanges.ask(message, number, time);
    if (before !== undefined && session !== undefined) session.retransmissions += 1;
    return { message, retransmissionOf: before?.lastNumber };
  }
  const { netFn, cmd, completionCode } = message;
  const isClosed = netFn === closeSession.netFn + 1 && cmd === closeSession.cmd && completionCode === 0;
  if (isClosed && session !== undefined && !session.isClosed) {
    session.isClosed = true;
    session.closed = time;
  }
  return { message, answers: exchanges.answer(message) ?? null };
}

import {
  completionCodeName,
  type Ipmi15Packet,
  type LanRequest,
  type LanResponse,
  PayloadType,
} from "@ruipmi/core/wire";
import type { CapturedDatagram } from "../network/datagram.ts";
import type { Credentials } from "./credentials.ts";
import { type FollowedDatagram, followed } from "./followed-datagram.ts";
import { type FollowedSession, isIpmi15 } from "./followed-session.ts";
import { ACTIVATE_SESSION, beginsIpmi15Session, GET_SESSION_CHALLENGE, Ipmi15Session } from "./ipmi15-session.ts";
import { decodeMessage, isResponse, matchMessage } from "./messages.ts";
import type { ReadPayload, Role } from "./session.ts";
import { type Conversation, learnRoles, roleInConversation, type SessionBook } from "./session-book.ts";

/** Follows packets in IPMI v1.5 framing: its sessions, and what is said outside of any session. */
export class Ipmi15Follower {
  readonly #book: SessionBook;
  readonly #credentials: Credentials;

  constructor(book: SessionBook, credentials: Credentials) {
    this.#book = book;
    this.#credentials = credentials;
  }

  /** Takes a packet. */
  follow(conversation: Conversation, datagram: CapturedDatagram, packet: Ipmi15Packet): FollowedDatagram {
    const message = decodeMessage(packet.payload);
    const from = this.#role(conversation, datagram, message);
    const session = this.#sessionOf(conversation, datagram, packet, message, from);
    const duplicateOf = session && this.#book.count(session, from, datagram, packet);
    const protocol = session?.protocol;
    const authCodeValid = isIpmi15(protocol) ? protocol.verify(from, packet) : undefined;
    if (session !== undefined && authCodeValid === false) session.wrongCodes += 1;
    const payload = packet.payload.slice();
    const read: ReadPayload = { payloadType: PayloadType.ipmiMessage, payload, decrypted: false, authCodeValid };
    const findings = { session, read, duplicateOf };
    if (typeof message === "string") return followed(datagram, packet, from, { ...findings, problem: message });
    if (session !== undefined && isIpmi15(protocol)) this.#beginning(session, protocol, packet, message, datagram);
    const { exchanges } = session ?? conversation;
    const place = { exchanges, session };
    return followed(datagram, packet, from, {
      ...findings,
      ...matchMessage(message, datagram, duplicateOf !== undefined, place),
    });
  }

  #role(conversation: Conversation, datagram: CapturedDatagram, message: LanRequest | LanResponse | string): Role {
    if (typeof message === "string") return roleInConversation(conversation, datagram);
    const from: Role = isResponse(message) ? "managedSystem" : "remoteConsole";
    learnRoles(conversation, datagram, from);
    return from;
  }

  #sessionOf(
    conversation: Conversation,
    datagram: CapturedDatagram,
    packet: Ipmi15Packet,
    message: LanRequest | LanResponse | string,
    from: Role,
  ): FollowedSession | undefined {
    if (typeof message !== "string" && beginsIpmi15Session(message)) {
      const latest = conversation.sessions.find(({ protocol }) => isIpmi15(protocol));
      if (isResponse(message) || message.cmd !== GET_SESSION_CHALLENGE) return latest;
      const isAgain = isIpmi15(latest?.protocol) && latest.protocol.isAskedAgainBy(message.data);
      return isAgain ? latest : this.#begin(conversation, datagram, message, from);
    }
    return packet.sessionId === 0 ? undefined : this.#book.sessionOf(conversation, datagram, packet)[0];
  }

  #begin(
    conversation: Conversation,
    datagram: CapturedDatagram,
    { data }: LanRequest | LanResponse,
    from: Role,
  ): FollowedSession {
    return this.#book.begin(conversation, datagram, from, new Ipmi15Session(data, this.#credentials), "1.5");
  }

  #beginning(
    session: FollowedSession,
    protocol: Ipmi15Session,
    { authType }: Ipmi15Packet,
    message: LanRequest | LanResponse,
    { time }: CapturedDatagram,
  ): void {
    if (!beginsIpmi15Session(message)) return;
    if (isResponse(message)) protocol.answered(message, completionCodeName(message.completionCode));
    else if (message.cmd === ACTIVATE_SESSION) {
      protocol.isActivated = true;
      protocol.authType = authType;
    }
    if (protocol.state === "open") session.opened ??= time;
  }
}

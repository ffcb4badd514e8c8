import { MalformedMessageError } from "@ruipmi/core";
import {
  decodeFromBytes,
  openOutsideSession,
  openSessionRequest,
  PayloadType,
  type RmcpPlusPacket,
} from "@ruipmi/core/wire";
import type { CapturedDatagram } from "../network/datagram.ts";
import type { Credentials } from "./credentials.ts";
import { type Findings, type FollowedDatagram, followed } from "./followed-datagram.ts";
import { type FollowedSession, isRmcpPlus } from "./followed-session.ts";
import { decodeMessage, matchMessage } from "./messages.ts";
import { RmcpPlusSession } from "./rmcp-plus-session.ts";
import { plainPayload, type ReadPayload, type Role } from "./session.ts";
import { type Conversation, learnRoles, roleInConversation, type SessionBook } from "./session-book.ts";

/** Follows RMCP+ packets, outside and inside of sessions. */
export class RmcpPlusFollower {
  readonly #book: SessionBook;
  readonly #credentials: Credentials;

  constructor(book: SessionBook, credentials: Credentials) {
    this.#book = book;
    this.#credentials = credentials;
  }

  /** Takes a packet. */
  follow(conversation: Conversation, datagram: CapturedDatagram, packet: RmcpPlusPacket): FollowedDatagram {
    if (packet.sessionId !== 0) return this.#inSession(conversation, datagram, packet);
    const payload = openOutsideSession(packet);
    if (payload !== undefined && isHandshake(packet.payloadType)) {
      return this.#handshake(conversation, datagram, packet, payload);
    }
    const isMessage = payload !== undefined && packet.payloadType === PayloadType.ipmiMessage;
    if (isMessage) return this.#outsideMessage(conversation, datagram, packet, payload);
    const problem = "a payload that does not belong outside of a session";
    return followed(datagram, packet, roleInConversation(conversation, datagram), { problem });
  }

  #handshake(
    conversation: Conversation,
    datagram: CapturedDatagram,
    packet: RmcpPlusPacket,
    payload: Uint8Array,
  ): FollowedDatagram {
    const { payloadType } = packet;
    const from: Role = fromRemoteConsole.has(payloadType) ? "remoteConsole" : "managedSystem";
    learnRoles(conversation, datagram, from);
    const read: ReadPayload = { payloadType, payload: payload.slice(), decrypted: false, authCodeValid: undefined };
    let session: FollowedSession | undefined;
    try {
      session = this.#sessionOf(conversation, datagram, payloadType, payload, from);
      if (session === undefined) return followed(datagram, packet, from, { read, problem: missingBeginning });
      this.#book.count(session, from, datagram, packet);
      const authCodeValid = this.#take(session, payloadType, payload, datagram);
      const retransmissionOf = handshakeSentAgain(session, conversation, from, payloadType, datagram.number);
      return followed(datagram, packet, from, { session, read: { ...read, authCodeValid }, retransmissionOf });
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      return followed(datagram, packet, from, { session, read, problem: error.message });
    }
  }

  #take(
    session: FollowedSession,
    payloadType: number,
    payload: Uint8Array,
    { time }: CapturedDatagram,
  ): boolean | undefined {
    const protocol = session.protocol as RmcpPlusSession;
    const authCodeValid = protocol.handshake(payloadType, payload);
    if (authCodeValid === false) session.wrongCodes += 1;
    if (protocol.state === "open") session.opened ??= time;
    return authCodeValid;
  }

  /** The session that a handshake message belongs to; an Open Session Request may begin one. */
  #sessionOf(
    conversation: Conversation,
    datagram: CapturedDatagram,
    payloadType: number,
    payload: Uint8Array,
    from: Role,
  ): FollowedSession | undefined {
    const sessions = conversation.sessions.filter(({ protocol }) => isRmcpPlus(protocol));
    const [latest] = sessions;
    if (payloadType !== PayloadType.openSessionRequest) {
      const named = sessions.find(({ protocol }) => isItsHandshake(protocol as RmcpPlusSession, payloadType, payload));
      return named ?? latest;
    }
    const request = decodeFromBytes(openSessionRequest, payload, "Open Session Request");
    const protocol = latest?.protocol;
    const isSame =
      isRmcpPlus(protocol) &&
      // Some refuse without naming what they refuse: the remote console waits, and asks for the same again.
      (protocol.state === "opening" || (protocol.state === "refused" && protocol.proposes(request))) &&
      protocol.remoteConsoleSessionId === request.remoteConsoleSessionId &&
      // Once RAKP began, the same request begins anew.
      !latest!.handshakeSeen.has(PayloadType.rakpMessage1);
    if (isSame) return latest;
    return this.#book.begin(conversation, datagram, from, new RmcpPlusSession(this.#credentials), "2.0");
  }

  #inSession(conversation: Conversation, datagram: CapturedDatagram, packet: RmcpPlusPacket): FollowedDatagram {
    const [session, from] = this.#book.sessionOf(conversation, datagram, packet);
    const duplicateOf = this.#book.count(session, from, datagram, packet);
    const { protocol, exchanges } = session;
    const read = isRmcpPlus(protocol) ? protocol.read(from, packet) : unknownKeys(packet);
    if (read.authCodeValid === false) session.wrongCodes += 1;
    const { message, problem, retransmissionOf, answers } =
      read.payloadType === PayloadType.ipmiMessage && read.payload !== undefined
        ? matched(read.payload, datagram, duplicateOf !== undefined, { exchanges, session })
        : nothingMatched;
    // Written out: to spread objects costs as much here as to decrypt a packet.
    return followed(datagram, packet, from, {
      session,
      read,
      message,
      problem,
      duplicateOf,
      retransmissionOf,
      answers,
    });
  }

  #outsideMessage(
    conversation: Conversation,
    datagram: CapturedDatagram,
    packet: RmcpPlusPacket,
    payload: Uint8Array,
  ): FollowedDatagram {
    const from = roleInConversation(conversation, datagram);
    const read: ReadPayload = { payloadType: 0, payload: payload.slice(), decrypted: false, authCodeValid: undefined };
    const place = { exchanges: conversation.exchanges, session: undefined };
    return followed(datagram, packet, from, { read, ...matched(payload, datagram, false, place) });
  }
}

const nothingMatched: Findings = {};

const missingBeginning = "a handshake whose beginning is not in the capture";

const fromRemoteConsole: ReadonlySet<number> = new Set([
  PayloadType.openSessionRequest,
  PayloadType.rakpMessage1,
  PayloadType.rakpMessage3,
]);

function isHandshake(payloadType: number): boolean {
  return payloadType >= PayloadType.openSessionRequest && payloadType <= PayloadType.rakpMessage4;
}

/** Whether the session ID in a handshake message is one of this session's. */
function isItsHandshake(protocol: RmcpPlusSession, payloadType: number, payload: Uint8Array): boolean {
  if (payload.length < 8) return false;
  const id = new DataView(payload.buffer, payload.byteOffset).getUint32(4, true);
  return (
    id === (fromRemoteConsole.has(payloadType) ? protocol.managedSystemSessionId : protocol.remoteConsoleSessionId)
  );
}

/** The packet that carried the same handshake message before; counts what the remote console sends again. */
function handshakeSentAgain(
  session: FollowedSession,
  { lastHandshake }: Conversation,
  from: Role,
  payloadType: number,
  number: number,
): number | undefined {
  const isAgain = from === "remoteConsole" && session.handshakeSeen.has(payloadType);
  const before = isAgain ? lastHandshake.get(payloadType) : undefined;
  if (isAgain) session.retransmissions += 1;
  session.handshakeSeen.add(payloadType);
  lastHandshake.set(payloadType, number);
  return before;
}

function matched(
  payload: Uint8Array,
  datagram: CapturedDatagram,
  isDuplicate: boolean,
  place: Parameters<typeof matchMessage>[3],
): Findings {
  const message = decodeMessage(payload);
  return typeof message === "string" ? { problem: message } : matchMessage(message, datagram, isDuplicate, place);
}

function unknownKeys(packet: RmcpPlusPacket): ReadPayload {
  const { payloadType, encrypted } = packet;
  if (encrypted) return { payloadType, payload: undefined, decrypted: undefined, authCodeValid: undefined };
  return { payloadType, payload: plainPayload(packet), decrypted: false, authCodeValid: undefined };
}

import type { Ipmi15Packet, ParsedPacket, RmcpPlusPacket } from "@ruipmi/core/wire";
import { PayloadType } from "@ruipmi/core/wire";
import { type CapturedDatagram, type Endpoint, endpointText } from "../network/datagram.ts";
import { conversationKey, roleByPort } from "./conversation.ts";
import { Exchanges, type HeldRequests } from "./exchanges.ts";
import type { EndedSession } from "./followed-datagram.ts";
import { beginSession, carriesIdOf, type FollowedSession, isRmcpPlus, summarize } from "./followed-session.ts";
import { decodeMessage, isResponse } from "./messages.ts";
import { plainPayload, type Role } from "./session.ts";

/** Two endpoints that talk, inside and outside of sessions. */
export interface Conversation {
  /** Sessions that have not ended, newest first: the latest is the one meant. */
  readonly sessions: FollowedSession[];
  /** Messages outside of sessions. */
  readonly exchanges: Exchanges;
  /** Packet numbers of the last handshake message of each type. */
  readonly lastHandshake: Map<number, number>;
  /** Who the remote console is, once something told. */
  remoteConsole: string | undefined;
  /** When its last packet was captured, or what the clock said then: never earlier than what came before. */
  lastSeen: bigint;
  /** The time in the last packet that has one. */
  lastTime: bigint | undefined;
}

/** Everything that is open: conversations, and the sessions in them. */
export class SessionBook {
  readonly #idleLimit: bigint;
  readonly #sessions = new Set<FollowedSession>();
  /** Those that have to make room for another of their conversation. */
  readonly #surplus: FollowedSession[] = [];
  readonly #conversations = new Map<string, Conversation>();
  readonly #held: HeldRequests = { count: 0 };
  #sessionCount = 0;
  #sinceSweep = 0;
  #lastSweep = 0n;
  #now = 0n;
  #jumped = false;

  /** @param idleLimit - nanoseconds without a packet after which a session counts as ended */
  constructor(idleLimit: bigint) {
    this.#idleLimit = idleLimit;
  }

  /** The newest time seen: nanoseconds since 1970. */
  get now(): bigint {
    return this.#now;
  }

  /** Takes a datagram's time. One that is far ahead may be damaged, and would end every session: the next has to confirm it. */
  advance(time: bigint): void {
    const isAhead = time > this.#now;
    const isFar = isAhead && this.#now !== 0n && time - this.#now > this.#idleLimit;
    if (isAhead && (!isFar || this.#jumped)) this.#now = time;
    this.#jumped = isFar && !this.#jumped;
  }

  /** The conversation that a datagram belongs to. Its time is now. */
  conversation({ source, destination, time }: CapturedDatagram): Conversation {
    const key = conversationKey(source, destination);
    let conversation = this.#conversations.get(key);
    if (conversation === undefined) {
      if (this.#conversations.size >= maxConversations) this.#forgetConversations(() => true);
      const exchanges = new Exchanges(this.#held);
      conversation = {
        sessions: [],
        exchanges,
        lastHandshake: new Map(),
        remoteConsole: undefined,
        lastSeen: 0n,
        lastTime: undefined,
      };
      this.#conversations.set(key, conversation);
    }
    conversation.lastSeen = this.#later(time);
    return conversation;
  }

  /** Begins a session. */
  begin(
    conversation: Conversation,
    { source, destination, time }: CapturedDatagram,
    from: Role,
    protocol: FollowedSession["protocol"],
    ipmiVersion: "1.5" | "2.0",
  ): FollowedSession {
    this.#sessionCount += 1;
    const session = beginSession({
      number: this.#sessionCount,
      remoteConsole: from === "remoteConsole" ? source : destination,
      managedSystem: from === "remoteConsole" ? destination : source,
      protocol,
      ipmiVersion,
      started: time,
      exchanges: new Exchanges(this.#held),
    });
    this.#sessions.add(session);
    conversation.sessions.unshift(session);
    if (conversation.sessions.length > maxSessionsOfConversation) this.#surplus.push(conversation.sessions.at(-1)!);
    return session;
  }

  /** The session whose ID a packet carries, and who sent it; one without a beginning where there is none. */
  sessionOf(
    conversation: Conversation,
    datagram: CapturedDatagram,
    packet: RmcpPlusPacket | Ipmi15Packet,
  ): readonly [FollowedSession, Role] {
    for (const session of conversation.sessions) {
      const from = roleInSession(session, datagram);
      if (carriesIdOf(session, from, packet)) return [session, from];
    }
    const version = packet.kind === "ipmi15" ? "1.5" : "2.0";
    const unknown = conversation.sessions.find(
      (session) => session.protocol === undefined && session.ipmiVersion === version,
    );
    if (unknown !== undefined) return [unknown, roleInSession(unknown, datagram)];
    const from = roleOfPlain(packet) ?? roleInConversation(conversation, datagram);
    return [this.begin(conversation, datagram, from, undefined, version), from];
  }

  /** Counts a datagram of a session, and knows one that was captured twice. */
  count(session: FollowedSession, from: Role, datagram: CapturedDatagram, packet: ParsedPacket): number | undefined {
    session.messages += 1;
    session.lastSeen = this.#later(datagram.time);
    // Without a sequence number a retransmission is the same bytes as well.
    const sequenceNumber = packet.kind === "asf" ? 0 : packet.sessionSequenceNumber;
    if (sequenceNumber === 0) return undefined;
    const duplicateOf = session.recent[from].find(datagram.payload, sequenceNumber, datagram.number);
    if (duplicateOf !== undefined) session.duplicates += 1;
    return duplicateOf;
  }

  /** Ends what has been silent for long, once in a while; and some sessions where there are too many. */
  sweep(): readonly EndedSession[] {
    const over = this.#surplus.length === 0 ? [] : this.#surplus.splice(0);
    if (this.#sessions.size > manySessions) {
      const [first] = this.#sessions;
      if (this.#sessions.size > maxSessions || this.#isOver(first!, closedLimitOfMany)) over.push(first!);
      else this.#putLast(first!);
    }
    this.#sinceSweep += 1;
    // Times may be made to jump with every datagram: what is looked at stays in proportion to what came.
    const isWorthIt = this.#sinceSweep * lookedAtEach >= this.#sessions.size + this.#conversations.size;
    if (isWorthIt && this.now - this.#lastSweep > sweepInterval) {
      this.#lastSweep = this.now;
      this.#sinceSweep = 0;
      for (const session of this.#sessions) {
        if (this.#isOver(session, closedLimit) || this.now - session.lastSeen > this.#idleLimit) over.push(session);
      }
      this.#forgetConversations(({ lastSeen }) => this.now - lastSeen > this.#idleLimit);
    }
    return over.length === 0 ? nothing : [...new Set(over)].map((session) => this.#end(session));
  }

  /** Ends all sessions. */
  *endAll(): Generator<EndedSession, void, undefined> {
    for (const session of this.#sessions) yield this.#end(session);
    this.#conversations.clear();
  }

  #isOver({ isClosed, lastSeen }: FollowedSession, limit: bigint): boolean {
    return isClosed && this.now - lastSeen > limit;
  }

  #putLast(session: FollowedSession): void {
    this.#sessions.delete(session);
    this.#sessions.add(session);
  }

  /** Forgets conversations without sessions. */
  #forgetConversations(isMeant: (conversation: Conversation) => boolean): void {
    for (const [key, conversation] of this.#conversations) {
      if (conversation.sessions.length > 0 || !isMeant(conversation)) continue;
      conversation.exchanges.clear();
      this.#conversations.delete(key);
    }
  }

  #later(time: bigint | undefined): bigint {
    return time !== undefined && time > this.now ? time : this.now;
  }

  #end(session: FollowedSession): EndedSession {
    this.#sessions.delete(session);
    const sessions = this.#conversations.get(conversationKey(session.remoteConsole, session.managedSystem))?.sessions;
    sessions?.splice(sessions.indexOf(session), 1);
    const summary = summarize(session);
    if (isRmcpPlus(session.protocol)) session.protocol.wipe();
    const unanswered = session.exchanges.unanswered();
    session.exchanges.clear();
    return { type: "session", session: summary, unanswered };
  }
}

const nothing: readonly EndedSession[] = [];

/** A closed session stays known for as long as late packets of it may come: 10 s. */
const closedLimit = 10_000_000_000n;

/** How often, in captured time, ended sessions are looked for: 5 s. */
const sweepInterval = 5_000_000_000n;

/** So many sessions and conversations are looked at for each datagram that came since the last time. */
const lookedAtEach = 64;

/** Where there are more sessions than this, one is looked at with each datagram. */
const manySessions = 1024;

/** How long a closed session stays known then: 1 s. */
const closedLimitOfMany = 1_000_000_000n;

/** More sessions than this are not held: one of the oldest is ended. */
const maxSessions = 16_384;

/** More than managed systems have at a time, let alone with one port of a remote console. */
const maxSessionsOfConversation = 64;

/** Twice the sessions: at least half of them have none and can be forgotten. */
const maxConversations = 2 * maxSessions;

/** Who sent a datagram, by what the conversation has told, or else by its ports. */
export function roleInConversation({ remoteConsole }: Conversation, { source, destination }: CapturedDatagram): Role {
  if (remoteConsole === undefined) return roleByPort(source, destination);
  return remoteConsole === endpointText(source) ? "remoteConsole" : "managedSystem";
}

/** Notes who the remote console of a conversation is. */
export function learnRoles(conversation: Conversation, { source, destination }: CapturedDatagram, from: Role): void {
  conversation.remoteConsole ??= endpointText(from === "remoteConsole" ? source : destination);
}

function roleInSession({ remoteConsole }: FollowedSession, { source }: CapturedDatagram): Role {
  return isSameEndpoint(remoteConsole, source) ? "remoteConsole" : "managedSystem";
}

/** A plain message tells by its network function who sent it. */
function roleOfPlain(packet: RmcpPlusPacket | Ipmi15Packet): Role | undefined {
  const isPlain = packet.kind === "ipmi15" || (!packet.encrypted && packet.payloadType === PayloadType.ipmiMessage);
  if (!isPlain) return undefined;
  const message = decodeMessage(packet.kind === "ipmi15" ? packet.payload : plainPayload(packet));
  if (typeof message === "string") return undefined;
  return isResponse(message) ? "managedSystem" : "remoteConsole";
}

function isSameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one.port === other.port && one.address === other.address;
}

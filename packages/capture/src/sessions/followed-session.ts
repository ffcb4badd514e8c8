import type { Ipmi15Packet, RmcpPlusPacket } from "@ruipmi/core/wire";
import type { Endpoint } from "../network/datagram.ts";
import { present } from "../present.ts";
import { RecentDatagrams } from "./conversation.ts";
import { isDefaultPassword } from "./default-passwords.ts";
import type { Exchanges } from "./exchanges.ts";
import type { Ipmi15Session } from "./ipmi15-session.ts";
import type { RmcpPlusSession } from "./rmcp-plus-session.ts";
import type { Role, SessionState, SessionSummary } from "./session.ts";

/** A session with everything that is counted and remembered of it. */
export interface FollowedSession {
  /** Which of the capture, from 1. */
  readonly number: number;
  /** Who asks. */
  readonly remoteConsole: Endpoint;
  /** Who answers. */
  readonly managedSystem: Endpoint;
  /** Its protocol's state. */
  readonly protocol: RmcpPlusSession | Ipmi15Session | undefined;
  /** Its version. */
  readonly ipmiVersion: "1.5" | "2.0";
  /** Datagrams seen lately, each direction for itself. */
  readonly recent: Readonly<Record<Role, RecentDatagrams>>;
  /** Its requests, until they are answered. */
  readonly exchanges: Exchanges;
  /** The handshake messages seen: payload types and commands. */
  readonly handshakeSeen: Set<number>;
  /** When its first packet was captured. */
  readonly started: bigint | undefined;
  /** When its last packet was captured. */
  lastSeen: bigint;
  /** When it opened. */
  opened: bigint | undefined;
  /** When its end was confirmed. */
  closed: bigint | undefined;
  /** Whether its end was confirmed; a capture may not say when. */
  isClosed: boolean;
  /** Counters of {@link SessionSummary}. */
  messages: number;
  /** Messages sent again. */
  retransmissions: number;
  /** Datagrams captured twice. */
  duplicates: number;
  /** Wrong codes. */
  wrongCodes: number;
}

/** What a session is begun with. */
export type SessionBeginning = Pick<
  FollowedSession,
  "number" | "remoteConsole" | "managedSystem" | "protocol" | "ipmiVersion" | "started" | "exchanges"
>;

/** A session of which nothing was counted yet. */
export function beginSession(beginning: SessionBeginning): FollowedSession {
  return {
    ...beginning,
    recent: { remoteConsole: new RecentDatagrams(), managedSystem: new RecentDatagrams() },
    handshakeSeen: new Set(),
    lastSeen: beginning.started ?? 0n,
    opened: undefined,
    closed: undefined,
    isClosed: false,
    messages: 0,
    retransmissions: 0,
    duplicates: 0,
    wrongCodes: 0,
  };
}

/** What is known of a session, as data. */
export function summarize(session: FollowedSession): SessionSummary {
  const { protocol, number, remoteConsole, managedSystem, ipmiVersion } = session;
  const { started, opened, closed, messages, retransmissions, duplicates, wrongCodes } = session;
  return {
    number,
    remoteConsole,
    managedSystem,
    ipmiVersion,
    state: stateOf(session),
    ...present({
      refusal: protocol?.refusal,
      cipherSuiteId: isRmcpPlus(protocol) ? (protocol.suite?.id ?? protocol.proposedSuiteId) : undefined,
      authType: isIpmi15(protocol) ? protocol.authType : undefined,
      username: protocol?.username,
      passwordValid: protocol?.passwordValid,
      consolePasswordValid: isRmcpPlus(protocol) ? protocol.consolePasswordValid : undefined,
      kgUsed: isRmcpPlus(protocol) && protocol.usesKg && !protocol.kgUnknown ? true : undefined,
      kgUnknown: isRmcpPlus(protocol) && protocol.kgUnknown ? true : undefined,
      defaultPassword: usesDefaultPassword(protocol),
    }),
    started,
    opened,
    closed,
    messages,
    retransmissions,
    duplicates,
    wrongCodes,
  };
}

/** Whether a protocol is RMCP+. */
export function isRmcpPlus(protocol: FollowedSession["protocol"]): protocol is RmcpPlusSession {
  return protocol !== undefined && "remoteConsoleSessionId" in protocol;
}

/** Whether a protocol is IPMI v1.5. */
export function isIpmi15(protocol: FollowedSession["protocol"]): protocol is Ipmi15Session {
  return protocol !== undefined && !isRmcpPlus(protocol);
}

/** Whether a packet with this sender carries the session's ID. */
export function carriesIdOf(session: FollowedSession, from: Role, packet: RmcpPlusPacket | Ipmi15Packet): boolean {
  const { protocol } = session;
  if (packet.kind === "ipmi15") return isIpmi15(protocol) && protocol.sessionIds.has(packet.sessionId);
  if (!isRmcpPlus(protocol)) return false;
  // Each side writes the other's ID.
  return (
    packet.sessionId === (from === "remoteConsole" ? protocol.managedSystemSessionId : protocol.remoteConsoleSessionId)
  );
}

function stateOf({ protocol, isClosed }: FollowedSession): SessionState {
  if (protocol === undefined) return "beginningMissing";
  return isClosed ? "closed" : protocol.state;
}

function usesDefaultPassword(protocol: FollowedSession["protocol"]): true | undefined {
  const { username, password } = protocol ?? {};
  if (username === undefined || password === undefined) return undefined;
  return isDefaultPassword(username, password) ? true : undefined;
}

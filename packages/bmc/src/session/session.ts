import type {
  CipherSuite,
  HandshakeKeys,
  PrivilegeLevel,
  RakpExchange,
  SessionOpener,
  SessionProtection,
  SessionSealer,
} from "@ruipmi/core/wire";
import type { BmcSessionEnd, BmcSessionView, Millis, PeerKey } from "../types.ts";
import type { UserEntry } from "../users.ts";
import type { ResponseMemory } from "./response-memory.ts";

/** What RAKP Message 1 brought: there is none of it before. */
export interface RakpState {
  readonly exchange: RakpExchange;
  readonly keys: HandshakeKeys;
  readonly user: UserEntry;
  /** The level that RAKP Message 1 asked for. */
  readonly role: number;
}

/** A session whose handshake is under way. */
export interface HalfOpenSession {
  readonly sessionId: number;
  readonly remoteConsoleSessionId: number;
  readonly suite: CipherSuite;
  /** From the Open Session Request; 0 is the highest. */
  readonly requestedPrivilegeLevel: number;
  /** Who asked for it. */
  readonly openedBy: PeerKey;
  readonly createdAt: Millis;
  peer: PeerKey;
  lastActivityAt: Millis;
  rakp: RakpState | undefined;
}

/** An open session. */
export interface OpenSession {
  readonly sessionId: number;
  readonly remoteConsoleSessionId: number;
  readonly suite: CipherSuite;
  /** Session handle, 1–255; 0 where all are taken. */
  readonly handle: number;
  /** 1–63. */
  readonly userId: number;
  readonly username: Uint8Array;
  /** The highest level that Set Session Privilege Level grants. */
  readonly privilegeLimit: PrivilegeLevel;
  readonly sealer: SessionSealer;
  readonly opener: SessionOpener;
  readonly protection: SessionProtection;
  readonly memory: ResponseMemory;
  /** The code of the RAKP Message 3 that opened it, to know a repetition by. */
  readonly rakpMessage3Code: Uint8Array;
  /** What RAKP Message 4 said, to say it again. */
  readonly integrityCheckValue: Uint8Array;
  peer: PeerKey;
  lastActivityAt: Millis;
  privilegeLevel: PrivilegeLevel;
  /** Why it ends when the answer to the present request is on its way; `undefined` where it does not. */
  closing: BmcSessionEnd | undefined;
}

/** A half-open session as it may be shown. */
export function viewHalfOpen(session: HalfOpenSession): BmcSessionView {
  return {
    sessionId: session.sessionId,
    remoteConsoleSessionId: session.remoteConsoleSessionId,
    phase: session.rakp === undefined ? "openSession" : "rakp",
    peer: session.peer,
    cipherSuiteId: session.suite.id,
    handle: undefined,
    userId: session.rakp?.user.userId,
    username: session.rakp?.exchange.username.slice(),
    privilegeLevel: undefined,
    privilegeLimit: undefined,
    lastActivityAt: session.lastActivityAt,
  };
}

/** An open session as it may be shown. */
export function viewOpen(session: OpenSession): BmcSessionView {
  return {
    sessionId: session.sessionId,
    remoteConsoleSessionId: session.remoteConsoleSessionId,
    phase: "open",
    peer: session.peer,
    cipherSuiteId: session.suite.id,
    handle: session.handle,
    userId: session.userId,
    username: session.username.slice(),
    privilegeLevel: session.privilegeLevel,
    privilegeLimit: session.privilegeLimit,
    lastActivityAt: session.lastActivityAt,
  };
}

import { wipeSessionProtection } from "@ruipmi/core/wire";
import type { ResolvedBmcConfig } from "../config.ts";
import type { BmcSessionEnd, BmcSessionView, Millis, PeerKey } from "../types.ts";
import { type HalfOpenSession, type OpenSession, viewHalfOpen, viewOpen } from "./session.ts";

/** A handshake is not pushed out by another before it had this many milliseconds, a slow remote console's round trip. */
const handshakeGrace = 1000;

/** A session handle is one byte, and 0 is none (IPMI v2.0 §22.20). */
const maxHandle = 255;

/**
 * The sessions, open and half open, both limited. A flood of Open Session Requests takes handshakes' places, never
 * those of open sessions, and each for a second at least and the handshake's time at most. The maps are kept in the
 * order of the last activity, so the first is the next to expire.
 */
export class SessionTable {
  readonly #config: ResolvedBmcConfig;
  readonly #ended: (session: OpenSession, reason: BmcSessionEnd) => void;
  readonly #halfOpen = new Map<number, HalfOpenSession>();
  readonly #halfOpenByConsole = new Map<string, HalfOpenSession>();
  readonly #open = new Map<number, OpenSession>();

  /** @param ended - told of every open session that ends */
  constructor(config: ResolvedBmcConfig, ended: (session: OpenSession, reason: BmcSessionEnd) => void) {
    this.#config = config;
    this.#ended = ended;
  }

  /** How many sessions are open. */
  get openCount(): number {
    return this.#open.size;
  }

  /** How many handshakes are under way. */
  get halfOpenCount(): number {
    return this.#halfOpen.size;
  }

  /** How many answers all sessions keep. */
  get rememberedCount(): number {
    let count = 0;
    for (const { memory } of this.#open.values()) count += memory.size;
    return count;
  }

  /** All sessions, the least active first, half-open ones before open ones. */
  views(): readonly BmcSessionView[] {
    return [...[...this.#halfOpen.values()].map(viewHalfOpen), ...[...this.#open.values()].map(viewOpen)];
  }

  /** Whether the number is any session's. */
  has(sessionId: number): boolean {
    return this.#halfOpen.has(sessionId) || this.#open.has(sessionId);
  }

  /** The half-open session of this number. */
  halfOpen(sessionId: number): HalfOpenSession | undefined {
    return this.#halfOpen.get(sessionId);
  }

  /** The open session of this number. */
  open(sessionId: number): OpenSession | undefined {
    return this.#open.get(sessionId);
  }

  /** The half-open session that this remote console asked for under this SIDm. */
  halfOpenOf(peer: PeerKey, remoteConsoleSessionId: number): HalfOpenSession | undefined {
    return this.#halfOpenByConsole.get(consoleKey(peer, remoteConsoleSessionId));
  }

  /** The open session of this handle. */
  openOfHandle(handle: number): OpenSession | undefined {
    return handle === 0 ? undefined : this.opened().find((session) => session.handle === handle);
  }

  /** The open sessions, in the order of their handles. */
  opened(): readonly OpenSession[] {
    return [...this.#open.values()].sort((a, b) => a.handle - b.handle);
  }

  /** How many sessions this user has open. */
  countOf(userId: number): number {
    return this.opened().filter((session) => session.userId === userId).length;
  }

  /** The lowest session handle that no open session has; 0 where all are taken. */
  freeHandle(): number {
    const taken = new Set(this.opened().map(({ handle }) => handle));
    for (let handle = 1; handle <= maxHandle; handle++) if (!taken.has(handle)) return handle;
    return 0;
  }

  /** Whether all sessions that may be open are. */
  isFull(): boolean {
    return this.#open.size + this.#config.faults.leakedSlots >= this.#config.maxSessions;
  }

  /** Makes room for one more handshake; `false` when there is none. */
  makeRoom(now: Millis): boolean {
    if (this.#halfOpen.size < this.#config.maxHandshakes) return true;
    const [oldest] = this.#halfOpen.values();
    if (oldest === undefined || now - oldest.lastActivityAt < handshakeGrace) return false;
    this.forget(oldest);
    return true;
  }

  /** Adds a handshake; the same console's earlier one under the same SIDm gives way. */
  addHalfOpen(session: HalfOpenSession): void {
    const earlier = this.halfOpenOf(session.openedBy, session.remoteConsoleSessionId);
    if (earlier !== undefined) this.forget(earlier);
    this.#halfOpen.set(session.sessionId, session);
    this.#halfOpenByConsole.set(consoleKey(session.openedBy, session.remoteConsoleSessionId), session);
  }

  /** Notes that a message arrived for a session that counted. */
  touch(session: HalfOpenSession | OpenSession, peer: PeerKey, now: Millis): void {
    session.peer = peer;
    session.lastActivityAt = now;
    if ("sealer" in session) moveToEnd(this.#open, session);
    else moveToEnd(this.#halfOpen, session);
  }

  /** Ends a handshake and forgets its keys. */
  forget(session: HalfOpenSession): void {
    this.#halfOpen.delete(session.sessionId);
    this.#halfOpenByConsole.delete(consoleKey(session.openedBy, session.remoteConsoleSessionId));
    session.rakp?.keys.wipe();
    session.rakp = undefined;
  }

  /** Adds an open session. */
  addOpen(session: OpenSession): void {
    this.#open.set(session.sessionId, session);
  }

  /** Ends an open session and forgets its keys. */
  end(session: OpenSession, reason: BmcSessionEnd): void {
    if (!this.#open.delete(session.sessionId)) return;
    wipeSessionProtection(session.protection);
    this.#ended(session, reason);
  }

  /** Ends what has been silent for too long (IPMI v2.0 §6.12.15). */
  expire(now: Millis): void {
    for (const session of this.#open.values()) {
      if (session.lastActivityAt + this.#config.sessionIdleTimeout > now) break;
      this.end(session, "idle");
    }
    for (const session of this.#halfOpen.values()) {
      if (session.lastActivityAt + this.#config.handshakeTimeout > now) break;
      this.forget(session);
    }
  }

  /** When the next one expires. */
  nextDeadline(): Millis | undefined {
    const [open] = this.#open.values();
    const [halfOpen] = this.#halfOpen.values();
    const idle = open === undefined ? undefined : open.lastActivityAt + this.#config.sessionIdleTimeout;
    const late = halfOpen === undefined ? undefined : halfOpen.lastActivityAt + this.#config.handshakeTimeout;
    if (idle === undefined || late === undefined) return idle ?? late;
    return Math.min(idle, late);
  }

  /** Ends everything. */
  clear(reason: BmcSessionEnd): void {
    for (const session of [...this.#open.values()]) this.end(session, reason);
    this.forgetHandshakes();
  }

  /** Ends every handshake and forgets its keys. */
  forgetHandshakes(): void {
    for (const session of [...this.#halfOpen.values()]) this.forget(session);
  }
}

function consoleKey(peer: PeerKey, remoteConsoleSessionId: number): string {
  return `${remoteConsoleSessionId}/${peer}`;
}

function moveToEnd<S extends { readonly sessionId: number }>(map: Map<number, S>, session: S): void {
  if (map.delete(session.sessionId)) map.set(session.sessionId, session);
}

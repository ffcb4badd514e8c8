import { closeSession, PayloadType } from "@ruipmi/core/wire";
import { conversationKey } from "../sessions/conversation.ts";
import type { FollowedDatagram, FollowedItem } from "../sessions/followed-datagram.ts";
import type { SessionSummary } from "../sessions/session.ts";

/** One session of a capture, whole: what an engine is replayed against. */
export interface SessionRecording {
  /** What became of it. */
  readonly summary: SessionSummary;
  /** Its datagrams, and what the same two endpoints said outside of any session since the one before, or while it lasted. */
  readonly datagrams: readonly FollowedDatagram[];
}

/** More datagrams of one session than this are not kept: it is then left out, and {@link SessionCollector.tooLong} says so. */
const maxDatagrams = 200_000;

/**
 * Collects the sessions of a capture, each whole. Unlike reading, that needs the memory of the sessions it collects.
 *
 * @example
 * ```ts
 * const collector = new SessionCollector();
 * for (const item of follower.follow(datagram)) for (const recording of collector.add(item)) replaySession(recording, secrets);
 * for (const item of follower.end()) for (const recording of collector.add(item)) replaySession(recording, secrets);
 * ```
 */
export class SessionCollector {
  readonly #sessions = new Map<number, FollowedDatagram[]>();
  /** What was said outside of sessions, by conversation, until a session of the conversation begins. */
  readonly #outside = new Map<string, FollowedDatagram[]>();
  /** The session that lasts, by conversation. */
  readonly #current = new Map<string, number>();
  readonly #tooLong = new Set<number>();

  /** The numbers of sessions that were too long to be collected. */
  get tooLong(): ReadonlySet<number> {
    return this.#tooLong;
  }

  /** Takes what a follower gives, in its order; gives a session once it has ended. */
  *add(item: FollowedItem): Generator<SessionRecording, void, undefined> {
    if (item.type === "datagram") return this.#addDatagram(item);
    const { session: summary } = item;
    const datagrams = this.#sessions.get(summary.number);
    this.#sessions.delete(summary.number);
    const key = conversationKey(summary.remoteConsole, summary.managedSystem);
    if (this.#current.get(key) === summary.number) this.#current.delete(key);
    if (datagrams !== undefined) yield { summary, datagrams };
  }

  #addDatagram(item: FollowedDatagram): void {
    const { session, datagram } = item;
    const key = conversationKey(datagram.source, datagram.destination);
    if (session === undefined) {
      const current = this.#current.get(key);
      if (current === undefined) this.#addOutside(item, key);
      else this.#addTo(current, item, key);
      return;
    }
    this.#addTo(session, item, key);
    if (endsSession(item)) this.#current.delete(key);
    else this.#current.set(key, session);
  }

  #addTo(session: number, item: FollowedDatagram, key: string): void {
    if (this.#tooLong.has(session)) return;
    const datagrams = this.#sessions.get(session) ?? this.#outside.get(key) ?? [];
    this.#outside.delete(key);
    datagrams.push(item);
    this.#sessions.set(session, datagrams);
    if (datagrams.length <= maxDatagrams) return;
    this.#sessions.delete(session);
    this.#tooLong.add(session);
  }

  #addOutside(item: FollowedDatagram, key: string): void {
    const outside = this.#outside.get(key) ?? [];
    if (outside.length < maxOutside) outside.push(item);
    this.#outside.set(key, outside);
    if (this.#outside.size > maxConversations) this.#outside.delete(this.#outside.keys().next().value!);
  }
}

/** Pings and discovery before a session; a scanner that never opens one is not kept. */
const maxOutside = 64;

/** Of so many conversations what was said before a session is kept: a sweep over a network opens none. */
const maxConversations = 4096;

/** Whether nothing but repetitions comes after it: Close Session is answered, or the handshake refused by either side. */
function endsSession({ message, read }: FollowedDatagram): boolean {
  if (message !== undefined) return message.netFn === closeSession.netFn + 1 && message.cmd === closeSession.cmd;
  const payloadType = read?.payloadType ?? 0;
  const saysStatus = payloadType > PayloadType.openSessionRequest && payloadType !== PayloadType.rakpMessage1;
  return saysStatus && (read?.payload?.[1] ?? 0) !== 0;
}

import type { HandshakeStepName, Verdict } from "./handshake-verdict.ts";
import type { Millis } from "./types.ts";

/** One step of the handshake: the sendings of one message, each with a tag of its own, and what is held against it. */
export class HandshakeStep {
  readonly name: HandshakeStepName;
  readonly startedAt: Millis;
  readonly #sentAt = new Map<number, Millis>();
  #newestTag = 0;
  /** When the newest sending counts as lost. */
  deadline: Millis;
  /** The first refusal that may be forged or late: it counts only when the tries are spent. */
  held: Verdict | undefined;

  constructor(name: HandshakeStepName, now: Millis) {
    this.name = name;
    this.startedAt = now;
    this.deadline = now;
  }

  /** How many times the message was sent. */
  get attempts(): number {
    return this.#sentAt.size;
  }

  /** The tag of the newest sending. */
  get newestTag(): number {
    return this.#newestTag;
  }

  /** Notes a sending. */
  sent(tag: number, now: Millis, wait: Millis): void {
    this.#newestTag = tag;
    this.#sentAt.set(tag, now);
    this.deadline = now + wait;
  }

  /** Whether a sending of this step had that tag. */
  isOutstanding(tag: number): boolean {
    return this.#sentAt.has(tag);
  }

  /** Milliseconds since the sending with that tag; `undefined` where there is none. */
  sinceSending(tag: number, now: Millis): Millis | undefined {
    const sentAt = this.#sentAt.get(tag);
    return sentAt === undefined ? undefined : now - sentAt;
  }

  /** Lets the newest sending count as lost at `at`, if that is sooner. */
  shorten(at: Millis): void {
    this.deadline = Math.min(this.deadline, at);
  }

  /** Gives the newest sending until `wait` after it was sent: a late answer showed that the round trip takes longer. */
  extend(wait: Millis): void {
    const sentAt = this.#sentAt.get(this.#newestTag);
    if (sentAt !== undefined) this.deadline = Math.max(this.deadline, sentAt + wait);
  }
}

import type { Millis, PeerKey } from "./types.ts";

/** So many answers are held back at most; what comes then is not sent at all, like on a link that is full. */
const capacity = 1024;

interface HeldAnswer {
  readonly at: Millis;
  readonly datagram: Uint8Array;
  readonly to: PeerKey;
}

/** Answers that leave late, in the order they are due. */
export class HeldAnswers {
  readonly #held: HeldAnswer[] = [];

  /** How many are held back. */
  get count(): number {
    return this.#held.length;
  }

  /** When the next one is due. */
  get nextDeadline(): Millis | undefined {
    return this.#held[0]?.at;
  }

  /** Holds a datagram back until `at`; those due at the same time keep their order. */
  hold(datagram: Uint8Array, to: PeerKey, at: Millis): void {
    if (this.#held.length === capacity) return;
    const later = this.#held.findIndex((held) => held.at > at);
    this.#held.splice(later === -1 ? this.#held.length : later, 0, { at, datagram, to });
  }

  /** Gives out what is due. */
  release(now: Millis, send: (datagram: Uint8Array, to: PeerKey) => void): void {
    while (this.#held[0] !== undefined && this.#held[0].at <= now) {
      const { datagram, to } = this.#held.shift()!;
      send(datagram, to);
    }
  }

  /** Forgets all of them. */
  clear(): void {
    this.#held.length = 0;
  }
}

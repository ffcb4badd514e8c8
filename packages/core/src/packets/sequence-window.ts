/** What a sequence number is to the window. */
export type SequenceVerdict = "new" | "replayed" | "tooOld" | "tooFarAhead";

/** How many numbers back a packet may come late (IPMI v2.0 §6.12.13 asks for 16; shared network controllers need more). */
const windowSize = 32;

/**
 * The session sequence numbers received: the highest, and a bitmap of the 32 up to it (IPMI v2.0 §6.12.13).
 * `check` only looks; `accept` moves, and is called after the AuthCode was verified: two methods, so that an
 * unauthenticated packet cannot move the window.
 */
export class SequenceWindow {
  readonly #forwardLimit: number;
  #highest: number | undefined;
  /** Bit n is set when `highest - n` was received. */
  #seen = 0;

  /**
   * @param forwardLimit - how far ahead a number may be; `undefined` for no limit, which only a session with an AuthCode
   *   can afford: without one, a single forged number would shut out all that follow
   */
  constructor(forwardLimit?: number) {
    this.#forwardLimit = forwardLimit ?? 0x7fffffff;
  }

  /** The highest number accepted, or `undefined` before the first. */
  get highest(): number | undefined {
    return this.#highest;
  }

  /** What `sequenceNumber` would be; changes nothing. Numbers wrap at 2^32, and 0 is never used in a session. */
  check(sequenceNumber: number): SequenceVerdict {
    if (sequenceNumber === 0) return "tooOld";
    // What a peer counts in the handshake is its own affair, so the first number of a session is free (ipmitool begins at 3).
    if (this.#highest === undefined) return "new";
    const ahead = (sequenceNumber - this.#highest) | 0;
    if (ahead > 0) return ahead > this.#forwardLimit ? "tooFarAhead" : "new";
    const back = -ahead;
    if (back >= windowSize) return "tooOld";
    return (this.#seen >>> back) & 1 ? "replayed" : "new";
  }

  /** Marks `sequenceNumber` as received. Call it only after `check` said `new` and the AuthCode was verified. */
  accept(sequenceNumber: number): void {
    const ahead = this.#highest === undefined ? windowSize : (sequenceNumber - this.#highest) | 0;
    if (ahead <= 0) {
      this.#seen |= 1 << -ahead;
      return;
    }
    this.#seen = ahead >= windowSize ? 1 : (this.#seen << ahead) | 1;
    this.#highest = sequenceNumber;
  }
}

/** The number after `sequenceNumber`: wraps at 2^32 and skips 0 (IPMI v2.0 §6.12.13). */
export function nextSequenceNumber(sequenceNumber: number): number {
  return sequenceNumber >= 0xffffffff ? 1 : sequenceNumber + 1;
}

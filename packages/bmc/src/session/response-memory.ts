import { equalConstantTime } from "@ruipmi/core/wire";
import type { Millis } from "../types.ts";

/**
 * Requests whose answers are kept at once: as many as a remote console may have in flight, and fewer than there are
 * rqSeq numbers, so that a number which comes round again with the same request is a new request.
 */
const capacity = 32;

/** An answer as it was sent, or will be. */
export interface TimedAnswer {
  /** The LAN message. */
  readonly message: Uint8Array;
  /** When it leaves. */
  readonly at: Millis;
}

/** The answers to one request, in the order they were sent. */
export interface RememberedAnswer {
  /** The whole request, as the LAN message had it. */
  readonly request: Uint8Array;
  /** The answers; a repetition does not bring them any earlier. */
  readonly messages: readonly TimedAnswer[];
  /** Of the answer to the request itself. */
  readonly completionCode: number;
}

/** The last answers of one session: a request that comes again is answered with them and not executed again. */
export class ResponseMemory {
  readonly #window: Millis;
  /** In the order of execution, so that as many as `capacity` must be executed before one is forgotten for lack of room. */
  #entries: { readonly answer: RememberedAnswer; at: Millis }[] = [];

  /** @param window - milliseconds for which an answer is kept after it was asked for last */
  constructor(window: Millis) {
    this.#window = window;
  }

  /** How many answers are kept. */
  get size(): number {
    return this.#entries.length;
  }

  /**
   * What was answered to the very same request (rqSeq, network function, command, body) a short while ago. It is kept as
   * long again: consoles that wait longer with each try may go on for half a minute.
   */
  recall(request: Uint8Array, now: Millis): RememberedAnswer | undefined {
    this.#forget(now);
    const found = this.#entries.find(({ answer }) => equalConstantTime(answer.request, request));
    if (found === undefined) return undefined;
    found.at = now;
    return found.answer;
  }

  /** Keeps an answer; the oldest gives way. */
  remember(answer: RememberedAnswer, now: Millis): void {
    if (this.#window === 0) return;
    if (this.#entries.length === capacity) this.#entries.shift();
    this.#entries.push({ answer, at: now });
  }

  #forget(now: Millis): void {
    if (this.#entries.some(({ at }) => at + this.#window <= now))
      this.#entries = this.#entries.filter(({ at }) => at + this.#window > now);
  }
}

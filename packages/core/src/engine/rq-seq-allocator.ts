import { RepetitionGuard } from "./repetition-guard.ts";
import type { Millis } from "./types.ts";

/** rqSeq is six bits (IPMI v2.0 §13.8). */
const rqSeqCount = 64;

interface Slot {
  state: "free" | "inUse" | "resting";
  /** Answers that may still be under way. */
  outstanding: number;
  restUntil: Millis;
}

/**
 * Hands out rqSeq numbers so that a late answer can never be taken for the answer to another request. A number whose
 * requests were not all answered rests until the answers have come or `rest` milliseconds are over. Nor is a number given
 * to the same request again while a managed system might take that for a repetition.
 */
export class RqSeqAllocator {
  readonly #rest: Millis;
  /** One for each number that was ever taken: most sessions end before the first turn is over. */
  readonly #slots: Slot[] = [];
  readonly #guard: RepetitionGuard;
  #next = 0;

  /**
   * @param rest - milliseconds for which a number rests that may still be answered
   * @param repetitionRest - milliseconds after which every managed system has forgotten a request
   */
  constructor(rest: Millis, repetitionRest: Millis) {
    this.#rest = rest;
    this.#guard = new RepetitionGuard(repetitionRest);
  }

  /**
   * Takes the next number that is free for a request; `undefined` when there is none.
   *
   * @param mark - what the request is known by, see `requestMark`
   */
  take(now: Millis, mark: number): number | undefined {
    for (let step = 0; step < rqSeqCount; step++) {
      const rqSeq = (this.#next + step) % rqSeqCount;
      this.#slots[rqSeq] ??= { state: "free", outstanding: 0, restUntil: 0 };
      const slot = this.#slots[rqSeq];
      if (slot.state === "resting" && slot.restUntil <= now) slot.state = "free";
      if (slot.state !== "free" || (this.#guard.mistakenUntil(rqSeq, mark) ?? now) > now) continue;
      this.#guard.sent(rqSeq, mark);
      slot.state = "inUse";
      slot.outstanding = 0;
      this.#next = (rqSeq + 1) % rqSeqCount;
      return rqSeq;
    }
    return undefined;
  }

  /** Notes that a request with this number was sent (again): each sending may draw an answer. */
  sent(rqSeq: number): void {
    this.#slots[rqSeq]!.outstanding += 1;
  }

  /** Notes that an authentic answer to the request that last had this number came, wanted or not. */
  answered(rqSeq: number): void {
    const slot = this.#slots[rqSeq];
    if (slot === undefined) return;
    slot.outstanding = Math.max(0, slot.outstanding - 1);
    if (slot.state === "resting" && slot.outstanding === 0) slot.state = "free";
  }

  /**
   * Gives a number back: free where every sending was answered, resting otherwise.
   *
   * @param answered - whether the request itself was answered: what came besides it, such as an acknowledgement, may not
   *   have been the last
   */
  release(rqSeq: number, now: Millis, answered: boolean): void {
    const slot = this.#slots[rqSeq]!;
    slot.state = answered && slot.outstanding === 0 ? "free" : "resting";
    slot.restUntil = now + this.#rest;
    this.#guard.settled(rqSeq, answered, now);
  }

  /** When the first number is free for a request; `undefined` when one is now, or all are in use. */
  freeAt(now: Millis, mark: number): Millis | undefined {
    if (this.#slots.length < rqSeqCount) return undefined;
    let earliest: Millis | undefined;
    for (const [rqSeq, slot] of this.#slots.entries()) {
      if (slot.state === "inUse") continue;
      const rested = slot.state === "resting" ? slot.restUntil : now;
      const at = Math.max(rested, this.#guard.mistakenUntil(rqSeq, mark) ?? rested);
      if (at <= now) return undefined;
      if (earliest === undefined || at < earliest) earliest = at;
    }
    return earliest;
  }

  /** How many numbers rest. */
  resting(now: Millis): number {
    return this.#slots.filter((slot) => slot.state === "resting" && slot.restUntil > now).length;
  }
}

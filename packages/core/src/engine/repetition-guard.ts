import type { CommandRequest, Millis } from "./types.ts";

/**
 * Managed systems answer a repetition from memory, and know it by its rqSeq and its bytes (IPMI v2.0 table 5-2, CFh): so
 * many requests that were executed later make them forget one. There are 64 numbers: while most are free and few requests are
 * in flight at a time, none is held back.
 */
const forgottenAfter = 32;

/** More are not watched, which only happens where most are lost; at most half of them can be in flight. */
const mostWatched = 128;

interface Watched {
  readonly rqSeq: number;
  readonly mark: number;
  /** How many requests were sent before it. */
  readonly order: number;
  /** How many were, when it was settled, and when that was; `undefined` while it is in flight. */
  settled: { readonly order: number; readonly at: Millis } | undefined;
  /** How many were answered that were sent after it was settled. */
  followers: number;
}

/**
 * Knows which requests a managed system may take for the repetition of an earlier one: the same with the same rqSeq, a
 * short while after. It would answer them with the old answer, and not execute them.
 */
export class RepetitionGuard {
  readonly #rest: Millis;
  #watched: Watched[] = [];
  #order = 0;

  /** @param rest - milliseconds after which every managed system has forgotten a request */
  constructor(rest: Millis) {
    this.#rest = rest;
  }

  /** Notes that a request was sent for the first time. */
  sent(rqSeq: number, mark: number): void {
    if (this.#watched.length === mostWatched) {
      this.#watched.splice(
        this.#watched.findIndex((each) => each.settled !== undefined),
        1,
      );
    }
    this.#watched.push({ rqSeq, mark, order: this.#order++, settled: undefined, followers: 0 });
  }

  /** Notes that the request with this number was settled; if it was answered, it was executed. */
  settled(rqSeq: number, answered: boolean, now: Millis): void {
    const settled = this.#watched.find((each) => each.rqSeq === rqSeq && each.settled === undefined)!;
    settled.settled = { order: this.#order, at: now };
    if (!answered) return;
    for (const each of this.#watched) {
      if (each.settled !== undefined && settled.order >= each.settled.order) each.followers += 1;
    }
    this.#watched = this.#watched.filter(({ followers }) => followers < forgottenAfter);
  }

  /** Until when a request with this number would be taken for a repetition; `undefined` where it would not. */
  mistakenUntil(rqSeq: number, mark: number): Millis | undefined {
    let until: Millis | undefined;
    for (const each of this.#watched) {
      if (each.rqSeq !== rqSeq || each.mark !== mark || each.settled === undefined) continue;
      until = each.settled.at + this.#rest;
    }
    return until;
  }
}

/** A number that is the same for the same request, and mostly another for another: no byte of it is kept. */
export function requestMark({ netFn, cmd, lun = 0, bridge, data }: Omit<CommandRequest, "type" | "retry">): number {
  let mark = (netFn << 16) | (cmd << 8) | lun;
  if (bridge !== undefined) {
    const { targetAddress, targetChannel = 0, targetLun = 0, transitAddress = 0, transitChannel = 0 } = bridge;
    for (const each of [targetAddress, targetChannel, targetLun, transitAddress, transitChannel]) {
      mark = Math.imul(mark ^ each, 0x0100_0193);
    }
  }
  for (const byte of data) mark = Math.imul(mark ^ byte, 0x0100_0193); // FNV-1a
  return mark;
}

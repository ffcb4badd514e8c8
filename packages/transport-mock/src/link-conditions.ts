import type { Millis } from "@ruipmi/core";
import type { SeededRandom } from "./seeded-random.ts";

/** What a link does to the datagrams that cross it, each on its own. Plain data. */
export interface LinkConditions {
  /** Milliseconds a datagram takes. */
  readonly delay: Millis;
  /** It takes up to so many milliseconds more, at random: enough of that reorders too. */
  readonly jitter: Millis;
  /** The share that is lost, 0 to 1. */
  readonly loss: number;
  /** The share that arrives twice, 0 to 1. */
  readonly duplicate: number;
  /** The share that is held back for {@link reorderDelay}, 0 to 1. */
  readonly reorder: number;
  /** Milliseconds that a datagram is held back for others to overtake it. */
  readonly reorderDelay: Millis;
  /** The share that arrives with one to three bits flipped, 0 to 1. */
  readonly corrupt: number;
  /** The share that arrives without its end, 0 to 1. */
  readonly truncate: number;
}

/** Half a millisecond each way, and nothing goes wrong. */
export const goodLink: LinkConditions = {
  delay: 0.5,
  jitter: 0,
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorderDelay: 50,
  corrupt: 0,
  truncate: 0,
};

/** One arrival of a datagram. */
export interface Arrival {
  /** Milliseconds after it was sent. */
  readonly delay: Millis;
  /** As it arrives. */
  readonly datagram: Uint8Array;
}

/** What becomes of one datagram: none, one or two arrivals. */
export function crossLink(datagram: Uint8Array, conditions: LinkConditions, random: SeededRandom): Arrival[] {
  if (random.chance(conditions.loss)) return [];
  const arrivals = [arrive(datagram, conditions, random)];
  if (random.chance(conditions.duplicate)) arrivals.push(arrive(datagram, conditions, random));
  return arrivals;
}

function arrive(datagram: Uint8Array, conditions: LinkConditions, random: SeededRandom): Arrival {
  const { jitter, reorder, reorderDelay, corrupt, truncate } = conditions;
  let delay = conditions.delay + (jitter > 0 ? jitter * random.fraction() : 0);
  if (random.chance(reorder)) delay += reorderDelay;
  let arriving = datagram.slice();
  if (random.chance(truncate)) arriving = arriving.slice(0, random.below(arriving.length));
  if (random.chance(corrupt)) flipBits(arriving, random);
  return { delay, datagram: arriving };
}

function flipBits(datagram: Uint8Array, random: SeededRandom): void {
  if (datagram.length === 0) return;
  for (let flips = 1 + random.below(3); flips > 0; flips--) {
    const at = random.below(datagram.length);
    datagram[at] = datagram[at]! ^ (1 << random.below(8));
  }
}

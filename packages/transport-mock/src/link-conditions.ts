import type { Millis } from "@ruipmi/core";
import type { SeededRandom } from "./seeded-random.ts";

/** What a link does to the datagrams that cross it. Plain data. */
export interface LinkConditions {
  /** Milliseconds a datagram takes. */
  readonly delay: Millis;
  /** It takes up to so many milliseconds more, at random: enough of that reorders too. */
  readonly jitter: Millis;
  /** The share that is lost, 0 to 1. */
  readonly loss: number;
  /**
   * How many datagrams in a row are lost on average, 1 or more; each on its own at 1. The share of {@link loss} stays
   * (Gilbert's two-state channel), as long as it is below 1.
   */
  readonly lossBurst: number;
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
  lossBurst: 1,
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

/** One direction of a network: all that it remembers is whether it is losing everything just now. */
export class Link {
  #isLosing = false;

  /** What becomes of one datagram: none, one or two arrivals. */
  cross(datagram: Uint8Array, conditions: LinkConditions, random: SeededRandom): Arrival[] {
    if (this.#loses(conditions, random)) return [];
    const arrivals = [arrive(datagram, conditions, random)];
    if (random.chance(conditions.duplicate)) arrivals.push(arrive(datagram, conditions, random));
    return arrivals;
  }

  #loses({ loss, lossBurst }: LinkConditions, random: SeededRandom): boolean {
    if (lossBurst <= 1 || loss >= 1 || loss <= 0) {
      this.#isLosing = false;
      return random.chance(loss);
    }
    // Left with 1/burst, entered so often that the share of datagrams inside is `loss`.
    const change = this.#isLosing ? 1 / lossBurst : loss / (lossBurst * (1 - loss));
    if (random.chance(change)) this.#isLosing = !this.#isLosing;
    return this.#isLosing;
  }
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

import type { RandomPurpose } from "../../src/engine/config.ts";

/**
 * Random bytes that are a function of who draws, what for and how often before: the count is the whole state of the source,
 * so it stands in the digest, and equal states draw alike. Jitter is 0, so that times are whole numbers.
 */
export class CountedRandom {
  readonly #side: number;
  readonly drawn: Record<RandomPurpose, number> = { sessionId: 0, randomNumber: 0, iv: 0, jitter: 0 };

  /** @param side - tells the two ends apart */
  constructor(side: number) {
    this.#side = side;
  }

  readonly draw = (length: number, purpose: RandomPurpose): Uint8Array => {
    if (purpose === "jitter") return new Uint8Array(length);
    const count = ++this.drawn[purpose];
    // Beginnings differ in every draw; what follows only has to look busy.
    return Uint8Array.from(
      { length },
      (_, at) => [this.#side, purpose.length, count, 0x5a][at] ?? (at * 7 + count) & 0xff,
    );
  };
}

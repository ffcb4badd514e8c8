/** Each bin is 1 % wider than the one before: a percentile is right to 0.5 %. */
const growth = 1.01;
const logGrowth = Math.log(growth);

/** Durations, counted in bins of a logarithmic scale: of any number of them, the memory of some two thousand numbers. */
export class DurationHistogram {
  readonly #bins = new Map<number, number>();
  #count = 0;

  /** How many were added. */
  get count(): number {
    return this.#count;
  }

  /** Adds a duration in nanoseconds; one below 1 counts as 1. */
  add(nanoseconds: bigint): void {
    const bin = Math.round(Math.log(Math.max(1, Number(nanoseconds))) / logGrowth);
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + 1);
    this.#count += 1;
  }

  /**
   * The duration that a fraction of all is not above, in nanoseconds; `undefined` where there are none.
   *
   * @param fraction - above 0, up to 1: 0.5 for the median
   */
  percentile(fraction: number): number | undefined {
    const rank = Math.ceil(fraction * this.#count);
    let seen = 0;
    for (const [bin, count] of [...this.#bins].sort(([one], [other]) => one - other)) {
      seen += count;
      if (seen >= rank) return growth ** bin;
    }
    return undefined;
  }
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DurationHistogram } from "../../src/statistics/duration-histogram.ts";

describe("DurationHistogram", () => {
  it("has no percentile of nothing", () => {
    expect(new DurationHistogram().percentile(0.5)).toBeUndefined();
  });

  it("gives every percentile right to 0.5 %", () => {
    const durations = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(durations, fc.constantFrom(0.01, 0.5, 0.9, 0.99, 1), (values, fraction) => {
        const histogram = new DurationHistogram();
        for (const value of values) histogram.add(value);
        const sorted = values.map(Number).sort((one, other) => one - other);
        const exact = sorted[Math.ceil(fraction * sorted.length) - 1]!;
        expect(histogram.count).toBe(values.length);
        expect(Math.abs(histogram.percentile(fraction)! / exact - 1)).toBeLessThan(0.005_01);
      }),
    );
  });

  it("takes durations of nothing, and below, as 1 ns", () => {
    const histogram = new DurationHistogram();
    histogram.add(0n);
    histogram.add(-5n);
    expect(histogram.percentile(1)).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { fixed } from "../../src/output/fixed.ts";

describe("a number with so many digits, as C prints it", () => {
  it.each([
    [12.1, 3, "12.100"],
    [-7, 3, "-7.000"],
    [0, 2, "0.00"],
    [-0, 2, "-0.00"],
    // A tie goes to the even digit; JavaScript's toFixed takes the larger.
    [0.125, 2, "0.12"],
    [0.375, 2, "0.38"],
    [2.5, 0, "2"],
    [3.5, 0, "4"],
    [-0.125, 2, "-0.12"],
    // No tie: the double is a little below and above what was written.
    [3.305, 2, "3.31"],
    [1.005, 2, "1.00"],
    [1e21, 1, "1000000000000000000000.0"],
    [Number.POSITIVE_INFINITY, 3, "inf"],
    [Number.NEGATIVE_INFINITY, 3, "-inf"],
    [Number.NaN, 3, "nan"],
  ])("%d with %i is %s", (value, digits, text) => {
    expect(fixed(value, digits)).toBe(text);
  });
});

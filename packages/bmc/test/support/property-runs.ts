import type { Parameters } from "fast-check";

/**
 * How a property is run: `RUIPMI_SEED` takes the place of a random seed and `RUIPMI_RUNS` multiplies the runs, as for the
 * laws of core. Where a property fails, fast-check prints the seed, the path and the smallest example.
 *
 * @param numRuns - in an ordinary test run
 */
export function propertyRuns<T>(numRuns: number): Parameters<T> {
  const { RUIPMI_SEED, RUIPMI_RUNS } = process.env;
  return {
    numRuns: Math.max(1, Math.round(numRuns * Number(RUIPMI_RUNS ?? 1))),
    ...(RUIPMI_SEED === undefined ? {} : { seed: Number(RUIPMI_SEED) }),
  };
}

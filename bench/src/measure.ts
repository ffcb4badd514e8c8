import { performance } from "node:perf_hooks";

/** Two ways to do the same, set against each other. */
export interface Comparison {
  /** What the result is called, for example `seal-open/suite17`. */
  readonly name: string;
  /** How many operations one side of a round has: few, so that both sides meet the same moods of the machine. */
  readonly operations: number;
  /** Makes ready for one round, outside the measured time. */
  prepare(): void;
  /** Does the round's operations our way. */
  ours(): void;
  /** Does the same the other way. */
  theirs(): void;
}

/** What came out: microseconds for one operation and, of the rounds' ratios ours / theirs, the 50th, 10th and 90th percentile. */
export interface Measurement {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** The share of the time that goes before the first round that counts, so that what is measured is compiled. */
const warmUpShare = 0.25;

/** Runs both sides by turns, in short rounds, for about `seconds`. */
export function measure(comparison: Comparison, seconds: number): Measurement {
  const started = performance.now();
  const end = started + seconds * 1000;
  const countFrom = started + seconds * 1000 * warmUpShare;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; performance.now() < end || ours.length === 0; round++) {
    comparison.prepare();
    const counts = performance.now() >= countFrom;
    // Who goes first changes from round to round: going second, with warm caches, is no merit.
    const oursFirst = round % 2 === 0;
    const first = time(oursFirst ? comparison.ours : comparison.theirs);
    const second = time(oursFirst ? comparison.theirs : comparison.ours);
    if (!counts) continue;
    ours.push(oursFirst ? first : second);
    theirs.push(oursFirst ? second : first);
  }
  const ratios = ours.map((elapsed, index) => elapsed / theirs[index]!).sort(ascending);
  const microseconds = (elapsed: number[]): number =>
    (percentile(elapsed.sort(ascending), 50) * 1000) / comparison.operations;
  return {
    name: comparison.name,
    ours: microseconds(ours),
    theirs: microseconds(theirs),
    ratio: percentile(ratios, 50),
    low: percentile(ratios, 10),
    high: percentile(ratios, 90),
    rounds: ratios.length,
  };
}

function time(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.round(((sorted.length - 1) * percent) / 100)]!;
}

function ascending(a: number, b: number): number {
  return a - b;
}

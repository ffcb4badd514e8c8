import { type Breach, Campaign } from "./campaign.ts";
import type { CasePath } from "./case-path.ts";
import { type FuzzInput, type WrittenInput, writeInput } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { minimise, problemOf } from "./minimise.ts";

/** A broken promise, as it is reported. */
export interface Finding {
  readonly target: string;
  readonly seed: number;
  readonly path: CasePath;
  /** The error's text and place. */
  readonly problem: string;
  readonly error: unknown;
  /** The smallest input that breaks it: ready for a file of `fuzz/test/findings`. */
  readonly input: WrittenInput;
}

/** What came of one target. */
export interface TargetResult {
  readonly target: string;
  readonly executed: number;
  /** How many kinds of outcomes there were. */
  readonly outcomes: number;
  readonly seconds: number;
  readonly findings: readonly Finding[];
}

/** When a target has had enough. */
export interface Limits {
  /** Real seconds. */
  readonly seconds: number;
  readonly cases: number;
}

/** What is told while it runs. */
export interface Progress {
  /** Before each case. */
  begin(target: FuzzTarget, path: CasePath): void;
  /** After each finding. */
  found(finding: Finding): void;
}

/** More problems of one target are not looked into. */
const mostFindings = 20;

/** Runs case after case of one target until a limit is reached. */
export async function fuzzTarget(
  target: FuzzTarget,
  seed: number,
  limits: Limits,
  clock: () => number,
  progress: Progress,
): Promise<TargetResult> {
  const campaign = new Campaign(target, seed);
  const findings = new Map<string, Finding>();
  target.seeds();
  const begun = clock();
  const isOver = (): boolean =>
    campaign.executed >= limits.cases || findings.size >= mostFindings || clock() - begun >= limits.seconds;
  while (!isOver()) {
    const breach = await campaign.next((path) => progress.begin(target, path));
    if (breach === undefined || findings.has(problemOf(breach.error))) continue;
    const finding = await findingOf(target, seed, breach, clock);
    findings.set(finding.problem, finding);
    progress.found(finding);
  }
  const { executed, outcomes } = campaign;
  return { target: target.name, executed, outcomes, seconds: clock() - begun, findings: [...findings.values()] };
}

/** Runs one input alone; gives what it breaks. */
export async function runAlone(
  target: FuzzTarget,
  seed: number,
  path: CasePath,
  input: FuzzInput,
  clock: () => number,
): Promise<Finding | undefined> {
  try {
    await target.run(input);
    return undefined;
  } catch (error) {
    return await findingOf(target, seed, { path, input, error }, clock);
  }
}

async function findingOf(
  target: FuzzTarget,
  seed: number,
  { path, input, error }: Breach,
  clock: () => number,
): Promise<Finding> {
  const small = await minimise(target, input, error, clock);
  return { target: target.name, seed, path, problem: problemOf(error), error, input: writeInput(target.name, small) };
}

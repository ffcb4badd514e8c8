import { type CasePath, inputAfter, longestPath, randomOf } from "./case-path.ts";
import type { FuzzInput } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-target.ts";

/** A promise that an input broke. */
export interface Breach {
  readonly path: CasePath;
  readonly input: FuzzInput;
  readonly error: unknown;
}

interface Kept {
  readonly path: CasePath;
  readonly input: FuzzInput;
}

/** So many inputs with outcomes of their own are kept to be changed further, and so many outcomes are told apart. */
const mostKept = 1000;
const mostOutcomes = 100_000;

/** All cases of one target under one seed, one after the other. */
export class Campaign {
  readonly target: FuzzTarget;
  readonly seed: number;
  /** Cases that were run. */
  executed = 0;
  readonly #kept: Kept[] = [];
  readonly #outcomes = new Set<string>();

  constructor(target: FuzzTarget, seed: number) {
    this.target = target;
    this.seed = seed;
  }

  /** How many kinds of outcomes there were. */
  get outcomes(): number {
    return this.#outcomes.size;
  }

  /** Runs the next case; gives what it broke, if anything. `begin` is told which it is before it is run. */
  async next(begin: (path: CasePath) => void = () => {}): Promise<Breach | undefined> {
    const number = this.executed;
    const base = this.#baseOf(number);
    const path = [...(base?.path ?? []), number];
    const input = inputAfter(this.target, this.seed, number, base?.input);
    begin(path);
    this.executed += 1;
    try {
      const outcome = this.target.run(input);
      this.#learn(path, input, typeof outcome === "string" ? outcome : await outcome);
      return undefined;
    } catch (error) {
      return { path, input, error };
    }
  }

  /** Half of the cases change what had an outcome of its own. */
  #baseOf(number: number): Kept | undefined {
    const random = randomOf(this.target, this.seed, number, 1);
    const descends = this.#kept.length > 0 && random.chance(0.5);
    return descends ? this.#kept[random.below(this.#kept.length)] : undefined;
  }

  #learn(path: CasePath, input: FuzzInput, outcome: string): void {
    if (this.#outcomes.has(outcome) || this.#outcomes.size >= mostOutcomes) return;
    this.#outcomes.add(outcome);
    if (path.length >= longestPath) return;
    if (this.#kept.length < mostKept) this.#kept.push({ path, input });
    else this.#kept[this.executed % mostKept] = { path, input };
  }
}

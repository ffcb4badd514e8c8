import { SeededRandom } from "@ruipmi/transport-mock";
import type { FuzzInput } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { mutateInput } from "./mutate-input.ts";

/**
 * How an input came to be: the numbers of the cases that it was made of, oldest first. Each is a change to what came before
 * it, the first one to some real input. The seed of the run and a path make the input again, whatever else was run.
 */
export type CasePath = readonly number[];

/** So many of the cases that begin a line are a real input without a change. */
const asItIs = 1 / 16;

/** Longer lines of descent are not begun. */
export const longestPath = 40;

/** The input of a path. */
export function inputOf(target: FuzzTarget, seed: number, path: CasePath): FuzzInput {
  let input: FuzzInput | undefined;
  for (const number of path) input = inputAfter(target, seed, number, input);
  if (input === undefined) throw new Error("a case has at least one number");
  return input;
}

/** The input of a path of which all but the last number have made `base`; `undefined` where there is no other. */
export function inputAfter(target: FuzzTarget, seed: number, number: number, base: FuzzInput | undefined): FuzzInput {
  const seeds = target.seeds();
  const random = randomOf(target, seed, number);
  const [some, partner] = [seeds[random.below(seeds.length)]!, seeds[random.below(seeds.length)]!];
  if (base === undefined && random.chance(asItIs)) return some;
  return mutateInput(target, base ?? some, partner, random);
}

/** `12.409.7731` */
export function pathText(path: CasePath): string {
  return path.join(".");
}

export function readPath(text: string): CasePath {
  if (!/^\d{1,15}(\.\d{1,15})*$/.test(text)) throw new Error(`a case is numbers with points between, not ${text}`);
  return text.split(".").map(Number);
}

/** The chance of one case: of its target, the seed and its number alone. `purpose` tells several streams of one case apart. */
export function randomOf({ name }: FuzzTarget, seed: number, number: number, purpose = 0): SeededRandom {
  let hash = 0x811c_9dc5;
  for (const letter of `${name}/${seed}/${number}/${purpose}`)
    hash = Math.imul(hash ^ letter.charCodeAt(0), 0x0100_0193);
  return new SeededRandom(hash);
}

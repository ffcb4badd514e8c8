import { parseArgs } from "node:util";
import { type CasePath, readPath } from "./case-path.ts";

/** What the command line asks for. */
export interface Options {
  /** Real seconds for all targets together. */
  readonly seconds: number;
  readonly seed: number;
  /** The targets' names; all when empty. */
  readonly targets: readonly string[];
  /** At most so many cases a target. */
  readonly cases: number;
  /** One case alone. */
  readonly path: CasePath | undefined;
  /** An input of `fuzz/test/findings`, alone. */
  readonly input: string | undefined;
  /** So many packets into every scenario of memory; `undefined` for decoding. */
  readonly memory: number | undefined;
  readonly list: boolean;
}

export const usage = `pnpm fuzz [--seconds N] [--seed N] [--target NAME,…] [--cases N] [--case PATH] [--input FILE] [--memory [N]] [--list]
  --seconds N      so many seconds for all targets together; 60
  --seed N         decides which cases; 1 when left out
  --target NAME,…  these targets; all when left out (--list names them)
  --cases N        at most so many cases a target
  --case PATH      one case alone, as a finding names it: --target NAME --seed N --case 12.409
  --input FILE     one kept input alone, a file of fuzz/test/findings
  --memory N       no decoding: N packets into each engine in each phase, and what its memory grew by; 1000000
  --list           the targets, and what they run
The last line of the output is one JSON document. Exit code 1 where a promise was broken.`;

/** Reads the command line; throws an `Error` for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: withMemoryNumber(args.filter((argument, index) => argument !== "--" || index > 0)),
    options: {
      seconds: text,
      seed: text,
      target: text,
      cases: text,
      case: text,
      input: text,
      memory: text,
      list: { type: "boolean" },
    },
  });
  const whole = (name: string, given: string | undefined, otherwise: number): number => {
    if (given === undefined) return otherwise;
    if (/^\d{1,15}$/.test(given)) return Number(given);
    throw new Error(`--${name} is a whole number, not ${given}`);
  };
  const seconds = values.seconds === undefined && values.cases !== undefined ? Number.POSITIVE_INFINITY : 60;
  const targets = values.target?.split(",") ?? [];
  if (values.case !== undefined && targets.length !== 1) throw new Error("--case needs the one --target it is of");
  return {
    seconds: whole("seconds", values.seconds, seconds),
    seed: whole("seed", values.seed, 1),
    targets,
    cases: whole("cases", values.cases, Number.POSITIVE_INFINITY),
    path: values.case === undefined ? undefined : readPath(values.case),
    input: values.input,
    memory: values.memory === undefined ? undefined : whole("memory", values.memory, 0),
    list: values.list === true,
  };
}

/** `--memory` alone stands for a million. */
function withMemoryNumber(args: readonly string[]): string[] {
  return args.flatMap((argument, index) => {
    const isAlone = argument === "--memory" && !/^\d+$/.test(args[index + 1] ?? "");
    return isAlone ? [argument, "1000000"] : [argument];
  });
}

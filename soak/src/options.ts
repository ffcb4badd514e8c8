import { parseArgs } from "node:util";
import { type CipherSuiteId, cipherSuite } from "@ruipmi/core/wire";

/** What the command line asks for. */
export interface Options {
  /** Decides everything: the same seed and options give the same lives. */
  readonly seed: number;
  /** The number of the first life: with `lives` 1 it is that one alone, as it was among the others. */
  readonly first: number;
  /** How many lives. */
  readonly lives: number;
  /** The share of datagrams that is lost, 0 to 1. */
  readonly loss: number;
  /** The share that arrives twice, 0 to 1. */
  readonly duplicate: number;
  /** The share that others overtake, 0 to 1. */
  readonly reorder: number;
  /** The share that arrives with flipped bits, 0 to 1. */
  readonly corrupt: number;
  /** The suites, one after the other. */
  readonly suites: readonly CipherSuiteId[];
  /** No life begins after so many real seconds. */
  readonly seconds: number;
  /** Where the last life's trace goes as pcap; `undefined` for nowhere. */
  readonly pcap: string | undefined;
}

/** The command line that lives one life again, alone and as it was among the others. */
export function againAlone(options: Options, life: number): string {
  const { seed, loss, duplicate, reorder, corrupt, suites } = options;
  const given = { seed, first: life, lives: 1, loss, duplicate, reorder, corrupt };
  const words = Object.entries(given).map(([name, value]) => `--${name} ${value}`);
  return ["pnpm soak", ...words, `--suites ${suites.join(",")}`].join(" ");
}

export const usage = `pnpm soak [--seed N] [--lives N] [--loss X] [--duplicate X] [--reorder X] [--corrupt X]
          [--suites LIST] [--seconds N] [--first N] [--pcap FILE]
  --seed N       decides everything; 1 when left out
  --lives N      so many lives: open, work, lose the session, open again, close; 300, or with --seconds no limit
  --loss X       the share of datagrams that is lost, 0 to 1; 0.2 (so are the next three shares)
  --duplicate X  the share that arrives twice; 0.2
  --reorder X    the share that others overtake; 0.2
  --corrupt X    the share that arrives with flipped bits; 0.05 (0 in half the lives without integrity: see docs/network.md)
  --suites LIST  cipher suites, for example 3,17; all of 0 to 19
  --seconds N    no life begins after so many seconds; no limit
  --first N      the first life's number; 0. A failing life alone: --first N --lives 1
  --pcap FILE    writes what the last life sent, and what was forged in it, as a pcap file
The last line of the output is one JSON document: the promises, and what happened. Exit code 1 where one was broken.`;

/** Reads the command line; throws an `Error` for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: args.filter((argument, index) => argument !== "--" || index > 0), // pnpm passes its own on
    options: {
      seed: text,
      first: text,
      lives: text,
      loss: text,
      duplicate: text,
      reorder: text,
      corrupt: text,
      suites: text,
      seconds: text,
      pcap: text,
    },
  });
  const whole = (name: string, given: string | undefined, otherwise: number, low: number): number => {
    const value = given === undefined ? otherwise : Number(given);
    if (given === undefined || (given !== "" && Number.isSafeInteger(value) && value >= low)) return value;
    throw new Error(`--${name} is a whole number from ${low} on, not ${given}`);
  };
  const share = (name: string, given: string | undefined, otherwise: number): number => {
    const value = given === undefined || given === "" ? Number(given ?? otherwise) : Number(given);
    if (given !== "" && value >= 0 && value <= 1) return value;
    throw new Error(`--${name} is a share from 0 to 1, not ${given}`);
  };
  return {
    seed: whole("seed", values.seed, 1, 0),
    first: whole("first", values.first, 0, 0),
    lives: whole("lives", values.lives, values.seconds === undefined ? 300 : Number.MAX_SAFE_INTEGER, 1),
    loss: share("loss", values.loss, 0.2),
    duplicate: share("duplicate", values.duplicate, 0.2),
    reorder: share("reorder", values.reorder, 0.2),
    corrupt: share("corrupt", values.corrupt, 0.05),
    suites: readSuites(values.suites),
    seconds: whole("seconds", values.seconds, Number.POSITIVE_INFINITY, 1),
    pcap: values.pcap,
  };
}

function readSuites(given: string | undefined): readonly CipherSuiteId[] {
  const ids = given === undefined ? Array.from({ length: 20 }, (_, id) => id) : given.split(",").map(suiteId);
  return ids.map((id) => {
    const suite = cipherSuite(id);
    if (suite === undefined) throw new Error(`--suites is a list of cipher suites, 0 to 19, not ${given}`);
    return suite.id;
  });
}

function suiteId(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  /** One JSON document a line instead of the table. */
  readonly json: boolean;
  /** About how many seconds all comparisons may take together. */
  readonly seconds: number;
  /** The names to compare, or their beginnings; all when empty. */
  readonly only: readonly string[];
}

export const usage = `pnpm bench [--json] [--seconds N] [--only NAME]…
  --json       one JSON document a line: name, ratio, low, high
  --seconds N  the time for all comparisons together, 1 to 3600; 60 when left out
  --only NAME  just this one, or all whose names begin so (seal-open, handshake/suite17); repeatable`;

/** Reads the command line; throws an `Error` for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: args.filter((argument, index) => argument !== "--" || index > 0), // pnpm passes its own on
    options: {
      json: { type: "boolean", default: false },
      seconds: { type: "string", default: "60" },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds >= 1 && seconds <= 3600)) throw new Error(`--seconds is 1 to 3600, not ${values.seconds}`);
  return { json: values.json, seconds, only: values.only };
}

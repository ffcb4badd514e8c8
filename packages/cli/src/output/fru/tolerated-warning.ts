import type { Tolerated } from "@ruipmi/commands";
import type { TextSink } from "../../io.ts";
import { warnOfTolerated } from "../tolerated-text.ts";

/** Warns, a line each, of what was wrong with a FRU and read all the same. */
export function warnOfFru(
  what: string,
  tolerated: readonly Tolerated[],
  problem: string | undefined,
  stderr: TextSink,
): void {
  warnOfTolerated(
    tolerated.map((each) => ({ ...each, field: `${what}: ${each.field} (byte ${each.offset})` })),
    stderr,
  );
  if (problem !== undefined) stderr.write(`ruipmi: warning: ${what}: ${problem}\n`);
}

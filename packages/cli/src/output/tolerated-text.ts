import type { Tolerated } from "@ruipmi/commands";
import type { TextSink } from "../io.ts";

/** Says, in a line each, what was wrong in the managed system's bytes and read all the same. */
export function warnOfTolerated(tolerated: readonly Tolerated[], stderr: TextSink): void {
  for (const { field, problem } of tolerated) stderr.write(`ruipmi: warning: ${field}: ${problem}\n`);
}

import { errorLine, exitCodeOf } from "../../errors.ts";
import type { Io } from "../../io.ts";
import { splitLine } from "../../options/split-line.ts";
import { tokenize } from "../../options/tokenize.ts";
import type { CommandContext } from "../cli-command.ts";
import type { SharedSession } from "../shared-session.ts";

/** Runs one line of text, and returns its exit code; `undefined` where there is nothing on it. Never throws. */
export async function runTextLine(
  text: string,
  context: CommandContext,
  shared: SharedSession,
  io: Io,
): Promise<number | undefined> {
  try {
    const { words, given } = tokenize(splitLine(text));
    if (words.length === 0 && given.size === 0) return undefined;
    return await context.runLine({ words, given: shared.withLine(given), io, shared });
  } catch (error) {
    io.stderr.write(errorLine(error, shared.given.has("json")));
    return exitCodeOf(error);
  }
}

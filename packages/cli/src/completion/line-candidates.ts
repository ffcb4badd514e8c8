import type { CliCommand } from "../commands/cli-command.ts";
import { completionTable } from "./completion-table.ts";

/** The words that may stand at the end of a line of the shell, and what of the line they replace. */
export function lineCandidates(
  commands: readonly CliCommand[],
  line: string,
): readonly [candidates: readonly string[], replaced: string] {
  const { rows, options } = completionTable(commands);
  const typed = line.trimStart().split(/\s+/);
  const last = typed.pop() ?? "";
  const words = typed.filter((word) => !word.startsWith("-"));
  const row = rows.find(({ after, anyArguments }) => {
    return words.slice(0, words.length - anyArguments).join(" ") === after && anyArguments <= words.length;
  });
  const candidates = last.startsWith("-") ? options : [...(row?.words ?? []), ...(words.length === 0 ? ["quit"] : [])];
  return [candidates.map(quoted).filter((candidate) => candidate.startsWith(last)), last];
}

/** A word with a blank in it, as the shell reads it. */
function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

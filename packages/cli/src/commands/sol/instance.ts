import { UsageError } from "../../errors.ts";
import { parseWhole, quote } from "../../options/values.ts";

/** How the arguments of {@link parseInstance} look. */
export const instanceUsage = "[instance=NUMBER]";

/** Lines for the help of commands with an instance. */
export const instanceDetails: readonly string[] = [
  "NUMBER is 1 to 15: which of the machine's consoles; 1 when left out.",
];

/** The instance among arguments; the other words, where there may be any, are left. */
export function parseInstance(
  command: string,
  args: readonly string[],
  others: readonly string[] = [],
): { readonly instance: number; readonly words: readonly string[] } {
  let instance = 1;
  const words: string[] = [];
  for (const word of args) {
    if (word.startsWith("instance=")) instance = parseWhole("the instance", word.slice("instance=".length), 1, 15);
    else if (others.includes(word)) words.push(word);
    else throw new UsageError(`${command} takes ${[...others, "instance=NUMBER"].join(", ")}, not ${quote(word)}`);
  }
  return { instance, words };
}

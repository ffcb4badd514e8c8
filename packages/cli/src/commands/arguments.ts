import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { quote } from "../options/values.ts";

/** Refuses arguments after a command that takes none. */
export function requireNoArguments(command: string, args: readonly string[]): void {
  if (args.length === 0) return;
  throw new UsageError(`${command} takes no arguments, and ${quote(args[0]!)} is one too many`);
}

/** The single argument of a command, one of a few words. */
export function requireWord<Word extends string>(
  command: string,
  args: readonly string[],
  words: readonly Word[],
): Word {
  const [given, surplus] = args;
  if (given === undefined) throw new UsageError(`${command} needs one of: ${words.join(", ")}`);
  if (surplus !== undefined)
    throw new UsageError(`${command} takes one argument, and ${quote(surplus)} is one too many`);
  const word = words.find((candidate) => candidate === given);
  if (word !== undefined) return word;
  throw new UsageError(`${command} takes ${words.join(", ")}, not ${quote(given)}${didYouMean(given, words)}`);
}

/** The one argument that a command may have, one of a few words. */
export function optionalWord<Word extends string>(
  command: string,
  args: readonly string[],
  words: readonly Word[],
): Word | undefined {
  return args.length === 0 ? undefined : requireWord(command, args, words);
}

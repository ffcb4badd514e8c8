import { UsageError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { quote } from "../options/values.ts";
import { withoutAliases, wordAliases } from "./aliases.ts";
import type { CliCommand } from "./cli-command.ts";
import { commandTable } from "./index.ts";

/** A command, and the words after its name. */
export interface FoundCommand {
  /** The command. */
  readonly command: CliCommand;
  /** Its arguments. */
  readonly args: readonly string[];
}

/** The command that words begin with, the longest name first. Throws `UsageError` with the nearest right words. */
export function findCommand(words: readonly string[]): FoundCommand {
  const plain = withoutAliases(words);
  const found = longestFirst.find(({ name }) => name.split(" ").every((word, index) => plain[index] === word));
  if (found === undefined) throw new UsageError(unknownCommand(plain));
  return { command: found, args: plain.slice(found.name.split(" ").length) };
}

/** The commands of a group: all whose name begins with these words and goes on. */
export function commandsBelow(words: readonly string[]): readonly CliCommand[] {
  const beginning = `${words.join(" ")} `;
  return commandTable.filter(({ name }) => name.startsWith(beginning));
}

const longestFirst = [...commandTable].sort((one, other) => other.name.length - one.name.length);

function unknownCommand(words: readonly string[]): string {
  const known = longestGroup(words);
  const given = words[known.length];
  const group = commandsBelow(known);
  const next = [...new Set(group.map(({ name }) => name.split(" ")[known.length]!))];
  const beginning = known.join(" ");
  if (given === undefined) return `${beginning} goes on with one of: ${next.join(", ")}`;
  if (known.length > 0) return unknownVerb(beginning, given, next);
  return unknownGroup(words);
}

function unknownVerb(beginning: string, given: string, next: readonly string[]): string {
  const meant = nearest(given, next);
  const advice =
    meant === undefined ? `it goes on with one of: ${next.join(", ")}` : `did you mean ${beginning} ${meant}?`;
  return `there is no command ${quote(`${beginning} ${given}`)}; ${advice}`;
}

function unknownGroup(words: readonly string[]): string {
  const [first = "", second] = words;
  const names = commandTable.map(({ name }) => name);
  const typed = second === undefined ? first : `${first} ${second}`;
  const groups = [...new Set(names.map((name) => name.split(" ")[0]!)), ...wordAliases.map((alias) => alias.words)];
  const meant = nearest(typed, names) ?? endingIn([first]) ?? nearest(first, [...groups, "help"]);
  const advice = meant === undefined ? "ruipmi help lists the commands" : `did you mean ${meant}?`;
  return `there is no command ${quote(typed)}; ${advice}`;
}

/** As many of the first words as begin some command's name. */
function longestGroup(words: readonly string[]): readonly string[] {
  let length = 0;
  while (length < words.length && commandsBelow(words.slice(0, length + 1)).length > 0) length++;
  return words.slice(0, length);
}

/** `info`, `selftest`: the end of a longer name. */
function endingIn(words: readonly string[]): string | undefined {
  return commandTable.find(({ name }) => words.some((word) => name.endsWith(` ${word}`)))?.name;
}

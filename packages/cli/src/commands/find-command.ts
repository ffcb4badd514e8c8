import { UsageError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { quote } from "../options/values.ts";
import type { CliCommand } from "./cli-command.ts";
import { commandTable } from "./index.ts";

/** A command, and the words after its name. */
export interface FoundCommand {
  /** The command. */
  readonly command: CliCommand;
  /** Its arguments. */
  readonly args: readonly string[];
}

/** The command that words begin with. Throws `UsageError` with the nearest right words. */
export function findCommand(words: readonly string[]): FoundCommand {
  for (const command of commandTable) {
    const names = command.name.split(" ");
    if (names.every((name, index) => words[index] === name)) return { command, args: words.slice(names.length) };
  }
  throw new UsageError(unknownCommand(words));
}

function unknownCommand(words: readonly string[]): string {
  const [first = "", second] = words;
  const group = commandTable.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (group.length > 0 && second === undefined) return `${first} is the beginning of: ${group.join(", ")}`;
  const given = second === undefined ? first : `${first} ${second}`;
  const candidates = commandTable.map(({ name }) => name);
  // What follows a one-word command is an argument: compare with the first word alone as well.
  const meant =
    endingIn([first]) ??
    endingIn(words.slice(1, 2)) ??
    nearest(given, candidates) ??
    nearest(first, [...candidates, "help"]);
  const advice = meant === undefined ? "ruipmi help lists the commands" : `did you mean ${meant}?`;
  return `there is no command ${quote(given)}; ${advice}`;
}

/** `power status`, `info`: the end of a longer name. */
function endingIn(words: readonly string[]): string | undefined {
  return commandTable.find(({ name }) => words.some((word) => name.endsWith(` ${word}`)))?.name;
}

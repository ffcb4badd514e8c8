import { quirks } from "@ruipmi/core";
import { wordAliases } from "../commands/aliases.ts";
import type { CliCommand } from "../commands/cli-command.ts";
import { type OptionRow, optionTable } from "../options/option-table.ts";
import { levelWords } from "../options/values.ts";

/** What may come after some words. */
export interface CompletionRow {
  /** The words, options left out. */
  readonly after: string;
  /** How many arguments of any kind stand between those and the word that is typed. */
  readonly anyArguments: number;
  /** What may come. */
  readonly words: readonly string[];
}

/** All that completion knows. */
export interface CompletionTable {
  /** What may come after which words; the first row that fits is meant. */
  readonly rows: readonly CompletionRow[];
  /** The options, as typed. */
  readonly options: readonly string[];
  /** Those that take a value, as typed. */
  readonly valueOptions: readonly string[];
  /** Those whose value is a file, as typed. */
  readonly fileOptions: readonly string[];
  /** Those whose value is one of a few words. */
  readonly wordOptions: readonly WordOption[];
}

/** An option whose value is one of a few words. */
export interface WordOption {
  /** The option, as typed. */
  readonly names: readonly string[];
  /** What its value may be. */
  readonly words: readonly string[];
}

/** What completion knows of these commands, and of the options. */
export function completionTable(commands: readonly CliCommand[]): CompletionTable {
  const taking = optionTable.filter(({ value }) => value !== undefined);
  return {
    rows: completionRows(commands),
    options: unique(optionTable.flatMap(namesOf)),
    valueOptions: unique(taking.flatMap(namesOf)),
    fileOptions: taking.filter(({ value }) => value === "FILE").flatMap(namesOf),
    wordOptions: taking.flatMap((option) => {
      const words = valueWords[option.key];
      return words === undefined ? [] : [{ names: namesOf(option), words }];
    }),
  };
}

/** What may come after which words. */
export function completionRows(commands: readonly CliCommand[]): readonly CompletionRow[] {
  const next = new Map<string, Set<string>>();
  const add = (after: readonly string[], words: readonly string[]): void => {
    const key = after.join(" ");
    next.set(key, new Set([...(next.get(key) ?? []), ...words]));
  };
  const names = commands.map(({ name }) => name.split(" "));
  for (const name of names) for (const [index, word] of name.entries()) add(name.slice(0, index), [word]);
  const groups: CompletionRow[] = [...next].map(([after, words]) => ({ after, anyArguments: 0, words: [...words] }));
  const args = commands.flatMap(({ name, words = [] }) =>
    words.map((choices, anyArguments) => ({ after: name, anyArguments, words: choices })),
  );
  const rows = mergeRows([...groups, ...args.filter(({ words }) => words.length > 0)]);
  const aliased = wordAliases.flatMap(({ words, meaning }) => renamed(rows, meaning, words));
  const aliasedGroups = wordAliases.flatMap(({ words, meaning }) => renamed(groups, meaning, words));
  const helped = [...groups, ...aliasedGroups].map((row) => ({ ...row, after: `help ${row.after}`.trim() }));
  const first = {
    after: "",
    anyArguments: 0,
    words: ["help", ...wordAliases.map(({ words }) => words.split(" ")[0]!)],
  };
  return mergeRows([...rows, ...aliased, ...helped, first]);
}

const valueWords: Readonly<Partial<Record<OptionRow["key"], readonly string[]>>> = {
  privilegeLevel: levelWords,
  interface: ["lanplus"],
  quirks,
};

/** The rows of a command, said with the words of its alias. */
function renamed(rows: readonly CompletionRow[], meaning: string, words: string): readonly CompletionRow[] {
  return rows
    .filter(({ after }) => after === meaning || after.startsWith(`${meaning} `))
    .map((row) => ({ ...row, after: `${words}${row.after.slice(meaning.length)}` }));
}

function mergeRows(rows: readonly CompletionRow[]): readonly CompletionRow[] {
  const merged = new Map<string, CompletionRow>();
  for (const row of rows) {
    const key = `${row.anyArguments} ${row.after}`;
    merged.set(key, { ...row, words: [...new Set([...(merged.get(key)?.words ?? []), ...row.words])] });
  }
  return [...merged.values()].sort(
    (one, other) => wordCount(other) - wordCount(one) || other.anyArguments - one.anyArguments,
  );
}

function wordCount({ after }: CompletionRow): number {
  return after.split(" ").length;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function namesOf({ letter, long }: OptionRow): readonly string[] {
  return [...(letter === undefined ? [] : [`-${letter}`]), ...(long === undefined ? [] : [`--${long}`])];
}

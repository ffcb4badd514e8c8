import { parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type OptionKey, type OptionRow, optionName, optionTable } from "./option-table.ts";
import { refusedLetters } from "./refused-letters.ts";
import { quote } from "./values.ts";

/** A command line taken apart, nothing in it understood yet. */
export interface TokenizedCommandLine {
  /** The words that are no options, in order: the command and its arguments. */
  readonly words: readonly string[];
  /** For each option that was given its values in order; the empty text for one that takes none. */
  readonly given: ReadonlyMap<OptionKey, readonly string[]>;
}

/** Takes a command line apart: options stand anywhere around the command, letters may be joined, `--` ends the options. */
export function tokenize(argv: readonly string[]): TokenizedCommandLine {
  const words: string[] = [];
  const given = new Map<OptionKey, string[]>();
  const give = (option: OptionRow, value: string | undefined): void => {
    const values = [...(given.get(option.key) ?? []), asTyped(requireValue(option, value))];
    given.set(option.key, values);
  };
  for (const token of tokensOf(argv)) {
    if (token.kind === "option") give(knownOption(token.rawName), token.value);
    if (token.kind !== "positional") continue;
    const word = asTyped(token.value);
    // `-4` and `-6` are options before the command, and numbers after it has begun.
    const family = words.length === 0 ? optionTable.find(({ letter }) => word === `-${letter}`) : undefined;
    if (family === undefined) words.push(word);
    else give(family, undefined);
  }
  return { words, given };
}

/** Whether errors are to be JSON, asked of a command line that may be wrong everywhere else. */
export function wantsJson(argv: readonly string[]): boolean {
  return tokensOf(argv).some((token) => token.kind === "option" && token.rawName === "--json");
}

function tokensOf(argv: readonly string[]): Token[] {
  // Not strict: Node would refuse a password that begins with a hyphen, and its messages know no advice.
  const args = argv.map((arg) => (negativeNumber.test(arg) ? `${mark}${arg}` : arg));
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  return tokens;
}

/** Sensors have thresholds below zero: what looks like a number is a word. */
const negativeNumber = /^-\.?[0-9]/;

/** Stands before a negative number while Node looks for options. No argument can hold it. */
const mark = "\u0000";

function asTyped(text: string): string {
  return text.startsWith(mark) ? text.slice(mark.length) : text;
}

function knownOption(rawName: string): OptionRow {
  const option = optionTable.find(
    ({ letter, long }) => rawName === `--${long}` || (letter !== undefined && rawName === `-${letter}`),
  );
  if (option !== undefined) return option;
  const refused = refusedLetters[rawName.slice(1)];
  if (refused !== undefined) throw new UsageError(refused);
  const hint = didYouMean(rawName, longNames);
  throw new UsageError(`there is no option ${quote(rawName)}${hint || "; ruipmi --help lists them"}`);
}

function requireValue(option: OptionRow, value: string | undefined): string {
  if (option.value !== undefined && value === undefined) {
    throw new UsageError(`${optionName(option)} needs a value: ${optionName(option)} ${option.value}`);
  }
  if (option.value === undefined && value !== undefined) {
    throw new UsageError(`${optionName(option)} takes no value`);
  }
  return value ?? "";
}

type Token = NonNullable<
  ReturnType<typeof parseArgs<{ tokens: true; strict: false; options: ParseOptions }>>["tokens"]
>[number];
type ParseOptions = Record<string, { type: "string" | "boolean"; short?: string; multiple: boolean }>;

const longNames = optionTable.flatMap(({ long }) => (long === undefined ? [] : [`--${long}`]));

const options: ParseOptions = Object.fromEntries(
  optionTable.map(({ letter, long, value }) => [
    // An option without a long name still needs one here, that no other has; `knownOption` does not take it from people.
    long ?? `letter-${letter}`,
    {
      type: value === undefined ? "boolean" : "string",
      ...(letter === undefined ? {} : { short: letter }),
      multiple: true,
    },
  ]),
);

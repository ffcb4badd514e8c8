/**
 * Writes docs/cli-commands.md from the command table, and the tables of docs/cli.md from the option table.
 * `tsx --conditions=@ruipmi/source scripts/cli-pages.ts` does it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defaultVerbs, wordAliases } from "../packages/cli/src/commands/aliases.ts";
import type { CliCommand } from "../packages/cli/src/commands/cli-command.ts";
import { groupSummaries } from "../packages/cli/src/commands/groups.ts";
import { commandTable } from "../packages/cli/src/commands/index.ts";
import { captureScopes, type OptionRow, optionTable } from "../packages/cli/src/options/option-table.ts";
import { refusedLetters } from "../packages/cli/src/options/refused-letters.ts";
import { schemaFileName } from "../packages/cli/src/output/schema-document.ts";

/** What docs/cli-commands.md is to say. */
export function commandsPage(): string {
  const groups = [...new Set(commandTable.map(({ name }) => name.split(" ")[0]!))];
  return `${[
    "# The commands of `ruipmi`",
    "",
    "Generated from the command table by `scripts/cli-pages.ts`. `ruipmi help COMMAND` says more about each;",
    "[cli.md](cli.md) is about what they have in common, [ipmitool-lines.md](ipmitool-lines.md) holds them to ipmitool.",
    ...groups.flatMap(groupSection),
  ].join("\n")}\n`;
}

/** docs/cli.md with its tables as they are to be. */
export function cliPage(): string {
  return tables.reduce((page, [name, rows]) => {
    const begin = `<!-- ${name}: written by scripts/cli-pages.ts -->\n`;
    const end = `<!-- end of ${name} -->\n`;
    const [before, rest] = page.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`docs/cli.md has no place for ${name}`);
    return `${before}${begin}\n${rows().join("\n")}\n\n${end}${after}`;
  }, writtenCliPage());
}

/** What docs/cli.md says now. */
export function writtenCliPage(): string {
  return readFileSync(pathOf("cli.md"), "utf8");
}

/** What docs/cli-commands.md says now. */
export function writtenCommandsPage(): string {
  return readFileSync(pathOf("cli-commands.md"), "utf8");
}

const tables: readonly (readonly [name: string, rows: () => readonly string[]])[] = [
  ["options", () => ["| option | for | what it does |", "|---|---|---|", ...optionTable.map(optionRow)]],
  [
    "refused letters",
    () => [
      "| letter | why not, and what to do |",
      "|---|---|",
      ...Object.entries(refusedLetters).map(([letter, why]) => `| \`-${letter}\` | ${cell(why)} |`),
    ],
  ],
  [
    "aliases",
    () => [
      "| typed | means |",
      "|---|---|",
      ...[...wordAliases, ...defaultVerbs].map(({ words, meaning }) => `| \`${words}\` | \`${meaning}\` |`),
    ],
  ],
];

function groupSection(group: string): readonly string[] {
  const commands = commandTable.filter(({ name }) => name.split(" ")[0] === group);
  return [
    "",
    `## ${group}`,
    "",
    `${groupSummaries[group] ?? ""}.`,
    "",
    "| command | what it does | `--json` |",
    "|---|---|---|",
    ...commands.map(commandRow),
  ];
}

function commandRow(command: CliCommand): string {
  const { name, usage, summary, schema } = command;
  const file = schemaFileName(command);
  const link = schema === undefined ? "" : `[schema](../packages/cli/schema/${file})`;
  return `| \`${cell(`${name} ${usage}`.trim())}\` | ${cell(summary)} | ${link} |`;
}

function optionRow({ letter, long, value, scopes, help }: OptionRow): string {
  const names = [letter && `-${letter}`, long && `--${long}`].filter((name) => name !== undefined);
  const typed = value === undefined ? names.join(", ") : `${names.join(", ")} ${value}`;
  return `| \`${cell(typed)}\` | ${scopesText(scopes)} | ${cell(help)} |`;
}

/** Options that all commands about captures take name them in one. */
function scopesText(scopes: OptionRow["scopes"]): string {
  const isOfCaptures = captureScopes.every((scope) => scopes.includes(scope));
  const named = isOfCaptures ? scopes.filter((scope) => !captureScopes.includes(scope)) : scopes;
  return [...named.map((scope) => scopeNames[scope]), ...(isOfCaptures ? ["`capture`"] : [])].join(", ");
}

const scopeNames: Readonly<Record<OptionRow["scopes"][number], string>> = {
  session: "commands in a session",
  outside: "`ping`",
  sim: "`sim`",
  demo: "`demo`",
  captureList: "`capture list`",
  captureShow: "`capture show`",
  captureStats: "`capture stats`",
  captureDecrypt: "`capture decrypt`",
  captureReplay: "`capture replay`",
  captureCassette: "`capture cassette`",
  none: "commands without a managed system",
  all: "all",
};

/** A bar would end the cell, in code too. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(pathOf("cli-commands.md"), commandsPage());
  writeFileSync(pathOf("cli.md"), cliPage());
}

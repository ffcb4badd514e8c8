import { quirks } from "@ruipmi/core";
import { defaultVerbs, withoutWordAliases, wordAliases } from "./commands/aliases.ts";
import type { CliCommand } from "./commands/cli-command.ts";
import { commandsBelow, findCommand } from "./commands/find-command.ts";
import { groupSummaries } from "./commands/groups.ts";
import { commandTable } from "./commands/index.ts";
import { UsageError } from "./errors.ts";
import { optionLines } from "./help/option-lines.ts";
import type { Output } from "./output/output.ts";
import { schemaDocument } from "./output/schema-document.ts";
import { wrap } from "./wrap.ts";

/**
 * Prints help: on everything, on a group such as `chassis`, or on a command. With `--json` the commands as a list, or the
 * JSON Schema of what the command prints with `--json`.
 */
export function printHelp(words: readonly string[], output: Output): number {
  const plain = withoutWordAliases(words);
  if (plain.length === 0) {
    output.result({ commands: commandTable.map(summaryOf) }, generalHelp);
    return 0;
  }
  const command = commandTable.find(({ name }) => name === plain.join(" "));
  const below = commandsBelow(plain);
  if (command === undefined && below.length > 0) {
    output.result({ commands: below.map(summaryOf) }, () => groupHelp(plain.join(" "), below));
    return 0;
  }
  const found = command ?? findCommand(plain).command;
  output.result(output.format === "json" ? schemaOf(found) : undefined, () => commandHelp(found));
  return 0;
}

function summaryOf({ name, usage, summary }: CliCommand): object {
  return { name, usage, summary };
}

function schemaOf(command: CliCommand): object {
  const document = schemaDocument(command);
  if (document !== undefined) return document;
  throw new UsageError(`${command.name} prints no JSON result, so there is no schema: leave --json out`);
}

/** What `ruipmi --help` prints: the groups of commands and every option, within 80 columns. */
function generalHelp(): string {
  return lines([
    "ruipmi: IPMI v2.0 over LAN (RMCP+)",
    "",
    "  ruipmi -H HOST [-U USER] [-P PASSWORD | -E | -f FILE | -a] [OPTIONS] COMMAND",
    "",
    "Commands (options may stand anywhere around them):",
    ...groupLines(),
    "  help COMMAND  more about a command, or about a group of them",
    "",
    "Options:",
    ...optionLines(["session", "all"]),
    "",
    "What -P, -k and -y take stands in the list of processes until ruipmi has begun,",
    "for everybody on this machine, and in the history of a shell; with -E, -f, -a,",
    "-K and -Y it does not.",
    "-L takes its words in any case; administrator is asked for when it is left out.",
    "A + after the word asks for the user with that name and that level.",
    ...wrap(`-W knows ${quirks.join(", ")}.`, 78),
    "With --json an error is the one line on stderr that begins with {, and the last;",
    "warnings before it stay text. ruipmi --json help COMMAND prints the JSON Schema",
    "of what a command prints with --json.",
    "Numbers are decimal or 0x hex. Exit code: 0 done, 1 failed, 2 wrong usage.",
    "",
    "  ruipmi demo         watch a session, each message explained",
    "  ruipmi sim          a BMC to try things on, for example with:",
    "  ruipmi -H 127.0.0.1 -p 9623 -U admin -P password chassis power status",
  ]);
}

function groupLines(): readonly string[] {
  const first = new Set(commandTable.map(({ name }) => name.split(" ")[0]!));
  const named = Object.entries(groupSummaries).filter(([name]) => first.has(name) || name === "power");
  return named.map(([name, summary]) => `  ${name.padEnd(12)}  ${summary}`);
}

/** What `ruipmi help chassis` prints: the commands that begin so. */
function groupHelp(group: string, commands: readonly CliCommand[]): string {
  const summary = groupSummaries[group];
  const verb = defaultVerbs.find(({ words }) => words === group);
  return lines([
    summary === undefined ? `ruipmi ${group}` : `ruipmi ${group}: ${summary}`,
    "",
    ...commands.flatMap(({ name, usage, summary: text }) => [
      ...wrap(`${name} ${usage}`.trim(), 76).map((line, index) => (index === 0 ? `  ${line}` : `      ${line}`)),
      ...wrap(text, 72).map((line) => `        ${line}`),
    ]),
    "",
    ...(verb === undefined ? [] : [`${group} alone is ${verb.meaning}.`]),
    ...aliasLines(group),
    `ruipmi help ${group} VERB says more about one of them.`,
  ]);
}

/** What `ruipmi help COMMAND` prints. */
function commandHelp(command: CliCommand): string {
  return lines([
    ...wrap(`ruipmi ${command.name}: ${command.summary}`, 78),
    "",
    ...wrap(`ruipmi ${usageOf(command)}`, 74).map((line, index) => (index === 0 ? `  ${line}` : `      ${line}`)),
    ...(command.details.length === 0
      ? []
      : ["", ...command.details.flatMap((line) => wrap(line, 76).map((part) => `  ${part}`.trimEnd()))]),
    ...(command.destroys === true ? ["", "  Asks first where there is a terminal; --yes answers."] : []),
    ...(command.examples.length === 0 ? [] : ["", "Examples:", ...command.examples.flatMap(exampleLines(command))]),
    ...aliasLines(command.name).flatMap((line) => ["", line]),
    "",
    ...commandOptionLines(command),
  ]);
}

/** Nearly all commands take the options of a session, which are not repeated with each. */
function commandOptionLines({ scope, schema }: CliCommand): readonly string[] {
  if (scope !== "session") return ["Options:", ...optionLines([scope, "all"])];
  if (schema === undefined) return ["ruipmi --help lists the options."];
  return [
    "ruipmi --help lists the options. --json prints the result as one JSON document;",
    "--json --help prints the schema of that.",
  ];
}

function exampleLines({ scope }: CliCommand): (example: string) => readonly string[] {
  const target = scope === "session" || scope === "outside" ? "-H HOST " : "";
  return (example) =>
    wrap(`ruipmi ${target}${example}`, 74).map((line, index) => (index === 0 ? `  ${line}` : `      ${line}`));
}

function aliasLines(meaning: string): readonly string[] {
  const words = wordAliases.filter((alias) => alias.meaning === meaning).map((alias) => alias.words);
  return words.length === 0 ? [] : [`${words.join(", ")} means the same.`];
}

function usageOf({ scope, name, usage }: CliCommand): string {
  const target = scope === "session" || scope === "outside" ? "-H HOST [OPTIONS]" : "[OPTIONS]";
  return [target, name, usage].filter((part) => part !== "").join(" ");
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

import { readFileSync } from "node:fs";
import { quirks } from "@ruipmi/core";
import type { CliCommand } from "./commands/cli-command.ts";
import { commandTable } from "./commands/index.ts";
import { type OptionRow, optionTable } from "./options/option-table.ts";
import { wrap } from "./wrap.ts";

/** The version of this package. */
export function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** What `ruipmi --help` prints: every command and every option, within 80 columns. */
export function generalHelp(): string {
  return lines([
    "ruipmi: IPMI v2.0 over LAN (RMCP+)",
    "",
    "  ruipmi -H HOST [-U USER] [-P PASSWORD | -E | -f FILE | -a] [OPTIONS] COMMAND",
    "",
    "Commands (options may stand anywhere around them):",
    ...commandTable.map((command) => `  ${command.name.padEnd(15)} ${command.summary}`),
    `  ${"help COMMAND".padEnd(15)} more about a command`,
    "",
    "Options:",
    ...optionLines(optionTable.filter(({ scopes }) => scopes.includes("session") || scopes.includes("all"))),
    "",
    "-L takes its words in any case; administrator is asked for when it is left out.",
    ...wrap(`-W knows ${quirks.join(", ")}.`, 78),
    "With --json an error is the one line on stderr that begins with {, and the last;",
    "warnings before it stay text.",
    "Numbers are decimal or 0x hex. Exit code: 0 done, 1 failed, 2 wrong usage.",
    "",
    "  ruipmi demo         watch a session, each message explained",
    "  ruipmi sim          a BMC to try things on, for example with:",
    "  ruipmi -H 127.0.0.1 -p 9623 -U admin -P password chassis power status",
  ]);
}

/** What `ruipmi help COMMAND` prints. */
export function commandHelp(command: CliCommand): string {
  const own = optionTable.filter(({ scopes }) => scopes.includes(command.scope));
  return lines([
    `ruipmi ${command.name}: ${command.summary}`,
    "",
    `  ruipmi ${usageOf(command)}`,
    ...(command.details.length === 0 ? [] : ["", ...command.details.map((line) => `  ${line}`)]),
    "",
    "Options:",
    ...optionLines([...own, ...optionTable.filter(({ scopes }) => scopes.includes("all"))]),
  ]);
}

function usageOf({ scope, name, usage }: CliCommand): string {
  const target = scope === "session" || scope === "outside" ? "-H HOST [OPTIONS]" : "[OPTIONS]";
  return [target, name, usage].filter((part) => part !== "").join(" ");
}

function optionLines(options: readonly OptionRow[]): readonly string[] {
  const width = Math.max(...options.map((option) => optionUsage(option).length));
  return options.map((option) => `  ${optionUsage(option).padEnd(width)}  ${option.help}`);
}

function optionUsage({ letter, long, value }: OptionRow): string {
  const names = [letter === undefined ? undefined : `-${letter}`, long === undefined ? undefined : `--${long}`];
  const name = names.filter((part) => part !== undefined).join(", ");
  return value === undefined ? name : `${name} ${value}`;
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

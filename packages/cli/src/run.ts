import type { CommandContext } from "./commands/cli-command.ts";
import type { CommandLine } from "./commands/command-line.ts";
import { findCommand } from "./commands/find-command.ts";
import { commandTable } from "./commands/index.ts";
import { prepareCommand } from "./commands/prepare-command.ts";
import { errorLine, exitCodeOf, interruptedError, UsageError } from "./errors.ts";
import { version } from "./help/version.ts";
import { printHelp } from "./help.ts";
import { type Io, interruptionExitCode } from "./io.ts";
import { parseOptions, requireScope } from "./options/options.ts";
import { type TokenizedCommandLine, tokenize, wantsJson } from "./options/tokenize.ts";
import { type OutputFormat, outputTo } from "./output/output.ts";

/**
 * Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage with nothing sent, 128 and the
 * signal's number when interrupted. Never throws; every session it opened is closed.
 *
 * @param argv - the arguments after the program's name
 * @param io - the outside world
 *
 * @example
 * ```ts
 * process.exitCode = await run(["-H", "192.0.2.10", "-U", "root", "-E", "mc", "info"], processIo());
 * ```
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  return await reported(io, wantsJson(argv), () => dispatch({ ...tokenize(argv), io }));
}

/** Runs a line of `shell` or `exec`: a line of its own, but in the session that is kept. */
async function runLine(line: CommandLine): Promise<number> {
  return await reported(line.io, line.given.has("json"), () => dispatch(line));
}

/** Says on stderr why something failed, and turns that into an exit code. */
async function reported(io: Io, json: boolean, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const interrupted = interruptionExitCode(io.interrupted);
    const reported = interrupted === undefined ? error : interruptedError(error, String(io.interrupted.reason));
    io.stderr.write(errorLine(reported, json));
    return interrupted ?? exitCodeOf(error);
  }
}

async function dispatch({ words, given, io, shared }: CommandLine): Promise<number> {
  const output = outputTo(io.stdout, formatOf(given));
  if (given.has("version")) {
    output.result({ version: version() }, (shown) => `ruipmi ${shown.version}\n`);
    return 0;
  }
  if (words[0] === "help") return printHelp(words.slice(1), output);
  if (given.has("help")) return printHelp(words, output);
  if (words.length === 0)
    throw new UsageError("say what to do: ruipmi --help lists the commands, ruipmi demo shows one");
  const found = findCommand(words);
  const { command } = found;
  // A line of the shell is refused options of its own; those of the shell mean nothing to some of its lines.
  if (shared === undefined) requireScope(given, command.scope, command.name);
  const runCommand = prepareCommand(found);
  const options = parseOptions(given, command.scope);
  const context: CommandContext = { options, io, output, commands: commandTable, given, runLine };
  return await runCommand(shared === undefined ? context : { ...context, shared });
}

/** In what form results are asked for. */
function formatOf(given: TokenizedCommandLine["given"]): OutputFormat {
  if (given.has("json") && given.has("csv")) throw new UsageError("--json and -c exclude each other: give one of them");
  if (given.has("json")) return "json";
  return given.has("csv") ? "csv" : "text";
}

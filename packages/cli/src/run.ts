import type { CommandContext } from "./commands/cli-command.ts";
import { findCommand } from "./commands/find-command.ts";
import { errorLine, exitCodeOf, interruptedError, UsageError } from "./errors.ts";
import { commandHelp, generalHelp, version } from "./help.ts";
import { type Io, interruptionExitCode } from "./io.ts";
import { parseOptions, requireScope } from "./options/options.ts";
import { tokenize, wantsJson } from "./options/tokenize.ts";
import { standardOutput } from "./output/output.ts";

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
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const interrupted = interruptionExitCode(io.interrupted);
    const reported = interrupted === undefined ? error : interruptedError(error, String(io.interrupted.reason));
    io.stderr.write(errorLine(reported, wantsJson(argv)));
    return interrupted ?? exitCodeOf(error);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const { words, given } = tokenize(argv);
  const output = standardOutput(io.stdout, given.has("json"));
  if (given.has("version")) {
    output.result({ version: version() }, (shown) => `ruipmi ${shown.version}\n`);
    return 0;
  }
  if (words[0] === "help") return printHelp(io, given.has("json"), words.slice(1));
  if (given.has("help")) return printHelp(io, given.has("json"), words);
  if (words.length === 0)
    throw new UsageError("say what to do: ruipmi --help lists the commands, ruipmi demo shows one");
  const { command, args } = findCommand(words);
  requireScope(given, command.scope, command.name);
  const runCommand = command.prepare(args);
  const options = parseOptions(given);
  const context: CommandContext = { options, io, output };
  return await runCommand(context);
}

function printHelp(io: Io, json: boolean, words: readonly string[]): number {
  const text = words.length === 0 ? generalHelp() : commandHelp(findCommand(words).command);
  if (json) throw new UsageError("help is for people and has no JSON: leave --json out");
  io.stdout.write(text);
  return 0;
}

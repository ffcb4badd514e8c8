import type { Io } from "../io.ts";
import type { OptionScope } from "../options/option-table.ts";
import type { Options } from "../options/options.ts";
import type { Output } from "../output/output.ts";

/** What a command runs with. */
export interface CommandContext {
  /** The options, checked. */
  readonly options: Options;
  /** The outside world. */
  readonly io: Io;
  /** Where results go, as text or JSON. */
  readonly output: Output;
}

/** A command whose arguments were understood: does its work and returns the exit code. */
export type RunCommand = (context: CommandContext) => Promise<number>;

/** A command of the command line. */
export interface CliCommand {
  /** The words that name it, for example `chassis power`. */
  readonly name: string;
  /** Its arguments, as help shows them; empty for none. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, for its own help: lines of at most 76 characters. */
  readonly details: readonly string[];
  /** Which options mean something to it. */
  readonly scope: OptionScope;
  /** Understands its arguments. Throws `UsageError`; touches nothing. */
  prepare(args: readonly string[]): RunCommand;
}

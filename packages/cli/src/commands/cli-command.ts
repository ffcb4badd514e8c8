import type { Io } from "../io.ts";
import type { OptionScope } from "../options/option-table.ts";
import type { Options } from "../options/options.ts";
import type { JsonSchema } from "../output/json-schema.ts";
import type { Output } from "../output/output.ts";
import type { CommandLine } from "./command-line.ts";
import type { SharedSession } from "./shared-session.ts";

/** What a command runs with. */
export interface CommandContext {
  /** The options, checked. */
  readonly options: Options;
  /** The outside world. */
  readonly io: Io;
  /** Where results go, as text, CSV or JSON. */
  readonly output: Output;
  /** The session that `shell` and `exec` keep open from line to line; absent where a command opens its own. */
  readonly shared?: SharedSession;
  /** Every command there is, for those that speak of others. */
  readonly commands: readonly CliCommand[];
  /** The options as they were given, for those that run others. */
  readonly given: CommandLine["given"];
  /** Runs another command line, says on stderr why it failed, and returns its exit code. */
  runLine(line: CommandLine): Promise<number>;
}

/** A command whose arguments were understood: does its work and returns the exit code. */
export type RunCommand = (context: CommandContext) => Promise<number>;

/**
 * A command of the command line. All that help, completion, did-you-mean, the shipped schemas and their tests know of a
 * command is in here: one object a file, `commands/<group>/<verb>.ts`, listed in `commands/<group>/index.ts`.
 *
 * @example
 * ```ts
 * export const chassisPoh: CliCommand = {
 *   name: "chassis poh",
 *   usage: "",
 *   summary: "how long it has been powered (Get POH Counter)",
 *   details: [],
 *   scope: "session",
 *   schema: object({ powerOnTime: quantity("minute") }),
 *   examples: ["chassis poh"],
 *   prepare(args) {
 *     requireNoArguments("chassis poh", args);
 *     return inSession(async (session, { output }) => {
 *       const counter = await session.request(getPohCounter, undefined);
 *       output.result(pohDocument(counter), () => pohText(counter));
 *       return 0;
 *     });
 *   },
 * };
 * ```
 */
export interface CliCommand {
  /** The words that name it, for example `chassis power` or `dcmi power reading`: the longest name that fits is taken. */
  readonly name: string;
  /** Its arguments, as help shows them; empty for none. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More, for its own help: lines of at most 76 characters. */
  readonly details: readonly string[];
  /** Which options mean something to it. */
  readonly scope: OptionScope;
  /**
   * The JSON Schema of its `--json` result, made with the builders of `output/json-schema.ts`; `undefined` only for
   * commands that print none. Shipped as `schema/<name-with-dashes>.schema.json` (`scripts/cli-schemas.ts` writes it).
   */
  readonly schema: JsonSchema | undefined;
  /** That its `--json` result is any number of documents, a line each, as they come: `schema` is that of a line. */
  readonly printsLines?: true;
  /**
   * Whole lines as typed after `ruipmi -H HOST`, in the shell's quoting. Help shows them, and where there is a schema a
   * test runs each with `--json` over a simulated BMC of its own and holds the result to the schema: the exit code must
   * be 0, so give lines that the simulated BMC answers. Files are kept in memory; those read are `exampleFiles`.
   */
  readonly examples: readonly string[];
  /** Lines that the test runs before each example, where the managed system must be in some state; not shown. */
  readonly exampleSteps?: readonly string[];
  /** Files that `examples` read, by name. */
  readonly exampleFiles?: () => Readonly<Record<string, Uint8Array>>;
  /** The words that each argument position takes, for completion; an empty list where anything goes. */
  readonly words?: readonly (readonly string[])[];
  /** That it destroys what cannot be had back: it calls `confirm`, and help names `--yes`. */
  readonly destroys?: boolean;
  /** Understands its arguments: throws `UsageError`, with `didYouMean` for a wrong word; touches nothing. */
  prepare(args: readonly string[]): RunCommand;
}

import { ok } from "node:assert/strict";
import { ApiMisuseError, IpmiError } from "@ruipmi/core";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { CliCommand, CommandContext } from "../../../packages/cli/src/commands/cli-command.ts";
import { findCommand } from "../../../packages/cli/src/commands/find-command.ts";
import { commandTable } from "../../../packages/cli/src/commands/index.ts";
import { prepareCommand } from "../../../packages/cli/src/commands/prepare-command.ts";
import type { SharedSession } from "../../../packages/cli/src/commands/shared-session.ts";
import { CommandFailure, ExecutionDoubt, errorDocument, UsageError } from "../../../packages/cli/src/errors.ts";
import { parseOptions } from "../../../packages/cli/src/options/options.ts";
import { splitLine } from "../../../packages/cli/src/options/split-line.ts";
import { tokenize } from "../../../packages/cli/src/options/tokenize.ts";
import { outputTo } from "../../../packages/cli/src/output/output.ts";
import { schemaDocument } from "../../../packages/cli/src/output/schema-document.ts";
import { FakeIo } from "../../../packages/cli/test/support/fake-io.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { bucket } from "../shape.ts";
import { LiePlan, lieSeeds, TrueMachine } from "./lies.ts";
import { Endless, LyingClient } from "./lying-client.ts";

/** Consoles and loops, which end when somebody says so; and commands about lines, which ask a machine nothing. */
const leftOut = new Set(["sol activate", "sol looptest", "shell", "exec", "set", "echo"]);

const lines = commandTable
  .filter(({ name, scope }) => scope === "session" && !leftOut.has(name))
  .flatMap(({ examples }) => examples.map((example) => example.replace(/(^| )-c( |$)/, "$2")));

/** Ways to print: those of `verbose` come with the text. */
const forms = ["", "-v", "-c", "--json"];

/** Every command line that is an example, in each form of output, against changed answers. */
export const commandLines: FuzzTarget = {
  name: "command-lines",
  about:
    "every command of the command line against changed answers: exit code 0 or 1, clean text, JSON that fits its schema",
  order: "sequence",
  mostBytes: 40,
  mostPieces: 16,
  seeds: once(() =>
    lines.flatMap((line, at) =>
      lieSeeds.map((pieces, index) => ({ subject: `${line} ${forms[(at + index) % forms.length]}`.trim(), pieces })),
    ),
  ),
  async run({ subject, pieces }) {
    const { words, given } = tokenize([
      ...splitLine(subject),
      "--yes",
      "--no-cache",
      "-H",
      "host",
      "-U",
      "admin",
      "-P",
      "p",
    ]);
    const found = findCommand(words);
    const { command } = found;
    const machine = new TrueMachine();
    const io = new FakeIo();
    for (const [name, bytes] of Object.entries(command.exampleFiles?.() ?? {})) io.files.set(name, bytes);
    const client = new LyingClient(machine, new LiePlan(pieces));
    const form = given.has("json") ? "json" : given.has("csv") ? "csv" : "text";
    const shared = {
      given,
      isOpen: true,
      use: (_: unknown, work: (of: unknown) => unknown) => work(client.asClient()),
    };
    const context: CommandContext = {
      ...{ io, given, commands: commandTable, options: parseOptions(given, command.scope) },
      ...{ output: outputTo(io.stdout, form), runLine: () => Promise.resolve(0) },
      shared: shared as unknown as SharedSession,
    };
    const ending = await endingOf(async () => await prepareCommand(found)(context));
    holdText(io.stderr.text);
    if (form !== "json") holdText(io.stdout.text);
    else if (io.stdout.text !== "") holdJson(command, io.stdout.text);
    return `${subject} ${ending} ${bucket(client.calls)} ${bucket(io.stdout.text.length)} ${bucket(io.stderr.text.length)}`;
  },
};

/** The exit code, or the code of an error that the command line speaks of; all else is thrown on. */
async function endingOf(run: () => Promise<number>): Promise<string> {
  try {
    const code = await run();
    ok(code === 0 || code === 1, `exit code ${code}`);
    return String(code);
  } catch (error) {
    const cause = error instanceof ExecutionDoubt ? error.cause : error;
    const isSpokenOf = cause instanceof IpmiError || cause instanceof CommandFailure || cause instanceof UsageError;
    if (!isSpokenOf || cause instanceof ApiMisuseError || cause instanceof Endless) throw cause;
    const { code, message } = errorDocument(error).error;
    holdText(message);
    return code;
  }
}

/** Nothing of a machine's reaches a terminal as a control character, nor a slip of ours as a word. */
function holdText(text: string): void {
  const slip = /\bundefined\b|\bNaN\b|\[object |(?![\n\t])\p{Cc}/u.exec(text);
  if (slip === null) return;
  throw new Error(`printed: ${JSON.stringify(text.slice(Math.max(0, slip.index - 60), slip.index + 30))}`);
}

const ajv = new Ajv2020({ strict: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT/ } });
const validators = new Map<CliCommand, ValidateFunction>();

function holdJson(command: CliCommand, text: string): void {
  const { $id: _, ...schema } = schemaDocument(command) ?? {};
  const validate = validators.get(command) ?? ajv.compile(schema);
  validators.set(command, validate);
  for (const line of text.trimEnd().split("\n")) {
    if (!validate(JSON.parse(line))) throw new Error(`does not fit the schema: ${ajv.errorsText(validate.errors)}`);
  }
}

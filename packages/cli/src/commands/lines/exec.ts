import { UsageError } from "../../errors.ts";
import type { Io } from "../../io.ts";
import { quote } from "../../options/values.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { readNamedFile } from "../files.ts";
import { SharedSession } from "../shared-session.ts";
import { runTextLine } from "./run-text-line.ts";

/** `exec`: the lines of a file, one after the other, in one session. */
export const exec: CliCommand = {
  name: "exec",
  usage: "FILE",
  summary: "run the lines of a file in one session",
  details: [
    "One command a line, as typed after ruipmi -H HOST; - reads standard input.",
    "Quotes of either kind keep blanks in a word, # begins a comment.",
    "A line that fails is told on stderr and the next one runs all the same; the",
    "exit code is that of the last line that failed.",
    "With --json each line prints a document of its own.",
  ],
  scope: "session",
  schema: undefined,
  examples: ["exec nightly.txt"],
  prepare(args) {
    const [file, surplus] = args;
    if (file === undefined) throw new UsageError("exec needs a file: exec FILE, one command a line");
    if (surplus !== undefined) throw new UsageError(`exec takes one file, and ${quote(surplus)} is one too many`);
    return (context) => execFile(file, context);
  },
};

async function execFile(file: string, context: CommandContext): Promise<number> {
  const shared = context.shared ?? new SharedSession(context.given);
  try {
    return await shared.within(file, () => runLines(linesOf(file, context.io), context, shared));
  } finally {
    // Within a shell the session goes on.
    if (context.shared === undefined) await shared.forget();
  }
}

async function runLines(
  lines: AsyncIterable<string> | Iterable<string>,
  context: CommandContext,
  shared: SharedSession,
): Promise<number> {
  const { io } = context;
  let code = 0;
  for await (const line of lines) {
    const lineCode = await runTextLine(line, context, shared, io);
    if (io.interrupted.aborted) return lineCode ?? code;
    if (lineCode !== undefined && lineCode !== 0) code = lineCode;
  }
  return code;
}

function linesOf(file: string, io: Io): AsyncIterable<string> | Iterable<string> {
  return file === "-" ? inputLines(io) : fileLines(file, io);
}

function fileLines(file: string, io: Io): readonly string[] {
  return Buffer.from(readNamedFile(io, file)).toString("utf8").split("\n");
}

async function* inputLines(io: Io): AsyncIterable<string> {
  for (;;) {
    const line = await io.stdin.readLine();
    if (line === undefined) return;
    yield line;
  }
}

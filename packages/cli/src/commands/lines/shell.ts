import { getDeviceId } from "@ruipmi/commands";
import { lineCandidates } from "../../completion/line-candidates.ts";
import { UsageError } from "../../errors.ts";
import type { Io } from "../../io.ts";
import { mayHoldSecret } from "../../typed-secrets.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { SharedSession } from "../shared-session.ts";
import { runTextLine } from "./run-text-line.ts";

/** `shell`: line after line in one session. */
export const shell: CliCommand = {
  name: "shell",
  usage: "",
  summary: "an interactive shell in one session",
  details: [
    "Lines are commands as typed after ruipmi -H HOST. The tabulator completes words,",
    "the arrows bring back lines; help explains, set changes options, quit, exit or",
    "^D ends it. ^C drops a line, or interrupts the command that runs.",
    "The session is opened by the first line that needs it, kept while nobody types,",
    "and opened anew when it was lost. Lines may also come from a pipe.",
  ],
  scope: "session",
  schema: undefined,
  examples: ["shell"],
  prepare(args) {
    requireNoArguments("shell", args);
    return async (context) => {
      if (context.shared !== undefined) throw new UsageError("this is the shell already; quit ends it");
      const shared = new SharedSession(context.given);
      try {
        return await converse(context, shared);
      } finally {
        await shared.forget();
      }
    };
  },
};

/** Milliseconds between two signs of life: managed systems end sessions after 60 s of silence (IPMI v2.0 §6.12.15). */
const keepAliveInterval = 30_000;

async function converse(context: CommandContext, shared: SharedSession): Promise<number> {
  const { io } = context;
  const history: string[] = [];
  let code = 0;
  for (;;) {
    const line = await nextLine(context, shared, history);
    if (io.interrupted.aborted) throw new Error("interrupted at the prompt");
    if (line === undefined) return code;
    const text = line.trim();
    if (text === "quit" || text === "exit") return 0;
    if (text !== "" && !isSecret(text) && history[0] !== line) history.unshift(line);
    code = (await runInterruptibly(text === "?" ? "help" : text, context, shared)) ?? code;
  }
}

async function nextLine(
  { io, commands }: CommandContext,
  shared: SharedSession,
  history: readonly string[],
): Promise<string | undefined> {
  // What has an effect of its own is refused in a session that only waits: any user may ask who is there.
  const timer = setInterval(() => void shared.keepAlive((client) => client.request(getDeviceId)), keepAliveInterval);
  try {
    return await io.stdin.readLine({
      prompt: "ruipmi> ",
      history,
      complete: (line) => lineCandidates(commands, line),
    });
  } finally {
    clearInterval(timer);
  }
}

/** ^C ends the command and the session it is in, not the shell. */
async function runInterruptibly(
  text: string,
  context: CommandContext,
  shared: SharedSession,
): Promise<number | undefined> {
  const scope = context.io.catchInterruptions();
  try {
    return await runTextLine(text, context, shared, withInterruption(context.io, scope.signal));
  } finally {
    scope.end();
  }
}

/** The same outside world, interrupted by another signal too. */
function withInterruption(io: Io, signal: AbortSignal): Io {
  return {
    stdout: io.stdout,
    stderr: io.stderr,
    stdin: io.stdin,
    env: io.env,
    interrupted: AbortSignal.any([io.interrupted, signal]),
    now: () => io.now(),
    readFile: (path) => io.readFile(path),
    writeFile: (path, bytes) => io.writeFile(path, bytes),
    appendFile: (path, bytes) => io.appendFile(path, bytes),
    replaceFile: (path, bytes) => io.replaceFile(path, bytes),
    fileExists: (path) => io.fileExists(path),
    fileSize: (path) => io.fileSize(path),
    readPieces: (path) => io.readPieces(path),
    makeFile: (path) => io.makeFile(path),
    askPassword: (question) => io.askPassword(question),
    catchInterruptions: () => io.catchInterruptions(),
    suspend: () => io.suspend(),
    onResize: (listener) => io.onResize(listener),
  };
}

/** A line with a password on it is not brought back for who sits down next. */
function isSecret(text: string): boolean {
  return mayHoldSecret(text.split(/[\s"']+/));
}

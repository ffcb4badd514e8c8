import { ConsoleError, NetworkError, SessionLostError } from "@ruipmi/core";
import { errorDocument, UsageError } from "../../errors.ts";
import { interruptionExitCode } from "../../io.ts";
import { readPassword } from "../../options/password.ts";
import { SerialSeat } from "../../serial/serial-seat.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { appendNamedFile } from "../files.ts";
import { inSession } from "../in-session.ts";
import { instanceDetails, instanceUsage, parseInstance } from "./instance.ts";
import { operationalText } from "./operational-text.ts";

/** Seconds between two tries of `--reconnect`: doubling, up to the last. */
const firstPause = 1;
const longestPause = 30;

/** `sol activate`: the serial console, on this terminal. */
export const solActivate: CliCommand = {
  name: "sol activate",
  usage: `[usesolkeepalive|nokeepalive] ${instanceUsage}`,
  summary: "the serial console, on this terminal (Activate Payload)",
  details: [
    ...instanceDetails,
    "At the beginning of a line ~. ends it, ~B sends a break, ~^Z suspends, ~~ is a ~,",
    "~? lists these; -e names another character than ~.",
    "Without a terminal standard input is typed: when it ends, so does the console, as",
    "soon as it is still. With </dev/null it only shows, until interrupted.",
    "--log FILE adds all that is shown to a file; --reconnect begins anew when the",
    "session or the console is lost, but not when somebody else took it.",
    "Someone else's console is never ended by this: sol deactivate does that.",
    "The session is kept alive in any case; usesolkeepalive and nokeepalive are taken",
    "for ipmitool's sake.",
  ],
  scope: "session",
  schema: undefined,
  examples: ["sol activate", "-e '&' sol activate", "--log console.log --reconnect sol activate"],
  words: [["instance=1", "usesolkeepalive", "nokeepalive"]],
  prepare(args) {
    const { instance } = parseInstance("sol activate", args, ["usesolkeepalive", "nokeepalive"]);
    return async (context) => {
      const { options, io, output } = context;
      if (output.format === "json")
        throw new UsageError("sol activate is for people and has no JSON: leave --json out");
      const { consoleLog, escapeCharacter } = options;
      const log = (shown: Uint8Array): void => {
        if (consoleLog !== undefined) appendNamedFile(io, consoleLog, shown);
      };
      log(new Uint8Array(0)); // a file that cannot be written is said before anything is sent
      const seat = new SerialSeat({ io, escapeCharacter, log });
      try {
        return await (options.reconnect ? attendAgain : attend)(await withPassword(context), seat, instance);
      } finally {
        seat.rise();
      }
    };
  },
};

/** One session and one console in it; closed on every way out. */
function attend(context: CommandContext, seat: SerialSeat, instance: number): Promise<number> {
  return inSession(async ({ client }, { io, options }) => {
    const console = await client.openConsole({ instance, onEvent: (event) => seat.report(event) });
    try {
      io.stdout.write(operationalText(options.escapeCharacter));
      seat.sit();
      await seat.attend(console);
      // A signal closes the session, which ends the console without an error.
      return interruptionExitCode(io.interrupted) ?? 0;
    } finally {
      await console.close();
    }
  })(context);
}

/** As often as the session or the console is lost; the first time it must succeed. */
async function attendAgain(context: CommandContext, seat: SerialSeat, instance: number): Promise<number> {
  const { io } = context;
  let pause = firstPause;
  let wasOpen = false;
  for (;;) {
    const begun = performance.now();
    try {
      return await attend(context, seat, instance);
    } catch (error) {
      wasOpen ||= seat.hasSat;
      if (!wasOpen || seat.left.aborted || io.interrupted.aborted || !isLoss(error)) throw error;
      // What held for a while was no try that failed.
      if (performance.now() - begun > 1000 * longestPause) pause = firstPause;
      const { message } = errorDocument(error).error;
      io.stderr.write(`ruipmi: ${message}; the next try is in ${pause} s\n`);
    }
    await pauseUnless(pause * 1000, [seat.left, io.interrupted]);
    if (seat.left.aborted) return 0;
    pause = Math.min(2 * pause, longestPause);
  }
}

/** Nobody is to blame but the network, or a managed system that starts anew. */
function isLoss(error: unknown): boolean {
  if (error instanceof ConsoleError) return error.code === "consoleLost";
  return error instanceof NetworkError || error instanceof SessionLostError;
}

/** The password is asked for once, before the terminal is the console's. */
async function withPassword(context: CommandContext): Promise<CommandContext> {
  const { options, io, shared } = context;
  if (shared !== undefined || !options.reconnect || options.passwordSource.type !== "prompt") return context;
  const password = await readPassword(options.passwordSource, io);
  return { ...context, options: { ...options, passwordSource: { type: "value", password } } };
}

function pauseUnless(milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    for (const signal of signals) signal.addEventListener("abort", end);
    if (signals.some(({ aborted }) => aborted)) end();
  });
}

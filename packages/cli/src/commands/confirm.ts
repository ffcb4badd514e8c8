import type { CommandContext } from "./cli-command.ts";

/**
 * Asks before something is destroyed that cannot be had back, and only where somebody can answer: on a terminal, without
 * `--yes`. A script does as it is told.
 *
 * @param question - what is about to happen, without a question mark's company: `Clear the event log?`
 * @returns whether to go on; anything but `y` or `yes` is a no
 *
 * @example
 * ```ts
 * if (!(await confirm(context, "Clear the event log?"))) return declined(context);
 * ```
 */
export async function confirm({ options, io }: CommandContext, question: string): Promise<boolean> {
  const canBeAsked = io.stdin.isTerminal && (io.stdout.isTerminal || io.stderr.isTerminal);
  if (options.yes || !canBeAsked) return true;
  const answer = await io.stdin.readLine({ prompt: `${question} [y/N] ` });
  return /^\s*y(es)?\s*$/i.test(answer ?? "");
}

/** What a command returns where {@link confirm} said no: says so on stderr, exit code 1. */
export function declined({ io }: CommandContext): number {
  io.stderr.write("ruipmi: nothing was done\n");
  return 1;
}

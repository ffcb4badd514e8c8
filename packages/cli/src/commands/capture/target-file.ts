import { CommandFailure } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import type { CommandContext } from "../cli-command.ts";
import { confirm } from "../confirm.ts";

/** A file that is there is somebody's work: it is asked for on a terminal, and refused to a script. */
export async function mayWrite(context: CommandContext, target: string): Promise<boolean> {
  const { options, io } = context;
  if (target === "-" || options.yes || !io.fileExists(target)) return true;
  if (io.stdin.isTerminal && io.stderr.isTerminal) return await confirm(context, `Replace ${quote(target)}?`);
  throw new CommandFailure("file", `${quote(target)} exists: --yes replaces it`);
}

/** The failure for a file that cannot be written. */
export function cannotWrite(target: string, error: unknown): CommandFailure {
  return new CommandFailure("file", `cannot write ${quote(target)}: ${(error as Error).message}`);
}

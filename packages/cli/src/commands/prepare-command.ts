import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { quote } from "../options/values.ts";
import type { RunCommand } from "./cli-command.ts";
import type { FoundCommand } from "./find-command.ts";

/** Understands a command's arguments; where one is refused without a guess, the nearest of the command's words is added. */
export function prepareCommand({ command, args }: FoundCommand): RunCommand {
  try {
    return command.prepare(args);
  } catch (error) {
    if (!(error instanceof UsageError) || error.message.includes("did you mean")) throw error;
    const at = args.findIndex((arg) => error.message.includes(quote(arg)));
    throw new UsageError(error.message + (at < 0 ? "" : didYouMean(args[at]!, command.words?.[at] ?? [])));
  }
}

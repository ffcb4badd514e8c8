import type { CliCommand } from "../cli-command.ts";
import { sessionInfo } from "./info.ts";

/** The commands of `session`, in the order in which help lists them. */
export const sessionCommands: readonly CliCommand[] = [sessionInfo];

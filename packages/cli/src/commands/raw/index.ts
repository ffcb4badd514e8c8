import type { CliCommand } from "../cli-command.ts";
import { raw } from "./raw.ts";

/** `raw`. */
export const rawCommands: readonly CliCommand[] = [raw];

import type { CliCommand } from "../cli-command.ts";
import { completion } from "./completion.ts";
import { echo } from "./echo.ts";
import { exec } from "./exec.ts";
import { set } from "./set.ts";
import { shell } from "./shell.ts";

/** What runs, changes and completes other lines, in the order in which help lists it. */
export const lineCommands: readonly CliCommand[] = [exec, shell, set, echo, completion];

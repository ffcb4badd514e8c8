import type { CliCommand } from "../cli-command.ts";
import { event } from "./event.ts";
import { eventFile } from "./event-file.ts";

/** The commands of `event`, in the order in which help lists them. */
export const eventCommands: readonly CliCommand[] = [event, eventFile];

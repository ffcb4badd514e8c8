import type { CliCommand } from "../cli-command.ts";
import { fruEdit } from "./edit.ts";
import { fruList, fruPrint } from "./print.ts";
import { fruRead } from "./read.ts";
import { fruWrite } from "./write.ts";

/** The commands of `fru`, in the order in which help lists them. */
export const fruCommands: readonly CliCommand[] = [fruPrint, fruList, fruRead, fruWrite, fruEdit];

import type { CliCommand } from "../cli-command.ts";
import { lanAlertPrint } from "./alert-print.ts";
import { lanAlertSet } from "./alert-set.ts";
import { lanPrint } from "./print.ts";
import { lanSet } from "./set.ts";
import { lanStatsClear, lanStatsGet } from "./stats.ts";

/** The commands of `lan`, in the order in which help lists them. */
export const lanCommands: readonly CliCommand[] = [
  lanPrint,
  lanSet,
  lanAlertPrint,
  lanAlertSet,
  lanStatsGet,
  lanStatsClear,
];

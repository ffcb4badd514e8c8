import type { CliCommand } from "../cli-command.ts";
import { captureCassette } from "./cassette.ts";
import { captureDecrypt } from "./decrypt.ts";
import { captureList } from "./list.ts";
import { captureReplay } from "./replay.ts";
import { captureShow } from "./show.ts";
import { captureStats } from "./stats.ts";

/** Commands about captures, which need no managed system; in the order in which help lists them. */
export const captureCommands: readonly CliCommand[] = [
  captureList,
  captureShow,
  captureStats,
  captureDecrypt,
  captureReplay,
  captureCassette,
];

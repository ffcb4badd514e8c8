import type { CliCommand } from "../cli-command.ts";
import { solActivate } from "./activate.ts";
import { solDeactivate } from "./deactivate.ts";
import { solInfo } from "./info.ts";
import { solLooptest } from "./looptest.ts";
import { solPayload } from "./payload.ts";
import { solSet } from "./set.ts";

/** The commands of `sol`, in the order in which help lists them. */
export const solCommands: readonly CliCommand[] = [
  solInfo,
  solSet,
  solActivate,
  solDeactivate,
  solPayload,
  solLooptest,
];

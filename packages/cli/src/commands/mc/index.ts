import type { CliCommand } from "../cli-command.ts";
import { mcGetenables } from "./getenables.ts";
import { mcGetsysinfo } from "./getsysinfo.ts";
import { mcGuid } from "./guid.ts";
import { mcInfo } from "./info.ts";
import { mcReset } from "./reset.ts";
import { mcSelftest } from "./selftest.ts";
import { mcSetenables } from "./setenables.ts";
import { mcSetsysinfo } from "./setsysinfo.ts";
import { mcWatchdogGet } from "./watchdog-get.ts";
import { mcWatchdogOff } from "./watchdog-off.ts";
import { mcWatchdogReset } from "./watchdog-reset.ts";
import { mcWatchdogSet } from "./watchdog-set.ts";

/** The commands of `mc`, in the order in which help lists them. */
export const mcCommands: readonly CliCommand[] = [
  mcInfo,
  mcGuid,
  mcSelftest,
  mcReset,
  mcWatchdogGet,
  mcWatchdogSet,
  mcWatchdogReset,
  mcWatchdogOff,
  mcGetenables,
  mcSetenables,
  mcGetsysinfo,
  mcSetsysinfo,
];

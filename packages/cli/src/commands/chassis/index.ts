import type { CliCommand } from "../cli-command.ts";
import { chassisBootdev } from "./bootdev.ts";
import { chassisBootmboxGet } from "./bootmbox-get.ts";
import { chassisBootmboxSet } from "./bootmbox-set.ts";
import { chassisBootparamGet } from "./bootparam-get.ts";
import { chassisBootparamSet } from "./bootparam-set.ts";
import { chassisIdentifyCommand } from "./identify.ts";
import { chassisPoh } from "./poh.ts";
import { chassisPolicy } from "./policy.ts";
import { chassisPower } from "./power.ts";
import { chassisRestartCause } from "./restart-cause.ts";
import { chassisSelftest } from "./selftest.ts";
import { chassisStatus } from "./status.ts";

/** The commands of `chassis`, in the order in which help lists them. */
export const chassisCommands: readonly CliCommand[] = [
  chassisStatus,
  chassisPower,
  chassisIdentifyCommand,
  chassisPolicy,
  chassisRestartCause,
  chassisPoh,
  chassisBootdev,
  chassisBootparamGet,
  chassisBootparamSet,
  chassisBootmboxGet,
  chassisBootmboxSet,
  chassisSelftest,
];

import { chassisPower } from "./chassis-power.ts";
import { chassisStatus } from "./chassis-status.ts";
import type { CliCommand } from "./cli-command.ts";
import { demo } from "./demo.ts";
import { mcInfo } from "./mc-info.ts";
import { ping } from "./ping.ts";
import { raw } from "./raw.ts";
import { sim } from "./sim.ts";

/** Every command, in the order in which help lists them. */
export const commandTable: readonly CliCommand[] = [mcInfo, chassisStatus, chassisPower, raw, ping, sim, demo];

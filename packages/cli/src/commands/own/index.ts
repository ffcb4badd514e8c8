import type { CliCommand } from "../cli-command.ts";
import { demo } from "./demo.ts";
import { ping } from "./ping.ts";
import { sim } from "./sim.ts";

/** What ipmitool has no word for, in the order in which help lists it. */
export const ownCommands: readonly CliCommand[] = [ping, sim, demo];

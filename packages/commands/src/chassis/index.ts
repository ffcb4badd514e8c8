import type { AnyCommand } from "@ruipmi/core/wire";
import { chassisControl } from "./chassis-control.ts";
import { getChassisStatus } from "./get-chassis-status.ts";

export * from "./chassis-control.ts";
export * from "./get-chassis-status.ts";

/** The Chassis commands, in the order of their numbers. */
export const chassisCommands: readonly AnyCommand[] = [getChassisStatus, chassisControl] as readonly AnyCommand[];

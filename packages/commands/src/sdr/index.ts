import type { AnyCommand } from "@ruipmi/core/wire";

/** The SDR repository commands, in the order of their numbers. */
export const sdrCommands: readonly AnyCommand[] = [];

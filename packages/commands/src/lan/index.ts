import type { AnyCommand } from "@ruipmi/core/wire";

/** The Transport commands, in the order of their numbers. */
export const lanCommands: readonly AnyCommand[] = [];

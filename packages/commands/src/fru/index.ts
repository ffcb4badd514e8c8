import type { AnyCommand } from "@ruipmi/core/wire";

/** The FRU inventory commands, in the order of their numbers. */
export const fruCommands: readonly AnyCommand[] = [];

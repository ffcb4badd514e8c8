import type { AnyCommand } from "@ruipmi/core/wire";

/** The DCMI commands, in the order of their numbers. */
export const dcmiCommands: readonly AnyCommand[] = [];

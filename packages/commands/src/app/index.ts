import type { AnyCommand } from "@ruipmi/core/wire";

/** The App commands, in the order of their numbers. */
export const appCommands: readonly AnyCommand[] = [];

import type { AnyCommand } from "@ruipmi/core/wire";

/** The SEL commands, in the order of their numbers. */
export const selCommands: readonly AnyCommand[] = [];

import type { AnyCommand } from "@ruipmi/core/wire";

/** The Serial over LAN and payloads commands, in the order of their numbers. */
export const solCommands: readonly AnyCommand[] = [];

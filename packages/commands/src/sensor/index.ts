import type { AnyCommand } from "@ruipmi/core/wire";

/** The Sensor/Event commands, in the order of their numbers. */
export const sensorCommands: readonly AnyCommand[] = [];

import type { CliCommand } from "../cli-command.ts";
import { sensorGet } from "./get.ts";
import { sensorList } from "./list.ts";
import { sensorReading } from "./reading.ts";
import { sensorThresh } from "./thresh.ts";

/** The commands of `sensor`, in the order in which help lists them. */
export const sensorCommands: readonly CliCommand[] = [sensorList, sensorGet, sensorReading, sensorThresh];

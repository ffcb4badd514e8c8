import { captureCommands } from "./capture/index.ts";
import { channelCommands } from "./channel/index.ts";
import { chassisCommands } from "./chassis/index.ts";
import type { CliCommand } from "./cli-command.ts";
import { dcmiCommands } from "./dcmi/index.ts";
import { eventCommands } from "./event/index.ts";
import { fruCommands } from "./fru/index.ts";
import { lanCommands } from "./lan/index.ts";
import { lineCommands } from "./lines/index.ts";
import { mcCommands } from "./mc/index.ts";
import { ownCommands } from "./own/index.ts";
import { pefCommands } from "./pef/index.ts";
import { rawCommands } from "./raw/index.ts";
import { sdrCommands } from "./sdr/index.ts";
import { selCommands } from "./sel/index.ts";
import { sensorCommands } from "./sensor/index.ts";
import { sessionCommands } from "./session/index.ts";
import { solCommands } from "./sol/index.ts";
import { userCommands } from "./user/index.ts";

/** Every command, in the order in which help lists them. */
export const commandTable: readonly CliCommand[] = [
  ...mcCommands,
  ...chassisCommands,
  ...sdrCommands,
  ...sensorCommands,
  ...selCommands,
  ...eventCommands,
  ...fruCommands,
  ...lanCommands,
  ...userCommands,
  ...channelCommands,
  ...sessionCommands,
  ...solCommands,
  ...dcmiCommands,
  ...pefCommands,
  ...rawCommands,
  ...captureCommands,
  ...lineCommands,
  ...ownCommands,
];

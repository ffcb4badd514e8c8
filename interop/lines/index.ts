import { channelLines } from "./channel.ts";
import { chassisLines } from "./chassis.ts";
import { dcmiLines } from "./dcmi.ts";
import { eventLines } from "./event.ts";
import { execLines } from "./exec.ts";
import { fruLines } from "./fru.ts";
import { lanLines } from "./lan.ts";
import type { LineGroup } from "./line.ts";
import { mcLines } from "./mc.ts";
import { pefLines } from "./pef.ts";
import { rawLines } from "./raw.ts";
import { sdrLines } from "./sdr.ts";
import { selLines } from "./sel.ts";
import { sensorLines } from "./sensor.ts";
import { sessionLines } from "./session.ts";
import { solLines } from "./sol.ts";
import { userLines } from "./user.ts";

/** Every line that ipmitool and ruipmi are compared at, by group. */
export const lineGroups: readonly LineGroup[] = [
  ...mcLines,
  ...chassisLines,
  ...sdrLines,
  ...sensorLines,
  ...selLines,
  ...eventLines,
  ...fruLines,
  ...lanLines,
  ...userLines,
  ...channelLines,
  ...sessionLines,
  ...solLines,
  ...dcmiLines,
  ...pefLines,
  ...rawLines,
  ...execLines,
];

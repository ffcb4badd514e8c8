import type { CliCommand } from "../cli-command.ts";
import { dcmiGetConfParam, dcmiSetConfParam } from "./configuration.ts";
import { dcmiDiscover } from "./discover.ts";
import { dcmiPowerActivate, dcmiPowerDeactivate, dcmiPowerReading } from "./power.ts";
import { dcmiPowerGetLimit, dcmiPowerSetLimit } from "./power-limit.ts";
import { dcmiSensors } from "./sensors.ts";
import { dcmiAssetTag, dcmiGetMcIdString, dcmiMcIdString, dcmiSetAssetTag, dcmiSetMcIdString } from "./strings.ts";
import { dcmiGetTempReading, dcmiThermalPolicyGet, dcmiThermalPolicySet } from "./thermal.ts";

/** The commands of `dcmi`, in the order in which help lists them. */
export const dcmiCommands: readonly CliCommand[] = [
  dcmiDiscover,
  dcmiPowerReading,
  dcmiPowerGetLimit,
  dcmiPowerSetLimit,
  dcmiPowerActivate,
  dcmiPowerDeactivate,
  dcmiSensors,
  dcmiGetTempReading,
  dcmiThermalPolicyGet,
  dcmiThermalPolicySet,
  dcmiAssetTag,
  dcmiSetAssetTag,
  dcmiGetMcIdString,
  dcmiMcIdString,
  dcmiSetMcIdString,
  dcmiGetConfParam,
  dcmiSetConfParam,
];

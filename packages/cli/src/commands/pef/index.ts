import type { CliCommand } from "../cli-command.ts";
import { pefFilterSwitches, pefPolicySwitches } from "./enable.ts";
import { pefFilterList } from "./filter-list.ts";
import { pefInfo } from "./info.ts";
import { pefPolicyList } from "./policy-list.ts";
import { pefStatus } from "./status.ts";

/** The commands of `pef`, in the order in which help lists them. */
export const pefCommands: readonly CliCommand[] = [
  pefInfo,
  pefStatus,
  pefFilterList,
  ...pefFilterSwitches,
  pefPolicyList,
  ...pefPolicySwitches,
];

import {
  type GetPefConfigurationParametersRequest,
  type GetPefConfigurationParametersResponse,
  getPefConfigurationParameters,
  type PefParameter,
  type PefParameterName,
  type PefParameterValues,
  pefParameterName,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { PefState } from "../../device/pef/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { alertStringBlock } from "./alert-strings.ts";
import { parameterNotSupported } from "./refusals.ts";

/** Get PEF Configuration Parameters (IPMI v2.0 §30.4). */
export const getPefConfigurationParametersHandler: BuiltInHandler<
  GetPefConfigurationParametersRequest,
  GetPefConfigurationParametersResponse
> = {
  command: getPefConfigurationParameters,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ revisionOnly, parameterSelector, setSelector, blockSelector }, { device: { pef } }) => {
    const parameter = pefParameterName(parameterSelector);
    if (parameter === undefined) return refuse(parameterNotSupported);
    if (revisionOnly) return { parameterRevision };
    const value = parameterValue(pef, parameter, setSelector, blockSelector);
    if (value === undefined) return refuse(CompletionCode.parameterOutOfRange);
    return { parameterRevision, parameter: { parameter, value } as PefParameter };
  },
};

/** Version 1, compatible with 1. */
const parameterRevision = 0x11;

function parameterValue(
  pef: PefState,
  name: PefParameterName,
  set: number,
  block: number,
): PefParameterValues[PefParameterName] | undefined {
  switch (name) {
    case "eventFilterCount":
      return pef.eventFilters.length;
    case "eventFilter":
    case "eventFilterState": {
      const entry = pef.eventFilters[set - 1];
      if (entry === undefined) return undefined;
      const { enabled, type } = entry;
      return name === "eventFilterState" ? { filter: set, enabled, type } : { filter: set, ...entry };
    }
    case "alertPolicyCount":
      return pef.alertPolicies.length;
    case "alertPolicy": {
      const entry = pef.alertPolicies[set - 1];
      return entry && { entry: set, ...entry };
    }
    case "alertStringCount":
      return Math.max(pef.alertStrings.length - 1, 0);
    case "alertStringKeys": {
      const entry = pef.alertStrings[set];
      return entry && { string: set, eventFilter: entry.eventFilter, stringSet: entry.stringSet };
    }
    case "alertString": {
      const entry = pef.alertStrings[set];
      return entry && alertStringBlock(entry, set, block);
    }
    default:
      return pef[name];
  }
}

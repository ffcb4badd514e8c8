import {
  type PefParameter,
  pefParameterFormats,
  type SetPefConfigurationParametersRequest,
  setPefConfigurationParameters,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { PefState } from "../../device/pef/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { setAlertStringBlock } from "./alert-strings.ts";
import { parameterIsReadOnly, parameterNotSupported, setAlreadyInProgress } from "./refusals.ts";

/** Set PEF Configuration Parameters (IPMI v2.0 §30.3): holds at once, whatever "set in progress" says. */
export const setPefConfigurationParametersHandler: BuiltInHandler<SetPefConfigurationParametersRequest, void> = {
  command: setPefConfigurationParameters,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ parameter: set }, { device: { pef } }) => {
    if (set.parameter === "unknown") return refuse(parameterNotSupported);
    if (pefParameterFormats[set.parameter].readOnly) return refuse(parameterIsReadOnly);
    if (set.parameter === "setInProgress") {
      // There is no rollback, and nothing that "commit write" would have to write.
      if (set.value > 1) return refuse(CompletionCode.invalidDataField);
      if (set.value === 1 && pef.setInProgress === 1) return refuse(setAlreadyInProgress);
    }
    return setValue(pef, set) ? undefined : refuse(CompletionCode.parameterOutOfRange);
  },
};

/** False where there is no such set or block. */
function setValue(pef: PefState, set: Exclude<PefParameter, { parameter: "unknown" }>): boolean {
  switch (set.parameter) {
    case "eventFilter":
    case "eventFilterState": {
      const { filter, ...entry } = set.value;
      return assign(pef.eventFilters[filter - 1], entry);
    }
    case "alertPolicy": {
      const { entry: place, ...entry } = set.value;
      return assign(pef.alertPolicies[place - 1], entry);
    }
    case "alertStringKeys": {
      const { string, ...keys } = set.value;
      return assign(pef.alertStrings[string], keys);
    }
    case "alertString": {
      const entry = pef.alertStrings[set.value.string];
      return entry !== undefined && setAlertStringBlock(entry, set.value);
    }
    default:
      return assign(pef, { [set.parameter]: set.value });
  }
}

function assign<T extends object>(target: T | undefined, change: Partial<T>): boolean {
  if (target !== undefined) Object.assign(target, change);
  return target !== undefined;
}

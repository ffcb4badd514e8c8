import {
  lanParameterFormats,
  type SetLanConfigurationParametersRequest,
  setLanConfigurationParameters,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { badPasswordLimits } from "./bad-password-threshold.ts";
import { parameterIsReadOnly, parameterNotSupported, setAlreadyInProgress } from "./refusals.ts";

/** Set LAN Configuration Parameters (IPMI v2.0 §23.1): holds at once, whatever "set in progress" says. */
export const setLanConfigurationParametersHandler: BuiltInHandler<SetLanConfigurationParametersRequest, void> = {
  command: setLanConfigurationParameters,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ channelNumber, parameter: set }, { device: { lan, accounts } }) => {
    if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
    if (set.parameter === "unknown") return refuse(parameterNotSupported);
    if (lanParameterFormats[set.parameter].readOnly) return refuse(parameterIsReadOnly);
    if (set.parameter === "badPasswordThreshold") {
      accounts.badPasswords = badPasswordLimits(set.value);
      return undefined;
    }
    if (lan.parameters[set.parameter] === undefined) return refuse(parameterNotSupported);
    if (set.parameter === "setInProgress") {
      // There is no rollback, and nothing that "commit write" would have to write.
      if (set.value > 1) return refuse(CompletionCode.invalidDataField);
      if (set.value === 1 && lan.parameters.setInProgress === 1) return refuse(setAlreadyInProgress);
    }
    Object.assign(lan.parameters, { [set.parameter]: set.value });
    return undefined;
  },
};

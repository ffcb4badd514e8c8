import {
  type AlertDestination,
  type AlertDestinationAddress,
  lanParameterFormats,
  type SetLanConfigurationParametersRequest,
  setLanConfigurationParameters,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { isPlainLanParameter, type LanState } from "../../device/lan/index.ts";
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
    if (set.parameter === "alertDestination" || set.parameter === "alertDestinationAddress") {
      return setAlertDestination(lan, set.value) ? undefined : refuse(CompletionCode.parameterOutOfRange);
    }
    if (!isPlainLanParameter(set.parameter) || lan.parameters[set.parameter] === undefined)
      return refuse(parameterNotSupported);
    if (set.parameter === "setInProgress") {
      // There is no rollback, and nothing that "commit write" would have to write.
      if (set.value > 1) return refuse(CompletionCode.invalidDataField);
      if (set.value === 1 && lan.parameters.setInProgress === 1) return refuse(setAlreadyInProgress);
    }
    Object.assign(lan.parameters, { [set.parameter]: set.value });
    return undefined;
  },
};

/** False where there is no such destination, or no address that it could have. */
function setAlertDestination(
  { alertDestinations }: LanState,
  value: AlertDestination | AlertDestinationAddress,
): boolean {
  const entry = alertDestinations[value.destination];
  if (entry === undefined) return false;
  if (!("format" in value)) {
    const { destination: _, ...how } = value;
    entry.how = how;
    return true;
  }
  if (value.format !== "ipv4") return false;
  const { destination: _, format: __, ...where } = value;
  entry.where = where;
  return true;
}

import {
  type GetLanConfigurationParametersRequest,
  type GetLanConfigurationParametersResponse,
  getLanConfigurationParameters,
  type LanParameter,
  type LanParameterName,
  type LanParameterValues,
  lanParameterName,
} from "@ruipmi/commands";
import { type CipherSuite, CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcDevice } from "../../device/device.ts";
import { cipherSuiteEntries, isPlainLanParameter, type LanState } from "../../device/lan/index.ts";
import type { BmcHost } from "../../host.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { badPasswordParameter } from "./bad-password-threshold.ts";
import { parameterNotSupported } from "./refusals.ts";

/** Get LAN Configuration Parameters (IPMI v2.0 §23.2): what the machine has of them. */
export function getLanConfigurationParametersHandler({
  config,
}: BmcHost): BuiltInHandler<GetLanConfigurationParametersRequest, GetLanConfigurationParametersResponse> {
  return {
    command: getLanConfigurationParameters,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: ({ channelNumber, revisionOnly, parameterSelector, setSelector }, { device }) => {
      if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
      const parameter = lanParameterName(parameterSelector);
      const value =
        parameter === undefined ? undefined : parameterValue(device, parameter, setSelector, config.cipherSuites);
      if (value === undefined) return refuse(parameterNotSupported);
      if (value === noSuchSet) return refuse(CompletionCode.parameterOutOfRange);
      if (revisionOnly) return { parameterRevision };
      return { parameterRevision, parameter: { parameter, value } as LanParameter };
    },
  };
}

/** What the set selector names is not there. */
const noSuchSet = Symbol("no such set");

/** Version 1, compatible with 1. */
const parameterRevision = 0x11;

function parameterValue(
  { lan, accounts }: BmcDevice,
  name: LanParameterName,
  set: number,
  enabled: readonly CipherSuite[],
): LanParameterValues[LanParameterName] | typeof noSuchSet | undefined {
  switch (name) {
    case "cipherSuiteEntries":
      return cipherSuiteEntries(lan, enabled);
    case "cipherSuiteEntrySupport":
      return lan.parameters.cipherSuiteEntrySupport ?? cipherSuiteEntries(lan, enabled).length;
    case "badPasswordThreshold":
      return badPasswordParameter(accounts.badPasswords);
    case "alertDestinationCount":
    case "alertDestination":
    case "alertDestinationAddress":
      return alertParameter(lan, name, set);
    default:
      return isPlainLanParameter(name) ? lan.parameters[name] : undefined;
  }
}

/** The volatile destination 0 is not counted; without it there is no alerting (IPMI v2.0 table 23-4, parameter 17). */
function alertParameter(
  { alertDestinations }: LanState,
  name: "alertDestinationCount" | "alertDestination" | "alertDestinationAddress",
  destination: number,
): LanParameterValues[LanParameterName] | typeof noSuchSet | undefined {
  if (alertDestinations.length === 0) return undefined;
  if (name === "alertDestinationCount") return alertDestinations.length - 1;
  const entry = alertDestinations[destination];
  if (entry === undefined) return noSuchSet;
  return name === "alertDestination" ? { destination, ...entry.how } : { destination, format: "ipv4", ...entry.where };
}

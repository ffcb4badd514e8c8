import {
  type GetLanConfigurationParametersRequest,
  type GetLanConfigurationParametersResponse,
  getLanConfigurationParameters,
  type LanParameter,
  type LanParameterName,
  type LanParameterValues,
  lanParameterName,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { LanState } from "../../device/lan/index.ts";
import type { BmcHost } from "../../host.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { parameterNotSupported } from "./refusals.ts";

/** Get LAN Configuration Parameters (IPMI v2.0 §23.2): what the machine has of them. */
export function getLanConfigurationParametersHandler({
  config,
}: BmcHost): BuiltInHandler<GetLanConfigurationParametersRequest, GetLanConfigurationParametersResponse> {
  const suites = config.cipherSuites.map(({ id }) => id).slice(0, mostEntries);
  return {
    command: getLanConfigurationParameters,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: ({ channelNumber, revisionOnly, parameterSelector }, { device: { lan } }) => {
      if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
      const parameter = lanParameterName(parameterSelector);
      const value = parameter === undefined ? undefined : parameterValue(lan, parameter, suites);
      if (value === undefined) return refuse(parameterNotSupported);
      if (revisionOnly) return { parameterRevision };
      return { parameterRevision, parameter: { parameter, value } as LanParameter };
    },
  };
}

/** No more have a place in the parameters (IPMI v2.0 table 23-4). */
const mostEntries = 16;

/** Version 1, compatible with 1. */
const parameterRevision = 0x11;

function parameterValue(
  { parameters }: LanState,
  name: LanParameterName,
  suites: readonly number[],
): LanParameterValues[LanParameterName] | undefined {
  if (name === "cipherSuiteEntries") return parameters.cipherSuiteEntries ?? suites;
  if (name === "cipherSuiteEntrySupport") {
    return parameters.cipherSuiteEntrySupport ?? parameters.cipherSuiteEntries?.length ?? suites.length;
  }
  return parameters[name];
}

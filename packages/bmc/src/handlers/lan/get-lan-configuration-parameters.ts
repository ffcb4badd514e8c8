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
import { cipherSuiteEntries } from "../../device/lan/index.ts";
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
    handler: ({ channelNumber, revisionOnly, parameterSelector }, { device }) => {
      if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
      const parameter = lanParameterName(parameterSelector);
      const value = parameter === undefined ? undefined : parameterValue(device, parameter, config.cipherSuites);
      if (value === undefined) return refuse(parameterNotSupported);
      if (revisionOnly) return { parameterRevision };
      return { parameterRevision, parameter: { parameter, value } as LanParameter };
    },
  };
}

/** Version 1, compatible with 1. */
const parameterRevision = 0x11;

function parameterValue(
  { lan, accounts }: BmcDevice,
  name: LanParameterName,
  enabled: readonly CipherSuite[],
): LanParameterValues[LanParameterName] | undefined {
  switch (name) {
    case "cipherSuiteEntries":
      return cipherSuiteEntries(lan, enabled);
    case "cipherSuiteEntrySupport":
      return lan.parameters.cipherSuiteEntrySupport ?? cipherSuiteEntries(lan, enabled).length;
    case "badPasswordThreshold":
      return badPasswordParameter(accounts.badPasswords);
    default:
      return lan.parameters[name];
  }
}

import {
  type DcmiConfigurationParameter,
  DcmiConfigurationSelector,
  type GetDcmiConfigurationParametersRequest,
  type GetDcmiConfigurationParametersResponse,
  getDcmiConfigurationParameters,
  type SetDcmiConfigurationParametersRequest,
  setDcmiConfigurationParameters,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { DcmiDhcpState } from "../../device/dcmi/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** "Parameter not supported" (DCMI v1.5 §6.1.2). */
const parameterNotSupported = 0x80;

/** Get DCMI Configuration Parameters (DCMI v1.5 §6.1.3). */
export const getDcmiConfigurationParametersHandler: BuiltInHandler<
  GetDcmiConfigurationParametersRequest,
  GetDcmiConfigurationParametersResponse
> = {
  command: getDcmiConfigurationParameters,
  handler: ({ parameterSelector, setSelector }, { device: { dcmi } }) => {
    const parameter = parameterOf(parameterSelector, dcmi.dhcp);
    if (parameter === undefined) return refuse(parameterNotSupported);
    if (setSelector !== 0) return refuse(CompletionCode.invalidDataField);
    return { dcmiMajorVersion: 1, dcmiMinorVersion: 5, parameterRevision: 1, parameter };
  },
};

/** Set DCMI Configuration Parameters (DCMI v1.5 §6.1.2). */
export const setDcmiConfigurationParametersHandler: BuiltInHandler<SetDcmiConfigurationParametersRequest, void> = {
  command: setDcmiConfigurationParameters,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ setSelector, parameter }, { device: { dcmi } }) => {
    if (parameter.kind === "unknown") return refuse(parameterNotSupported);
    if (setSelector !== 0) return refuse(CompletionCode.invalidDataField);
    setParameter(dcmi.dhcp, parameter);
    return undefined;
  },
};

function parameterOf(selector: number, dhcp: DcmiDhcpState): DcmiConfigurationParameter | undefined {
  switch (selector) {
    case DcmiConfigurationSelector.activateDhcp:
      return { kind: "activateDhcp", activate: false };
    case DcmiConfigurationSelector.discoveryConfiguration: {
      const { managementControllerIdString, vendorClass, randomBackOff } = dhcp;
      return { kind: "discoveryConfiguration", managementControllerIdString, vendorClass, randomBackOff };
    }
    case DcmiConfigurationSelector.initialTimeoutInterval:
      return { kind: "initialTimeoutInterval", seconds: dhcp.initialTimeoutInterval };
    case DcmiConfigurationSelector.serverContactTimeoutInterval:
      return { kind: "serverContactTimeoutInterval", seconds: dhcp.serverContactTimeoutInterval };
    case DcmiConfigurationSelector.serverContactRetryInterval:
      return { kind: "serverContactRetryInterval", seconds: dhcp.serverContactRetryInterval };
    default:
      return undefined;
  }
}

function setParameter(
  dhcp: DcmiDhcpState,
  parameter: Exclude<DcmiConfigurationParameter, { readonly kind: "unknown" }>,
): void {
  switch (parameter.kind) {
    case "activateDhcp":
      // There is no DHCP server to ask: the address is the simulation's.
      return;
    case "discoveryConfiguration":
      dhcp.managementControllerIdString = parameter.managementControllerIdString;
      dhcp.vendorClass = parameter.vendorClass;
      dhcp.randomBackOff = parameter.randomBackOff;
      return;
    default:
      dhcp[parameter.kind] = parameter.seconds;
  }
}

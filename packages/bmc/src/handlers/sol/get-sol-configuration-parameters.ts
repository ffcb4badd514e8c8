import {
  type GetSolConfigurationParametersRequest,
  type GetSolConfigurationParametersResponse,
  getSolConfigurationParameters,
  type SolParameter,
  SolParameterSelector,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { SolState } from "../../device/sol/index.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** IPMI v2.0 table 26-4 */
const parameterNotSupported = 0x80;

/** Format 1, compatible with 1 (IPMI v2.0 §26.3). */
const parameterRevision = 0x11;

/** Get SOL Configuration Parameters (IPMI v2.0 §26.3): 0 to 8. */
export const getSolConfigurationParametersHandler: BuiltInHandler<
  GetSolConfigurationParametersRequest,
  GetSolConfigurationParametersResponse
> = {
  command: getSolConfigurationParameters,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ revisionOnly, channelNumber, selector, setSelector, blockSelector }, { device: { sol } }) => {
    const channel = resolveChannel(channelNumber);
    if (channel === undefined) return refuse(CompletionCode.invalidDataField);
    const parameter = parameterOf(sol, selector, channel);
    if (parameter === undefined) return refuse(parameterNotSupported);
    if (setSelector !== 0 || blockSelector !== 0) return refuse(CompletionCode.parameterOutOfRange);
    return revisionOnly ? { revision: parameterRevision } : { revision: parameterRevision, parameter };
  },
};

function parameterOf(sol: SolState, selector: number, channelNumber: number): SolParameter | undefined {
  switch (selector) {
    case SolParameterSelector.setInProgress:
      return { type: "setInProgress", state: sol.setInProgress };
    case SolParameterSelector.enable:
      return { type: "enable", enabled: sol.enabled };
    case SolParameterSelector.authentication: {
      const { forceEncryption, forceAuthentication, privilegeLevel } = sol;
      return { type: "authentication", forceEncryption, forceAuthentication, privilegeLevel };
    }
    case SolParameterSelector.characterAccumulate:
      return {
        type: "characterAccumulate",
        interval: sol.accumulateInterval,
        sendThreshold: sol.sendThreshold,
      };
    case SolParameterSelector.retry:
      return { type: "retry", count: Math.min(sol.retryCount, 7), interval: sol.retryInterval };
    case SolParameterSelector.nonVolatileBitRate:
      return { type: "nonVolatileBitRate", bitRate: sol.nonVolatileBitRate };
    case SolParameterSelector.volatileBitRate:
      return { type: "volatileBitRate", bitRate: sol.volatileBitRate };
    case SolParameterSelector.payloadChannel:
      return { type: "payloadChannel", channelNumber };
    case SolParameterSelector.payloadPort:
      return { type: "payloadPort", port: sol.payloadPort };
    default:
      return undefined;
  }
}

import {
  type SetSolConfigurationParametersRequest,
  SolBitRate,
  type SolParameter,
  setSolConfigurationParameters,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { SolState } from "../../device/sol/index.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, type CommandRefusal, refuse } from "../handler.ts";

// IPMI v2.0 table 26-3
const parameterNotSupported = 0x80;
const notSetComplete = 0x81;
const readOnly = 0x82;

/** Set in progress: 2 would commit, and there is nothing to roll back to (IPMI v2.0 table 26-5). */
const setInProgress = 1;

const bitRates: readonly number[] = Object.values(SolBitRate);

/** Set SOL Configuration Parameters (IPMI v2.0 §26.2). */
export const setSolConfigurationParametersHandler: BuiltInHandler<SetSolConfigurationParametersRequest, void> = {
  command: setSolConfigurationParameters,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ channelNumber, parameter }, { device: { sol } }) => {
    if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
    return setParameter(sol, parameter);
  },
};

function setParameter(sol: SolState, parameter: SolParameter): CommandRefusal | undefined {
  switch (parameter.type) {
    case "setInProgress": {
      if (parameter.state > setInProgress) return refuse(CompletionCode.invalidDataField);
      if (parameter.state === setInProgress && sol.setInProgress === setInProgress) return refuse(notSetComplete);
      sol.setInProgress = parameter.state;
      return undefined;
    }
    case "enable":
      sol.enabled = parameter.enabled;
      return undefined;
    case "authentication": {
      const { privilegeLevel } = parameter;
      if (privilegeLevel < PrivilegeLevel.user || privilegeLevel > PrivilegeLevel.oem) return outOfRange();
      sol.forceEncryption = parameter.forceEncryption;
      sol.forceAuthentication = parameter.forceAuthentication;
      sol.privilegeLevel = privilegeLevel as PrivilegeLevel;
      return undefined;
    }
    case "characterAccumulate":
      if (parameter.interval === 0) return outOfRange();
      sol.accumulateInterval = parameter.interval;
      sol.sendThreshold = parameter.sendThreshold;
      return undefined;
    case "retry":
      sol.retryCount = parameter.count;
      sol.retryInterval = parameter.interval;
      return undefined;
    case "nonVolatileBitRate":
    case "volatileBitRate":
      if (!bitRates.includes(parameter.bitRate)) return outOfRange();
      sol[parameter.type] = parameter.bitRate;
      return undefined;
    case "payloadChannel":
    case "payloadPort":
      // The port is where the engine is reached: to change it here would only break SOL.
      return refuse(readOnly);
    case "other":
      return refuse(parameterNotSupported);
  }
}

function outOfRange(): CommandRefusal {
  return refuse(CompletionCode.parameterOutOfRange);
}

import { type SuspendBmcArpsRequest, type SuspendBmcArpsResponse, suspendBmcArps } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { parameterNotSupported } from "./refusals.ts";

/** Suspend BMC ARPs (IPMI v2.0 §23.3): nothing sends ARPs here, so only what would go on is told. */
export const suspendBmcArpsHandler: BuiltInHandler<SuspendBmcArpsRequest, SuspendBmcArpsResponse> = {
  command: suspendBmcArps,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ channelNumber, suspended }, { device: { lan } }) => {
    if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
    const { arpControl } = lan.parameters;
    if (arpControl === undefined) return refuse(parameterNotSupported);
    return {
      active: {
        arpResponses: arpControl.arpResponses && !suspended.arpResponses,
        gratuitousArps: arpControl.gratuitousArps && !suspended.gratuitousArps,
      },
    };
  },
};

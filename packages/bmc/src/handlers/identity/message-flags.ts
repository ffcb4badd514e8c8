import { clearMessageFlags, getMessageFlags, type MessageFlags } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Clear Message Flags (IPMI v2.0 §22.3). */
export const clearMessageFlagsHandler: BuiltInHandler<MessageFlags, void> = {
  command: clearMessageFlags,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (request, { device: { identity } }) => {
    for (const flag of Object.keys(identity.messageFlags) as (keyof MessageFlags)[]) {
      if (request[flag]) identity.messageFlags[flag] = false;
    }
  },
};

/** Get Message Flags (IPMI v2.0 §22.4). */
export const getMessageFlagsHandler: BuiltInHandler<void, MessageFlags> = {
  command: getMessageFlags,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (_request, { device }) => device.identity.messageFlags,
};

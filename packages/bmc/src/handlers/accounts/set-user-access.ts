import { noAccess, type SetUserAccessRequest, setUserAccess } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { noUserAccess } from "../../device/accounts/index.ts";
import type { BmcHost } from "../../host.ts";
import { namedChannel } from "../channel.ts";
import { type BuiltInHandler, CommandRefusal, refuse } from "../handler.ts";
import { namedUser } from "./named-user.ts";

/** Set User Access (IPMI v2.0 §22.26): what is set holds for the sessions to come. */
export function setUserAccessHandler({ config }: BmcHost): BuiltInHandler<SetUserAccessRequest, void> {
  return {
    command: setUserAccess,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: ({ channelNumber, userId, access, privilegeLimit, sessionLimit }, { device: { accounts } }) => {
      const channel = namedChannel(accounts, channelNumber);
      if (channel?.access === undefined || !isLimit(privilegeLimit)) return refuse(CompletionCode.invalidDataField);
      const user = namedUser(config.users, userId);
      if (user instanceof CommandRefusal) return user;
      user.access[channel.number] = {
        ...(user.access[channel.number] ?? noUserAccess()),
        ...access,
        privilegeLimit,
        ...(sessionLimit === undefined ? undefined : { sessionLimit }),
      };
      return undefined;
    },
  };
}

function isLimit(level: number): boolean {
  return (level >= PrivilegeLevel.callback && level <= PrivilegeLevel.oem) || level === noAccess;
}

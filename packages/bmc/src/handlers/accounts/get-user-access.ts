import {
  type GetUserAccessRequest,
  type GetUserAccessResponse,
  getUserAccess,
  UserEnableStatus,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { isSuspended, noUserAccess } from "../../device/accounts/index.ts";
import type { BmcHost } from "../../host.ts";
import { namedChannel } from "../channel.ts";
import { type BuiltInHandler, CommandRefusal, refuse } from "../handler.ts";
import { namedUser } from "./named-user.ts";

/** Get User Access (IPMI v2.0 §22.27): a suspended user counts as disabled. */
export function getUserAccessHandler({ config }: BmcHost): BuiltInHandler<GetUserAccessRequest, GetUserAccessResponse> {
  return {
    command: getUserAccess,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: ({ channelNumber, userId }, { device: { accounts }, now }) => {
      const channel = namedChannel(accounts, channelNumber);
      if (channel?.access === undefined) return refuse(CompletionCode.invalidDataField);
      const user = namedUser(config.users, userId);
      if (user instanceof CommandRefusal) return user;
      const enabled = accounts.users.filter((other) => other.isEnabled && !isSuspended(other, now));
      const { restrictedToCallback, linkAuthenticationEnabled, ipmiMessagingEnabled, privilegeLimit } =
        user.access[channel.number] ?? noUserAccess();
      return {
        maximumUserId: accounts.users.length,
        enableStatus: enabled.includes(user) ? UserEnableStatus.enabled : UserEnableStatus.disabled,
        enabledUserCount: enabled.length,
        fixedNameCount: accounts.users.filter(({ nameIsFixed }) => nameIsFixed).length,
        restrictedToCallback,
        linkAuthenticationEnabled,
        ipmiMessagingEnabled,
        privilegeLimit,
      };
    },
  };
}

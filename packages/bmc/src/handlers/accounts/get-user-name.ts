import { type GetUserNameRequest, type GetUserNameResponse, getUserName } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcHost } from "../../host.ts";
import { type BuiltInHandler, CommandRefusal } from "../handler.ts";
import { namedUser } from "./named-user.ts";

/** Get User Name (IPMI v2.0 §22.29): zeros where there is none. */
export function getUserNameHandler({ config }: BmcHost): BuiltInHandler<GetUserNameRequest, GetUserNameResponse> {
  return {
    command: getUserName,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: ({ userId }) => {
      const user = namedUser(config.users, userId);
      return user instanceof CommandRefusal ? user : { name: user.name };
    },
  };
}

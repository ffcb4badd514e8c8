import { type SetUserNameRequest, setUserName } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcHost } from "../../host.ts";
import { type BuiltInHandler, CommandRefusal, refuse } from "../handler.ts";
import { namedUser } from "./named-user.ts";

/** Set User Name (IPMI v2.0 §22.28): the null user keeps having none. */
export function setUserNameHandler({ config }: BmcHost): BuiltInHandler<SetUserNameRequest, void> {
  return {
    command: setUserName,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: ({ userId, name }) => {
      const user = namedUser(config.users, userId);
      if (user instanceof CommandRefusal) return user;
      if (user.nameIsFixed) return refuse(CompletionCode.invalidDataField);
      user.name = name;
      return undefined;
    },
  };
}

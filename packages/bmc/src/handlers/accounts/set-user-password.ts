import { PasswordOperation, type SetUserPasswordRequest, setUserPassword } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { forgetRefusedLogins } from "../../device/accounts/index.ts";
import type { BmcHost } from "../../host.ts";
import type { PasswordTest } from "../../users.ts";
import { type BuiltInHandler, CommandRefusal, refuse } from "../handler.ts";
import { namedUser } from "./named-user.ts";

/** What a test that did not pass is refused with (IPMI v2.0 §22.30). */
const testCodes: Readonly<Record<Exclude<PasswordTest, "same">, number>> = { other: 0x80, otherSize: 0x81 };

/** Set User Password (IPMI v2.0 §22.30): what is set holds for the logins to come, sessions go on. */
export function setUserPasswordHandler({ config: { users } }: BmcHost): BuiltInHandler<SetUserPasswordRequest, void> {
  return {
    command: setUserPassword,
    options: { privilegeLevel: PrivilegeLevel.administrator },
    handler: ({ userId, operation, passwordSize, password }) => {
      const user = namedUser(users, userId);
      if (user instanceof CommandRefusal) return user;
      switch (operation) {
        case PasswordOperation.disableUser:
          user.isEnabled = false;
          return undefined;
        case PasswordOperation.enableUser:
          user.isEnabled = true;
          return forgetRefusedLogins(user);
        case PasswordOperation.setPassword:
          if (password === undefined) return refuse(CompletionCode.requestDataLengthInvalid);
          return users.setPassword(userId, password, passwordSize);
        case PasswordOperation.testPassword: {
          if (password === undefined) return refuse(CompletionCode.requestDataLengthInvalid);
          const result = users.testPassword(userId, password, passwordSize);
          return result === "same" ? undefined : refuse(testCodes[result]);
        }
      }
    },
  };
}

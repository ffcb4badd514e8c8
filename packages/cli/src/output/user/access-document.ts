/** What a user may do over a channel, as `--json` prints it. */
import { type ListedUser, noAccess, UserEnableStatus } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { nameText } from "../ipmi-names.ts";
import { boolean, integer, type JsonSchema, nameOrNumber, object, string } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

const limits = { ...PrivilegeLevel, noAccess };

/** A user. */
export function userDocument({ userId, name, access }: ListedUser): object {
  return {
    userId,
    name: nameText(name),
    nameIsFixed: userId <= access.fixedNameCount,
    callIn: !access.restrictedToCallback,
    linkAuthentication: access.linkAuthenticationEnabled,
    ipmiMessaging: access.ipmiMessagingEnabled,
    privilegeLimit: keyOf(limits, access.privilegeLimit),
    enabled: keyOf(UserEnableStatus, access.enableStatus),
  };
}

/** The schema of {@link userDocument}. */
export const userSchema: JsonSchema = object({
  userId: integer("1 to 63", 1, 63),
  name: string("empty for the null user, and for a place that nobody has"),
  nameIsFixed: boolean("whether the name cannot be set"),
  callIn: boolean("whether the user may open sessions by itself, and not only be called back"),
  linkAuthentication: boolean("whether the user may authenticate a link, such as PPP's"),
  ipmiMessaging: boolean("whether the user may open sessions for IPMI messages"),
  privilegeLimit: nameOrNumber(limits, "the highest level the user gets over the channel"),
  enabled: nameOrNumber(UserEnableStatus, "whether the user is enabled at all"),
});

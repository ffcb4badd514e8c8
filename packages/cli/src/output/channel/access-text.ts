import type { ListedUser } from "@ruipmi/commands";
import { abled, limitName, nameText } from "../ipmi-names.ts";
import { shownText } from "../shown-text.ts";

/** `channel getaccess` in ipmitool's lines; at least one user. */
export function accessText(users: readonly ListedUser[]): string {
  const { maximumUserId, enabledUserCount } = users[0]!.access;
  return [
    `Maximum User IDs     : ${maximumUserId}\n`,
    `Enabled User IDs     : ${enabledUserCount}\n`,
    ...users.map(userText),
  ].join("");
}

function userText({ userId, name, access }: ListedUser): string {
  return [
    "",
    `User ID              : ${userId}`,
    `User Name            : ${shownText(nameText(name))}`,
    `Fixed Name           : ${userId <= access.fixedNameCount ? "Yes" : "No"}`,
    `Access Available     : ${access.restrictedToCallback ? "callback" : "call-in / callback"}`,
    `Link Authentication  : ${abled(access.linkAuthenticationEnabled)}`,
    `IPMI Messaging       : ${abled(access.ipmiMessagingEnabled)}`,
    `Privilege Level      : ${limitName(access.privilegeLimit)}`,
    `Enable Status        : ${enableNames[access.enableStatus]}`,
    "",
  ].join("\n");
}

/** By number (IPMI v2.0 table 22-32). */
const enableNames = ["unknown", "enabled", "disabled", "reserved"];

import type { ListedUser } from "@ruipmi/commands";
import { limitName, nameText } from "../ipmi-names.ts";
import { shownText } from "../shown-text.ts";

/** `user list`: a row for each user. */
export function userListText(users: readonly ListedUser[]): string {
  return [header, ...users.map(row)].join("");
}

/** `-c user list`. */
export function userListCsv(users: readonly ListedUser[]): string {
  return users
    .map(({ userId, name, access }) => {
      const switches = [!access.restrictedToCallback, access.linkAuthenticationEnabled, access.ipmiMessagingEnabled];
      return `${[userId, shownText(nameText(name)), ...switches, limitName(access.privilegeLimit)].join(",")}\n`;
    })
    .join("");
}

const header = "ID  Name\t     Callin  Link Auth\tIPMI Msg   Channel Priv Limit\n";

function row({ userId, name, access }: ListedUser): string {
  const shown = shownText(nameText(name));
  // C counts bytes, not characters.
  const width = 17 - (Buffer.byteLength(shown) - shown.length);
  return [
    String(userId).padEnd(4),
    shown.padEnd(width),
    trueFalse(!access.restrictedToCallback).padEnd(8),
    trueFalse(access.linkAuthenticationEnabled).padEnd(11),
    trueFalse(access.ipmiMessagingEnabled).padEnd(11),
    `${limitName(access.privilegeLimit)}\n`,
  ].join("");
}

function trueFalse(value: boolean): string {
  return value ? "true " : "false";
}

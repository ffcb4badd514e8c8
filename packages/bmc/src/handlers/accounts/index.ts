import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getChannelAccessHandler } from "./get-channel-access.ts";
import { getChannelInfoHandler } from "./get-channel-info.ts";
import { getSessionInfoHandler } from "./get-session-info.ts";
import { getUserAccessHandler } from "./get-user-access.ts";
import { getUserNameHandler } from "./get-user-name.ts";
import { setChannelAccessHandler } from "./set-channel-access.ts";
import { setChannelSecurityKeysHandler } from "./set-channel-security-keys.ts";
import { setUserAccessHandler } from "./set-user-access.ts";
import { setUserNameHandler } from "./set-user-name.ts";
import { setUserPasswordHandler } from "./set-user-password.ts";

/** Puts the handlers of this area into the table. */
export function addAccountsHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(getSessionInfoHandler(host));
  table.add(setChannelAccessHandler);
  table.add(getChannelAccessHandler);
  table.add(getChannelInfoHandler(host));
  table.add(setUserAccessHandler(host));
  table.add(getUserAccessHandler(host));
  table.add(setUserNameHandler(host));
  table.add(getUserNameHandler(host));
  table.add(setUserPasswordHandler(host));
  table.add(setChannelSecurityKeysHandler(host));
}

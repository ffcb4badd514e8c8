import type { BmcHost } from "../host.ts";
import { chassisControlHandler } from "./chassis-control.ts";
import { closeSessionHandler } from "./close-session.ts";
import { getChannelAuthenticationCapabilitiesHandler } from "./get-channel-authentication-capabilities.ts";
import { getChannelCipherSuitesHandler } from "./get-channel-cipher-suites.ts";
import { getChassisStatusHandler } from "./get-chassis-status.ts";
import { getDeviceIdHandler } from "./get-device-id.ts";
import type { HandlerTable } from "./handler-table.ts";
import { sendMessageHandler } from "./send-message.ts";
import { setSessionPrivilegeLevelHandler } from "./set-session-privilege-level.ts";

/** Puts a handler into the table for every command the managed system knows by itself. */
export function addBuiltInHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(getDeviceIdHandler);
  table.add(getChassisStatusHandler);
  table.add(chassisControlHandler(host));
  table.add(getChannelAuthenticationCapabilitiesHandler(host));
  table.add(getChannelCipherSuitesHandler(host));
  table.add(setSessionPrivilegeLevelHandler(host));
  table.add(closeSessionHandler(host));
  table.add(sendMessageHandler);
}

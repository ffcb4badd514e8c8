import type { BmcHost } from "../host.ts";
import { addAccountsHandlers } from "./accounts/index.ts";
import { addBootHandlers } from "./boot/index.ts";
import { chassisControlHandler } from "./chassis-control.ts";
import { closeSessionHandler } from "./close-session.ts";
import { addDcmiHandlers } from "./dcmi/index.ts";
import { addFruHandlers } from "./fru/index.ts";
import { getChannelAuthenticationCapabilitiesHandler } from "./get-channel-authentication-capabilities.ts";
import { getChannelCipherSuitesHandler } from "./get-channel-cipher-suites.ts";
import { getChassisStatusHandler } from "./get-chassis-status.ts";
import { getDeviceIdHandler } from "./get-device-id.ts";
import type { HandlerTable } from "./handler-table.ts";
import { addIdentityHandlers } from "./identity/index.ts";
import { addLanHandlers } from "./lan/index.ts";
import { addPefHandlers } from "./pef/index.ts";
import { addSdrHandlers } from "./sdr/index.ts";
import { addSelHandlers } from "./sel/index.ts";
import { sendMessageHandler } from "./send-message.ts";
import { addSensorsHandlers } from "./sensors/index.ts";
import { setSessionPrivilegeLevelHandler } from "./set-session-privilege-level.ts";
import { addSolHandlers } from "./sol/index.ts";
import { addWatchdogHandlers } from "./watchdog/index.ts";

/** Puts a handler into the table for every command the managed system knows by itself. */
export function addBuiltInHandlers(table: HandlerTable, host: BmcHost): void {
  addSessionHandlers(table, host);
  table.add(getDeviceIdHandler);
  table.add(getChassisStatusHandler);
  table.add(chassisControlHandler(host));
  table.add(sendMessageHandler);
  addBootHandlers(table, host);
  addWatchdogHandlers(table, host);
  addIdentityHandlers(table, host);
  addAccountsHandlers(table, host);
  addLanHandlers(table, host);
  addPefHandlers(table);
  addSelHandlers(table, host);
  addSdrHandlers(table, host);
  addSensorsHandlers(table, host);
  addFruHandlers(table, host);
  addSolHandlers(table, host);
  addDcmiHandlers(table, host);
}

/** Puts a handler into the table for the few commands that sessions cannot do without. */
export function addSessionHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(getChannelAuthenticationCapabilitiesHandler(host));
  table.add(getChannelCipherSuitesHandler(host));
  table.add(setSessionPrivilegeLevelHandler(host));
  table.add(closeSessionHandler(host));
}

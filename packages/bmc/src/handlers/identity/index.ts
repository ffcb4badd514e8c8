import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getAcpiPowerStateHandler, setAcpiPowerStateHandler } from "./acpi-power-state.ts";
import { getSelfTestResultsHandler } from "./get-self-test-results.ts";
import { getBmcGlobalEnablesHandler, setBmcGlobalEnablesHandler } from "./global-enables.ts";
import { getDeviceGuidHandler, getSystemGuidHandler } from "./guids.ts";
import { clearMessageFlagsHandler, getMessageFlagsHandler } from "./message-flags.ts";
import { coldResetHandler, warmResetHandler } from "./reset.ts";
import { getSystemInfoParametersHandler, setSystemInfoParametersHandler } from "./system-info.ts";

/** Puts the handlers of this area into the table. */
export function addIdentityHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(coldResetHandler(host));
  table.add(warmResetHandler(host));
  table.add(getSelfTestResultsHandler);
  table.add(setAcpiPowerStateHandler);
  table.add(getAcpiPowerStateHandler);
  table.add(getDeviceGuidHandler);
  table.add(getSystemGuidHandler);
  table.add(setBmcGlobalEnablesHandler);
  table.add(getBmcGlobalEnablesHandler);
  table.add(clearMessageFlagsHandler);
  table.add(getMessageFlagsHandler);
  table.add(setSystemInfoParametersHandler(host));
  table.add(getSystemInfoParametersHandler);
}

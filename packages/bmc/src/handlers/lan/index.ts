import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getIpUdpRmcpStatisticsHandler } from "./get-ip-udp-rmcp-statistics.ts";
import { getLanConfigurationParametersHandler } from "./get-lan-configuration-parameters.ts";
import { setLanConfigurationParametersHandler } from "./set-lan-configuration-parameters.ts";
import { suspendBmcArpsHandler } from "./suspend-bmc-arps.ts";

/** Puts the handlers of this area into the table. */
export function addLanHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(setLanConfigurationParametersHandler);
  table.add(getLanConfigurationParametersHandler(host));
  table.add(suspendBmcArpsHandler);
  table.add(getIpUdpRmcpStatisticsHandler);
}

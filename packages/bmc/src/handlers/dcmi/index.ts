import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getAssetTagHandler, setAssetTagHandler } from "./asset-tag.ts";
import {
  getDcmiConfigurationParametersHandler,
  setDcmiConfigurationParametersHandler,
} from "./configuration-parameters.ts";
import { getDcmiCapabilitiesInfoHandler } from "./get-dcmi-capabilities-info.ts";
import { getDcmiSensorInfoHandler } from "./get-dcmi-sensor-info.ts";
import { getPowerReadingHandler } from "./get-power-reading.ts";
import { getTemperatureReadingsHandler } from "./get-temperature-readings.ts";
import {
  getManagementControllerIdentifierStringHandler,
  setManagementControllerIdentifierStringHandler,
} from "./management-controller-identifier-string.ts";
import { activatePowerLimitHandler, getPowerLimitHandler, setPowerLimitHandler } from "./power-limit.ts";
import { getThermalLimitHandler, setThermalLimitHandler } from "./thermal-limit.ts";

/** Puts the handlers of this area into the table. */
export function addDcmiHandlers(table: HandlerTable, _host: BmcHost): void {
  table.add(getDcmiCapabilitiesInfoHandler);
  table.add(getPowerReadingHandler);
  table.add(getPowerLimitHandler);
  table.add(setPowerLimitHandler);
  table.add(activatePowerLimitHandler);
  table.add(getAssetTagHandler);
  table.add(getDcmiSensorInfoHandler);
  table.add(setAssetTagHandler);
  table.add(getManagementControllerIdentifierStringHandler);
  table.add(setManagementControllerIdentifierStringHandler);
  table.add(setThermalLimitHandler);
  table.add(getThermalLimitHandler);
  table.add(getTemperatureReadingsHandler);
  table.add(setDcmiConfigurationParametersHandler);
  table.add(getDcmiConfigurationParametersHandler);
}

import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getSdrHandler } from "./get-sdr.ts";
import { getSdrRepositoryAllocationInfoHandler } from "./get-sdr-repository-allocation-info.ts";
import { getSdrRepositoryInfoHandler } from "./get-sdr-repository-info.ts";
import { reserveSdrRepositoryHandler } from "./reserve-sdr-repository.ts";
import { getSdrRepositoryTimeHandler, setSdrRepositoryTimeHandler } from "./sdr-repository-time.ts";

/**
 * Puts the handlers of this area into the table. What writes the repository is not there (C1h): its records are made
 * from the device. Nor is a device SDR repository, which Get Device ID does not promise.
 */
export function addSdrHandlers(table: HandlerTable, _host: BmcHost): void {
  table.add(getSdrRepositoryInfoHandler);
  table.add(getSdrRepositoryAllocationInfoHandler);
  table.add(reserveSdrRepositoryHandler);
  table.add(getSdrHandler);
  table.add(getSdrRepositoryTimeHandler);
  table.add(setSdrRepositoryTimeHandler);
}

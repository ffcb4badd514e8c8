import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getFruInventoryAreaInfoHandler } from "./get-fru-inventory-area-info.ts";
import { readFruDataHandler } from "./read-fru-data.ts";
import { writeFruDataHandler } from "./write-fru-data.ts";

/** Puts the handlers of this area into the table. */
export function addFruHandlers(table: HandlerTable, _host: BmcHost): void {
  table.add(getFruInventoryAreaInfoHandler);
  table.add(readFruDataHandler);
  table.add(writeFruDataHandler);
}

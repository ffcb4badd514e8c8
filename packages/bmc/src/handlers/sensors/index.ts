import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";

/** Puts the handlers of this area into the table. */
export function addSensorsHandlers(_table: HandlerTable, _host: BmcHost): void {}

import { selTime } from "../../device/sel/index.ts";
import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { addSelEntryHandler } from "./add-sel-entry.ts";
import { clearSelHandler } from "./clear-sel.ts";
import { deleteSelEntryHandler } from "./delete-sel-entry.ts";
import { getEventReceiverHandler, setEventReceiverHandler } from "./event-receiver.ts";
import { getSelEntryHandler } from "./get-sel-entry.ts";
import { getSelAllocationInfoHandler, getSelInfoHandler } from "./get-sel-info.ts";
import { platformEventMessageHandler } from "./platform-event-message.ts";
import { reserveSelHandler } from "./reserve-sel.ts";
import { getSelTimeHandler, setSelTimeHandler } from "./sel-time.ts";
import { getSelTimeUtcOffsetHandler, setSelTimeUtcOffsetHandler } from "./sel-time-utc-offset.ts";

/** Puts the handlers of this area into the table, and starts the log's clock with the engine's first input. */
export function addSelHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(setEventReceiverHandler);
  table.add(getEventReceiverHandler);
  table.add(platformEventMessageHandler);
  table.add(getSelInfoHandler);
  table.add(getSelAllocationInfoHandler);
  table.add(reserveSelHandler);
  table.add(getSelEntryHandler);
  table.add(addSelEntryHandler);
  table.add(deleteSelEntryHandler);
  table.add(clearSelHandler);
  table.add(getSelTimeHandler);
  table.add(setSelTimeHandler);
  table.add(getSelTimeUtcOffsetHandler);
  table.add(setSelTimeUtcOffsetHandler);
  host.timed.push({
    nextDeadline: () => undefined,
    advance: (now) => {
      selTime(host.config.device.sel, now);
    },
  });
}

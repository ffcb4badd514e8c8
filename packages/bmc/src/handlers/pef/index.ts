import type { HandlerTable } from "../handler-table.ts";
import { armPefPostponeTimerHandler } from "./arm-pef-postpone-timer.ts";
import { getPefCapabilitiesHandler } from "./get-pef-capabilities.ts";
import { getPefConfigurationParametersHandler } from "./get-pef-configuration-parameters.ts";
import { getLastProcessedEventIdHandler, setLastProcessedEventIdHandler } from "./last-processed-event-id.ts";
import { setPefConfigurationParametersHandler } from "./set-pef-configuration-parameters.ts";

/** Puts the handlers of this area into the table. */
export function addPefHandlers(table: HandlerTable): void {
  table.add(getPefCapabilitiesHandler);
  table.add(armPefPostponeTimerHandler);
  table.add(setPefConfigurationParametersHandler);
  table.add(getPefConfigurationParametersHandler);
  table.add(setLastProcessedEventIdHandler);
  table.add(getLastProcessedEventIdHandler);
}

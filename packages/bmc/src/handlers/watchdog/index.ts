import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getWatchdogTimerHandler } from "./get-watchdog-timer.ts";
import { resetWatchdogTimerHandler } from "./reset-watchdog-timer.ts";
import { setWatchdogTimerHandler } from "./set-watchdog-timer.ts";
import { watchdogTimer } from "./watchdog-timer.ts";

/** Puts the handlers of this area into the table, and the timer where time passes. */
export function addWatchdogHandlers(table: HandlerTable, host: BmcHost): void {
  table.add(resetWatchdogTimerHandler);
  table.add(setWatchdogTimerHandler);
  table.add(getWatchdogTimerHandler);
  host.timed.push(watchdogTimer(host));
}

import { type GetWatchdogTimerResponse, getWatchdogTimer } from "@ruipmi/commands";
import { watchdogCountdown } from "../../device/watchdog/index.ts";
import type { BuiltInHandler } from "../handler.ts";

/** Get Watchdog Timer (IPMI v2.0 §27.7): the timer as it is now. */
export const getWatchdogTimerHandler: BuiltInHandler<void, GetWatchdogTimerResponse> = {
  command: getWatchdogTimer,
  handler: (_request, { device: { watchdog }, now }) => ({
    ...watchdog,
    isRunning: watchdog.expiresAt !== undefined,
    presentCountdown: watchdogCountdown(watchdog, now),
  }),
};

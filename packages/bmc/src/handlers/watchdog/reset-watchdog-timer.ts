import { resetWatchdogTimer } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { startWatchdog } from "../../device/watchdog/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** "Attempt to start un-initialized watchdog" (IPMI v2.0 §27.5). */
const notInitialized = 0x80;

/** Reset Watchdog Timer (IPMI v2.0 §27.5): starts it, or starts it over. */
export const resetWatchdogTimerHandler: BuiltInHandler<void, void> = {
  command: resetWatchdogTimer,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (_request, { device: { watchdog }, now }) => {
    if (!watchdog.isInitialized) return refuse(notInitialized);
    return startWatchdog(watchdog, now);
  },
};

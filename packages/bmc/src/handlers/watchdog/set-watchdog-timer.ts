import { type SetWatchdogTimerRequest, setWatchdogTimer, WatchdogAction, WatchdogInterrupt } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { setWatchdog, watchdogUseName } from "../../device/watchdog/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Set Watchdog Timer (IPMI v2.0 §27.6): what is reserved is refused. */
export const setWatchdogTimerHandler: BuiltInHandler<SetWatchdogTimerRequest, void> = {
  command: setWatchdogTimer,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (request, { device, now }) => {
    const { timerUse, timeoutAction, preTimeoutInterrupt, preTimeoutInterval, initialCountdown } = request;
    const isKnown =
      watchdogUseName(timerUse) !== undefined &&
      timeoutAction <= WatchdogAction.powerCycle &&
      preTimeoutInterrupt <= WatchdogInterrupt.messaging;
    // The interrupt cannot come before the countdown begins (IPMI v2.0 §27.6).
    const fits = preTimeoutInterrupt === WatchdogInterrupt.none || preTimeoutInterval * 10 <= initialCountdown;
    if (!isKnown || !fits) return refuse(CompletionCode.invalidDataField);
    return setWatchdog(device.watchdog, request, now);
  },
};

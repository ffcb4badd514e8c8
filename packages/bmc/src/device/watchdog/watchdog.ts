import { type SetWatchdogTimerRequest, WatchdogAction, WatchdogInterrupt, WatchdogTimerUse } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";
import { defaultSensorNumbers } from "../sensors/default-sensors.ts";
import type { WatchdogState } from "./watchdog-state.ts";

/** One count of the countdown (IPMI v2.0 §27.6). */
const millisPerCount = 100;

/** A timer that nobody has set. */
export function createWatchdog(): WatchdogState {
  return {
    isInitialized: false,
    doNotLog: false,
    timerUse: WatchdogTimerUse.smsOs,
    preTimeoutInterrupt: WatchdogInterrupt.none,
    timeoutAction: WatchdogAction.none,
    preTimeoutInterval: 0,
    expirationFlags: { biosFrb2: false, biosPost: false, osLoad: false, smsOs: false, oem: false },
    initialCountdown: 0,
    presentCountdown: 0,
    expiresAt: undefined,
    interruptCame: false,
    states: [],
    sensorNumber: defaultSensorNumbers.watchdog,
  };
}

/** Sets the timer; a running one stops, or goes on from the new countdown where it is told to. */
export function setWatchdog(watchdog: WatchdogState, request: SetWatchdogTimerRequest, now: Millis): void {
  const goesOn = request.doNotStop && watchdog.expiresAt !== undefined;
  watchdog.isInitialized = true;
  watchdog.states = [];
  watchdog.doNotLog = request.doNotLog;
  watchdog.timerUse = request.timerUse;
  watchdog.preTimeoutInterrupt = request.preTimeoutInterrupt;
  watchdog.timeoutAction = request.timeoutAction;
  watchdog.preTimeoutInterval = request.preTimeoutInterval;
  watchdog.initialCountdown = request.initialCountdown;
  for (const use of Object.keys(watchdog.expirationFlags) as (keyof WatchdogState["expirationFlags"])[]) {
    if (request.clearExpirationFlags[use]) watchdog.expirationFlags[use] = false;
  }
  if (goesOn) return startWatchdog(watchdog, now);
  watchdog.expiresAt = undefined;
  watchdog.presentCountdown = request.initialCountdown;
}

/** Starts the timer, or starts it over. */
export function startWatchdog(watchdog: WatchdogState, now: Millis): void {
  watchdog.expiresAt = now + watchdog.initialCountdown * millisPerCount;
  watchdog.interruptCame = false;
  watchdog.states = [];
}

/** Stops the timer where it is, as a reset or the end of power does. */
export function stopWatchdog(watchdog: WatchdogState, now: Millis): void {
  watchdog.presentCountdown = watchdogCountdown(watchdog, now);
  watchdog.expiresAt = undefined;
}

/** What is left, in counts of 100 ms. */
export function watchdogCountdown(watchdog: WatchdogState, now: Millis): number {
  const { expiresAt } = watchdog;
  if (expiresAt === undefined) return watchdog.presentCountdown;
  return Math.min(0xffff, Math.max(0, Math.ceil((expiresAt - now) / millisPerCount)));
}

/** When the interrupt before the end is due; `undefined` where none is to come. */
export function watchdogInterruptAt(watchdog: WatchdogState): Millis | undefined {
  const { expiresAt, interruptCame, preTimeoutInterrupt, preTimeoutInterval } = watchdog;
  if (expiresAt === undefined || interruptCame || preTimeoutInterrupt === WatchdogInterrupt.none) return undefined;
  return expiresAt - preTimeoutInterval * 1000;
}

/** The name of the flag of a timer use; `undefined` for a reserved one. */
export function watchdogUseName(timerUse: number): keyof WatchdogState["expirationFlags"] | undefined {
  const uses = Object.keys(WatchdogTimerUse) as (keyof typeof WatchdogTimerUse)[];
  return uses.find((name) => WatchdogTimerUse[name] === timerUse);
}

import { PowerControl, SystemRestartCause, WatchdogAction } from "@ruipmi/commands";
import type { BmcDevice } from "../../device/device.ts";
import { logEvent } from "../../device/event-logging.ts";
import { advancePower, controlPower } from "../../device/power.ts";
import { stopWatchdog, watchdogInterruptAt, watchdogUseName } from "../../device/watchdog/index.ts";
import type { BmcHost } from "../../host.ts";
import type { TimedPart } from "../../timed-part.ts";
import type { Millis } from "../../types.ts";

/** Sensor type Watchdog 2, and its offsets are sensor-specific (IPMI v2.0 table 42-3). */
const watchdog2 = 0x23;
const sensorSpecific = 0x6f;
/** Offset "Timer interrupt"; offsets 0 to 3 are the actions. */
const timerInterruptOffset = 8;
/** Event data 2 has a sensor-specific extension: interrupt and timer use. */
const hasExtension = 0xc0;

const controls: Readonly<Record<number, number>> = {
  [WatchdogAction.hardReset]: PowerControl.hardReset,
  [WatchdogAction.powerDown]: PowerControl.powerDown,
  [WatchdogAction.powerCycle]: PowerControl.powerCycle,
};

/** What the watchdog timer does when time passes (IPMI v2.0 §27.1 to §27.4). */
export function watchdogTimer({ config, event }: BmcHost): TimedPart {
  const { device } = config;
  return {
    nextDeadline: () => watchdogInterruptAt(device.watchdog) ?? device.watchdog.expiresAt,
    advance(now) {
      const { watchdog } = device;
      const interruptAt = watchdogInterruptAt(watchdog);
      if (interruptAt !== undefined && interruptAt <= now) {
        watchdog.interruptCame = true;
        watchdog.states = [timerInterruptOffset];
        device.identity.messageFlags.watchdogPreTimeoutInterrupt = true;
        log(device, timerInterruptOffset, now);
      }
      if (watchdog.expiresAt !== undefined && watchdog.expiresAt <= now) expire(device, now, event);
    },
  };
}

function expire(device: BmcDevice, now: Millis, report: BmcHost["event"]): void {
  const { watchdog } = device;
  stopWatchdog(watchdog, now);
  const use = watchdogUseName(watchdog.timerUse);
  if (use !== undefined) watchdog.expirationFlags[use] = true;
  watchdog.states = [watchdog.timeoutAction];
  log(device, watchdog.timeoutAction, now);
  const control = controls[watchdog.timeoutAction];
  if (control === undefined) return;
  controlPower(device, control, { restartCause: SystemRestartCause.watchdog, restartChannel: 0 }, now);
  advancePower(device, now, (powerIsOn) => report({ type: "powerChanged", powerIsOn }));
}

function log(device: BmcDevice, offset: number, now: Millis): void {
  const { watchdog } = device;
  if (watchdog.doNotLog) return;
  logEvent(
    device,
    {
      sensorType: watchdog2,
      sensorNumber: watchdog.sensorNumber,
      eventType: sensorSpecific,
      asserted: true,
      eventData: [hasExtension | offset, (watchdog.preTimeoutInterrupt << 4) | watchdog.timerUse],
    },
    now,
  );
}

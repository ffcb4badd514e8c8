import {
  type GetWatchdogTimerResponse,
  getWatchdogTimer,
  WatchdogAction,
  type WatchdogExpirationFlags,
  WatchdogInterrupt,
  WatchdogTimerUse,
} from "@ruipmi/commands";
import { encodeToBytes } from "@ruipmi/core/wire";
import { array, boolean, type JsonSchema, nameOrNumber, object, optional, quantity, words } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** What `--json` prints of Get Watchdog Timer. */
export const watchdogSchema: JsonSchema = object({
  timerUse: nameOrNumber(WatchdogTimerUse, "what it watches over"),
  isRunning: boolean(),
  doNotLog: boolean("whether it runs out without an entry in the SEL"),
  timeoutAction: nameOrNumber(WatchdogAction, "what happens when it runs out"),
  preTimeoutInterrupt: nameOrNumber(WatchdogInterrupt, "what happens some time before"),
  preTimeoutInterval: quantity("s", "how long before"),
  expirationFlags: array(words(Object.keys(WatchdogTimerUse)), "for which uses it ran out"),
  initialCountdown: quantity("s"),
  presentCountdown: optional(quantity("s", "without meaning before it first ran")),
});

/** Get Watchdog Timer as `--json` prints it. */
export function watchdogDocument(timer: GetWatchdogTimerResponse): object {
  return {
    timerUse: keyOf(WatchdogTimerUse, timer.timerUse),
    isRunning: timer.isRunning,
    doNotLog: timer.doNotLog,
    timeoutAction: keyOf(WatchdogAction, timer.timeoutAction),
    preTimeoutInterrupt: keyOf(WatchdogInterrupt, timer.preTimeoutInterrupt),
    preTimeoutInterval: seconds(timer.preTimeoutInterval),
    expirationFlags: expired(timer.expirationFlags),
    initialCountdown: seconds(timer.initialCountdown / 10),
    presentCountdown: timer.presentCountdown === undefined ? undefined : seconds(timer.presentCountdown / 10),
  };
}

/** Get Watchdog Timer in the layout of ipmitool's `mc watchdog get`. */
export function watchdogText(timer: GetWatchdogTimerResponse): string {
  // ipmitool shows the bytes beside what they mean.
  const [use, action, , flags] = encodeToBytes(getWatchdogTimer.response, timer, undefined);
  const lines = [
    `Watchdog Timer Use:     ${useNames[timer.timerUse] ?? "Reserved"} (${hex(use!)})`,
    `Watchdog Timer Is:      ${timer.isRunning ? "Started/Running" : "Stopped"}`,
    `Watchdog Timer Logging: ${timer.doNotLog ? "Off" : "On"}`,
    `Watchdog Timer Action:  ${actionNames[timer.timeoutAction] ?? "Reserved"} (${hex(action!)})`,
    `Pre-timeout interrupt:  ${interruptNames[timer.preTimeoutInterrupt] ?? "Reserved"}`,
    `Pre-timeout interval:   ${timer.preTimeoutInterval} seconds`,
    `Timer Expiration Flags: ${flags === 0 ? "None " : ""}(${hex(flags!)})`,
    ...expired(timer.expirationFlags).map((name) => `                        * ${useNames[WatchdogTimerUse[name]]}`),
    `Initial Countdown:      ${(timer.initialCountdown / 10).toFixed(1)} sec`,
    `Present Countdown:      ${presentText(timer.presentCountdown)}`,
  ];
  return `${lines.join("\n")}\n`;
}

const useNames: readonly string[] = ["Reserved", "BIOS FRB2", "BIOS/POST", "OS Load", "SMS/OS", "OEM"];
const actionNames: readonly string[] = ["No action", "Hard Reset", "Power Down", "Power Cycle"];
const interruptNames: readonly string[] = ["None", "SMI", "NMI/Diagnostic", "Messaging"];

function expired(flags: WatchdogExpirationFlags): readonly (keyof WatchdogExpirationFlags)[] {
  return (Object.keys(WatchdogTimerUse) as (keyof WatchdogExpirationFlags)[]).filter((name) => flags[name]);
}

function presentText(countdown: number | undefined): string {
  return countdown === undefined ? "unknown" : `${(countdown / 10).toFixed(1)} sec`;
}

function seconds(value: number): object {
  return { value, unit: "s" };
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}

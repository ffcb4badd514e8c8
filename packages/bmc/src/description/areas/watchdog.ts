import { WatchdogAction, WatchdogInterrupt, WatchdogTimerUse } from "@ruipmi/commands";
import { createWatchdog, type WatchdogState } from "../../device/watchdog/index.ts";
import { field, object } from "../compounds.ts";
import { byte, flag, named, whole } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const threeBits = { least: 0, most: 7 };

/** The watchdog timer as it is set; it does not run in the beginning. */
export const watchdogShape: Shape<WatchdogState> = object<
  WatchdogState,
  | "isInitialized"
  | "doNotLog"
  | "timerUse"
  | "preTimeoutInterrupt"
  | "timeoutAction"
  | "preTimeoutInterval"
  | "initialCountdown"
  | "sensorNumber"
>(
  {
    isInitialized: field(flag, "Whether it was set since the controller started."),
    doNotLog: field(flag, "Whether it runs out without an entry in the log."),
    timerUse: field(named<number>(WatchdogTimerUse, threeBits), "What it is used for."),
    preTimeoutInterrupt: field(named<number>(WatchdogInterrupt, threeBits), "What comes before it runs out."),
    timeoutAction: field(named<number>(WatchdogAction, threeBits), "What happens when it runs out."),
    preTimeoutInterval: field(byte, "How many seconds before it runs out the interrupt comes."),
    initialCountdown: field(whole({ least: 0, most: 0xffff }), "What it counts down from, in 100 ms."),
    sensorNumber: field(byte, "The number of the sensor that its events name."),
  },
  createWatchdog,
);

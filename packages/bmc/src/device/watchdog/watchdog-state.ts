import type { WatchdogExpirationFlags } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** The watchdog timer: plain state, to be read and set at any time. */
export interface WatchdogState {
  /** Whether Set Watchdog Timer came since the controller started; before it, Reset Watchdog Timer is refused with 80h. */
  isInitialized: boolean;
  /** Whether it runs out without an entry in the SEL. */
  doNotLog: boolean;
  /** One of `WatchdogTimerUse`. */
  timerUse: number;
  /** One of `WatchdogInterrupt`. */
  preTimeoutInterrupt: number;
  /** One of `WatchdogAction`. */
  timeoutAction: number;
  /** So many seconds before it runs out comes the interrupt, 0–255. */
  preTimeoutInterval: number;
  /** For which uses it ran out. */
  expirationFlags: { -readonly [Use in keyof WatchdogExpirationFlags]: boolean };
  /** What it counts down from, in 100 ms. */
  initialCountdown: number;
  /** What is left while it does not run, in 100 ms. */
  presentCountdown: number;
  /** When it runs out; `undefined` while it does not run. */
  expiresAt: Millis | undefined;
  /** Whether the interrupt before it has come since it was started. */
  interruptCame: boolean;
  /**
   * The states of the sensor that follows it (IPMI v2.0 table 42-3, 23h): 8 once the interrupt came, then the action, 0–3,
   * that it ran out with. None from when it is set or started again.
   */
  states: number[];
  /** The number of the sensor that its events in the SEL name. */
  sensorNumber: number;
}

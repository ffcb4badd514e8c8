/**
 * Set Watchdog Timer, 06h/24h (IPMI v2.0 §27.6, table 27-3). The response is empty.
 *
 * | byte | request                                                                    |
 * |------|----------------------------------------------------------------------------|
 * | 0    | 7: do not log; 6: do not stop the timer; 2:0: timer use                    |
 * | 1    | 6:4: interrupt before the timer runs out; 2:0: action when it does         |
 * | 2    | how long before, in seconds                                                |
 * | 3    | expiration flags to clear: 5: OEM; 4: SMS/OS; 3: OS load; 2: POST; 1: FRB2 |
 * | 4:5  | countdown, in 100 ms                                                       |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeExpirationFlags, encodeExpirationFlags, type WatchdogExpirationFlags } from "./watchdog-timer.ts";

/** Sets the watchdog timer, and stops it. */
export interface SetWatchdogTimerRequest {
  /** Whether it runs out without an entry in the SEL. */
  readonly doNotLog: boolean;
  /** Whether a running timer goes on, from the new countdown. */
  readonly doNotStop: boolean;
  /** One of `WatchdogTimerUse`. */
  readonly timerUse: number;
  /** One of `WatchdogInterrupt`. */
  readonly preTimeoutInterrupt: number;
  /** One of `WatchdogAction`. */
  readonly timeoutAction: number;
  /** So many seconds before it runs out comes the interrupt, 0–255. */
  readonly preTimeoutInterval: number;
  /** Which expiration flags to clear. */
  readonly clearExpirationFlags: WatchdogExpirationFlags;
  /** In 100 ms, 0–65535. */
  readonly initialCountdown: number;
}

/** Set Watchdog Timer: needs OPERATOR. Reset Watchdog Timer starts it. */
export const setWatchdogTimer: Command<SetWatchdogTimerRequest, void> = {
  name: "Set Watchdog Timer",
  netFn: NetFn.app,
  cmd: 0x24,
  section: "IPMI v2.0 §27.6",
  request: {
    encode(value, writer) {
      writer
        .u8(bit(7, value.doNotLog) | bit(6, value.doNotStop) | (value.timerUse & 7))
        .u8(((value.preTimeoutInterrupt & 7) << 4) | (value.timeoutAction & 7))
        .u8(value.preTimeoutInterval)
        .u8(encodeExpirationFlags(value.clearExpirationFlags))
        .u16(value.initialCountdown);
    },
    decode(reader) {
      const use = reader.u8("timerUse");
      const actions = reader.u8("timerActions");
      return {
        doNotLog: isSet(use, 7),
        doNotStop: isSet(use, 6),
        timerUse: use & 7,
        preTimeoutInterrupt: (actions >>> 4) & 7,
        timeoutAction: actions & 7,
        preTimeoutInterval: reader.u8("preTimeoutInterval"),
        clearExpirationFlags: decodeExpirationFlags(reader.u8("expirationFlags")),
        initialCountdown: reader.u16("initialCountdown"),
      };
    },
  },
  response: emptyBody,
};

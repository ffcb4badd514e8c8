/**
 * Get Watchdog Timer, 06h/25h (IPMI v2.0 §27.7, table 27-4). The request is empty.
 *
 * | byte | response                                                                   |
 * |------|----------------------------------------------------------------------------|
 * | 0    | 7: does not log; 6: runs; 2:0: timer use                                   |
 * | 1    | 6:4: interrupt before the timer runs out; 2:0: action when it does         |
 * | 2    | how long before, in seconds                                                |
 * | 3    | expiration flags: 5: OEM; 4: SMS/OS; 3: OS load; 2: BIOS/POST; 1: FRB2     |
 * | 4:5  | countdown as it was set, in 100 ms                                         |
 * | 6:7  | countdown as it is, in 100 ms; some leave it out                           |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeExpirationFlags, encodeExpirationFlags, type WatchdogExpirationFlags } from "./watchdog-timer.ts";

/** The watchdog timer as it is. */
export interface GetWatchdogTimerResponse {
  /** Whether it runs out without an entry in the SEL. */
  readonly doNotLog: boolean;
  /** Whether it runs. */
  readonly isRunning: boolean;
  /** One of `WatchdogTimerUse`. */
  readonly timerUse: number;
  /** One of `WatchdogInterrupt`. */
  readonly preTimeoutInterrupt: number;
  /** One of `WatchdogAction`. */
  readonly timeoutAction: number;
  /** So many seconds before it runs out comes the interrupt, 0–255. */
  readonly preTimeoutInterval: number;
  /** For which uses it ran out. */
  readonly expirationFlags: WatchdogExpirationFlags;
  /** What it counts down from, in 100 ms. */
  readonly initialCountdown: number;
  /** What is left, in 100 ms; without meaning before it first ran. Absent where it was left out (OpenIPMI's ipmi_sim). */
  readonly presentCountdown?: number;
}

/** Get Watchdog Timer: any user may ask. */
export const getWatchdogTimer: Command<void, GetWatchdogTimerResponse> = {
  name: "Get Watchdog Timer",
  netFn: NetFn.app,
  cmd: 0x25,
  section: "IPMI v2.0 §27.7",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(bit(7, value.doNotLog) | bit(6, value.isRunning) | (value.timerUse & 7))
        .u8(((value.preTimeoutInterrupt & 7) << 4) | (value.timeoutAction & 7))
        .u8(value.preTimeoutInterval)
        .u8(encodeExpirationFlags(value.expirationFlags))
        .u16(value.initialCountdown);
      if (value.presentCountdown !== undefined) writer.u16(value.presentCountdown);
    },
    decode(reader) {
      const use = reader.u8("timerUse");
      const actions = reader.u8("timerActions");
      return {
        doNotLog: isSet(use, 7),
        isRunning: isSet(use, 6),
        timerUse: use & 7,
        preTimeoutInterrupt: (actions >>> 4) & 7,
        timeoutAction: actions & 7,
        preTimeoutInterval: reader.u8("preTimeoutInterval"),
        expirationFlags: decodeExpirationFlags(reader.u8("expirationFlags")),
        initialCountdown: reader.u16("initialCountdown"),
        ...(reader.remaining === 0 ? undefined : { presentCountdown: reader.u16("presentCountdown") }),
      };
    },
  },
};

/**
 * Get System Restart Cause, 00h/07h (IPMI v2.0 §28.11, table 28-11). The request is empty.
 *
 * | byte | response                                                 |
 * |------|----------------------------------------------------------|
 * | 0    | 3:0: cause                                               |
 * | 1    | channel that the command came over, where it was one     |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Why a system started the last time (IPMI v2.0 table 28-11). */
export const SystemRestartCause = {
  /** Not known. */
  unknown: 0,
  /** Chassis Control. */
  chassisControl: 1,
  /** The reset button. */
  resetButton: 2,
  /** The power button. */
  powerButton: 3,
  /** The watchdog timer ran out. */
  watchdog: 4,
  /** An OEM's own. */
  oem: 5,
  /** Mains power came back, and the policy is to power up. */
  alwaysRestore: 6,
  /** Mains power came back, and power was on before. */
  restorePrevious: 7,
  /** Platform event filtering reset it. */
  pefReset: 8,
  /** Platform event filtering switched it off and on. */
  pefPowerCycle: 9,
  /** A soft reset, such as Ctrl-Alt-Delete. */
  softReset: 10,
  /** The real time clock woke it. */
  rtcWakeUp: 11,
} as const;

/** One of {@link SystemRestartCause}. */
export type SystemRestartCause = (typeof SystemRestartCause)[keyof typeof SystemRestartCause];

/** Why the system started the last time. */
export interface GetSystemRestartCauseResponse {
  /** One of {@link SystemRestartCause}, 0–15. */
  readonly cause: number;
  /** The channel that the command came over, where it was one. */
  readonly channelNumber: number;
}

/** Get System Restart Cause: any user may ask. */
export const getSystemRestartCause: Command<void, GetSystemRestartCauseResponse> = {
  name: "Get System Restart Cause",
  netFn: NetFn.chassis,
  cmd: 0x07,
  section: "IPMI v2.0 §28.11",
  request: emptyBody,
  response: {
    encode({ cause, channelNumber }, writer) {
      writer.u8(cause & 0x0f).u8(channelNumber);
    },
    decode(reader) {
      return { cause: reader.u8("cause") & 0x0f, channelNumber: reader.u8("channelNumber") };
    },
  },
};

/**
 * Arm PEF Postpone Timer, 04h/11h (IPMI v2.0 §30.2):
 *
 * | byte | request                                                                      | response                 |
 * |------|------------------------------------------------------------------------------|--------------------------|
 * | 0    | 00h disarm; 01h–FDh seconds; FEh PEF off until disarmed; FFh only look at it | seconds left, FEh as set |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** Values of the timer that are no seconds (IPMI v2.0 table 30-3). */
export const PefPostponeTimer = {
  /** PEF acts at once. */
  disarmed: 0,
  /** PEF does nothing until the timer is set to something else. */
  pefDisabled: 0xfe,
  /** Leaves the timer as it is: in requests only. */
  unchanged: 0xff,
} as const;

/** Sets the timer, or asks for it. */
export interface ArmPefPostponeTimerRequest {
  /** Seconds, 1–253, or one of {@link PefPostponeTimer}. */
  readonly timeout: number;
}

/** What it says now. */
export interface ArmPefPostponeTimerResponse {
  /** Seconds that are left, 0–253; FEh where PEF is off. */
  readonly timeout: number;
}

/** Arm PEF Postpone Timer: needs ADMINISTRATOR. */
export const armPefPostponeTimer: Command<ArmPefPostponeTimerRequest, ArmPefPostponeTimerResponse> = {
  name: "Arm PEF Postpone Timer",
  netFn: NetFn.sensorEvent,
  cmd: 0x11,
  section: "IPMI v2.0 §30.2",
  request: {
    encode({ timeout }, writer) {
      writer.u8(timeout);
    },
    decode(reader) {
      return { timeout: reader.u8("timeout") };
    },
  },
  response: {
    encode({ timeout }, writer) {
      writer.u8(timeout);
    },
    decode(reader) {
      return { timeout: reader.u8("timeout") };
    },
  },
};

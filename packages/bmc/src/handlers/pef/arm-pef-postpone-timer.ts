import {
  type ArmPefPostponeTimerRequest,
  type ArmPefPostponeTimerResponse,
  armPefPostponeTimer,
  PefPostponeTimer,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { PefState } from "../../device/pef/index.ts";
import type { Millis } from "../../types.ts";
import type { BuiltInHandler } from "../handler.ts";

/** Arm PEF Postpone Timer (IPMI v2.0 §30.2). */
export const armPefPostponeTimerHandler: BuiltInHandler<ArmPefPostponeTimerRequest, ArmPefPostponeTimerResponse> = {
  command: armPefPostponeTimer,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ timeout }, { device: { pef }, now }) => {
    if (timeout !== PefPostponeTimer.unchanged) pef.postponeTimer = { timeout, setAt: now };
    return { timeout: secondsLeft(pef, now) };
  },
};

function secondsLeft({ postponeTimer: { timeout, setAt } }: PefState, now: Millis): number {
  if (timeout === PefPostponeTimer.pefDisabled) return timeout;
  return Math.max(timeout - Math.floor((now - setAt) / 1000), PefPostponeTimer.disarmed);
}

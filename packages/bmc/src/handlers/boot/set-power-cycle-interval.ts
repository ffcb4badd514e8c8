import { type SetPowerCycleIntervalRequest, setPowerCycleInterval } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Set Power Cycle Interval (IPMI v2.0 §28.9): how long Power Cycle keeps power off. */
export const setPowerCycleIntervalHandler: BuiltInHandler<SetPowerCycleIntervalRequest, void> = {
  command: setPowerCycleInterval,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ seconds }, { device }) => {
    device.chassis.delays.cycle = seconds * 1000;
  },
};

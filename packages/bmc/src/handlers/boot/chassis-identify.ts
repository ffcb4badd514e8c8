import { type ChassisIdentifyRequest, ChassisIdentifyState, chassisIdentify } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Where the request does not say (IPMI v2.0 table 28-6). */
const defaultSeconds = 15;

/** Chassis Identify (IPMI v2.0 §28.5): the light goes off by itself, or stays on. */
export const chassisIdentifyHandler: BuiltInHandler<ChassisIdentifyRequest, void> = {
  command: chassisIdentify,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ seconds = defaultSeconds, forceOn = false }, { device: { chassis }, now }) => {
    chassis.identifyUntil = undefined;
    if (forceOn) chassis.identifyState = ChassisIdentifyState.indefinitelyOn;
    else if (seconds === 0) chassis.identifyState = ChassisIdentifyState.off;
    else {
      chassis.identifyState = ChassisIdentifyState.temporarilyOn;
      chassis.identifyUntil = now + seconds * 1000;
    }
  },
};

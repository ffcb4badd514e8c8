import {
  type ActivatePowerLimitRequest,
  activatePowerLimit,
  getPowerLimit,
  type PowerLimit,
  setPowerLimit,
} from "@ruipmi/commands";
import { encodeToBytes, PrivilegeLevel } from "@ruipmi/core/wire";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** "No Active Set Power Limit" (DCMI v1.5 §6.6.2). */
const noActivePowerLimit = 0x80;

/** "Power Limit out of range" (DCMI v1.5 §6.6.3). */
const powerLimitOutOfRange = 0x84;

/** "Correction Time out of range" (DCMI v1.5 §6.6.3). */
const correctionTimeOutOfRange = 0x85;

/** Ten minutes: longer than any power supply bears. */
const longestCorrectionTime = 600_000;

/** Get Power Limit (DCMI v1.5 §6.6.2): 80h comes with the limit as it is set, which ipmitool reads without a look. */
export const getPowerLimitHandler: BuiltInHandler<void, PowerLimit> = {
  command: getPowerLimit,
  handler: (_request, { device: { dcmi } }) => {
    const { powerLimit } = dcmi;
    return powerLimit.active
      ? powerLimit
      : refuse(noActivePowerLimit, encodeToBytes(getPowerLimit.response, powerLimit, undefined));
  },
};

/** Set Power Limit (DCMI v1.5 §6.6.3): an active one holds with its new values at once. */
export const setPowerLimitHandler: BuiltInHandler<PowerLimit, void> = {
  command: setPowerLimit,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (limit, { device: { dcmi } }) => {
    const { minimum, maximum } = dcmi.powerLimitRange;
    if (limit.powerLimit < minimum || limit.powerLimit > maximum) return refuse(powerLimitOutOfRange);
    if (limit.correctionTimeLimit > longestCorrectionTime) return refuse(correctionTimeOutOfRange);
    dcmi.powerLimit = { ...limit, active: dcmi.powerLimit.active };
    return undefined;
  },
};

/** Activate/Deactivate Power Limit (DCMI v1.5 §6.6.4). */
export const activatePowerLimitHandler: BuiltInHandler<ActivatePowerLimitRequest, void> = {
  command: activatePowerLimit,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ activate }, { device: { dcmi } }) => {
    dcmi.powerLimit = { ...dcmi.powerLimit, active: activate };
  },
};

import type { BadPasswordThreshold as BadPasswordParameter } from "@ruipmi/commands";
import type { BadPasswordThreshold } from "../../device/accounts/index.ts";

/** The parameter counts tens of seconds in 16 bits (IPMI v2.0 table 23-4, parameter 26). */
const millisPerCount = 10_000;
const mostCounts = 0xffff;

/** LAN parameter 26 as the device has it. Where it is finer than the parameter, the next longer time is told. */
export function badPasswordParameter(limits: BadPasswordThreshold): BadPasswordParameter {
  const { generateEvent, threshold, resetInterval, lockoutInterval } = limits;
  return {
    generateEvent,
    threshold,
    resetInterval: toldSeconds(resetInterval),
    lockoutInterval: toldSeconds(lockoutInterval),
  };
}

/** What the device makes of LAN parameter 26. */
export function badPasswordLimits(parameter: BadPasswordParameter): BadPasswordThreshold {
  return {
    generateEvent: parameter.generateEvent,
    threshold: parameter.threshold,
    resetInterval: parameter.resetInterval * 1000,
    lockoutInterval: parameter.lockoutInterval * 1000,
  };
}

/** Rounded up: 0 would mean never. */
function toldSeconds(milliseconds: number): number {
  return Math.min(Math.ceil(milliseconds / millisPerCount), mostCounts) * 10;
}

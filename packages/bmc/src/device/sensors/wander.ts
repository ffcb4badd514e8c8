import { thresholdNames } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";
import type { ThresholdSensorState, Wander } from "./sensor-state.ts";

/** How often a value that moves takes a step, in milliseconds. */
export const wanderStep: Millis = 1000;

/**
 * Where a value is at a time: a slow swing and a little noise. The same for the same seed, sensor and time.
 *
 * @param seed - the machine's
 * @param number - the sensor's, so that each moves its own way
 * @param step - the time in {@link wanderStep}s, whole
 */
export function wanderedValue({ around, by, period }: Wander, seed: number, number: number, step: number): number {
  const turns = (step * wanderStep) / Math.max(period, wanderStep) + chance(seed, number, 0);
  const noise = chance(seed, number, step + 1) * 2 - 1;
  return around + by * (0.7 * Math.sin(2 * Math.PI * turns) + 0.3 * noise);
}

/** Whether a sensor that moves can come across one of its thresholds without anybody's doing. */
export function mayCross({ wander, thresholds }: ThresholdSensorState): boolean {
  if (wander === undefined) return false;
  for (const name of thresholdNames) {
    const limit = thresholds[name];
    if (limit !== undefined && Math.abs(limit - wander.around) <= Math.abs(wander.by)) return true;
  }
  return false;
}

/** A number from 0 to 1 that looks like chance: an integer hash of all three. */
function chance(seed: number, number: number, step: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35) ^ Math.imul(step, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

import { type ThresholdName, thresholdNames } from "@ruipmi/commands";
import type { DiscreteSensorState, SensorState, ThresholdSensorState } from "../../device/sensors/index.ts";
import { valueOfRaw } from "../../device/sensors/sensor-reading.ts";
import { DescriptionError, keyAt } from "../shape.ts";

/** Refuses a sensor whose keys are each right and do not go together. */
export function requireSense(sensor: SensorState, at: string): void {
  if (sensor.kind === "discrete") requirePossible(sensor, at);
  if (sensor.kind !== "threshold") return;
  requireExpressible(sensor, at);
  requireOrder(sensor.thresholds, keyAt(at, "thresholds"));
}

/** The thresholds from the lowest to the highest. */
const rising: readonly ThresholdName[] = [
  "lowerNonRecoverable",
  "lowerCritical",
  "lowerNonCritical",
  "upperNonCritical",
  "upperCritical",
  "upperNonRecoverable",
];

function requirePossible({ states, possibleStates }: DiscreteSensorState, at: string): void {
  const index = states.findIndex((state) => !possibleStates.includes(state));
  if (index < 0) return;
  const known = possibleStates.join(", ") || "none";
  throw new DescriptionError(
    `${keyAt(at, "states")}[${index}]`,
    `${states[index]} is none of possibleStates, ${known}`,
  );
}

/** What is beyond the raw readings would be read as the last of them. */
function requireExpressible(sensor: ThresholdSensorState, at: string): void {
  const range = expressible(sensor);
  if (range === undefined) return;
  const { low, high } = range;
  const requireInside = (value: number | undefined, path: string): void => {
    if (value === undefined || (value >= low && value <= high)) return;
    throw new DescriptionError(path, `${value} is beyond what the sensor can express, ${low} to ${high}`);
  };
  const { value, wander, thresholds } = sensor;
  requireInside(wander?.around, keyAt(keyAt(at, "wander"), "around"));
  // Where it got to by itself is no mistake of who describes a machine that runs.
  if (wander === undefined || Math.abs(value - wander.around) > wander.by) requireInside(value, keyAt(at, "value"));
  for (const name of thresholdNames) requireInside(thresholds[name], keyAt(keyAt(at, "thresholds"), name));
}

/** The lowest and the highest value that a raw reading stands for; `undefined` for a sensor without numbers. */
function expressible(sensor: ThresholdSensorState): { readonly low: number; readonly high: number } | undefined {
  const values = Array.from({ length: 0x100 }, (_, raw) => valueOfRaw(sensor, raw)).filter(
    (each) => each !== undefined,
  );
  if (values.length === 0) return undefined;
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** Lower thresholds lie below upper ones, and the worse further out; only of one side may two be equal. */
function requireOrder(thresholds: ThresholdSensorState["thresholds"], at: string): void {
  const present = rising.filter((name) => thresholds[name] !== undefined);
  for (const [index, name] of present.entries()) {
    const lower = present[index - 1];
    if (lower === undefined) continue;
    const [below, value] = [thresholds[lower]!, thresholds[name]!];
    const mayBeEqual = lower.startsWith("upper") === name.startsWith("upper");
    if (value > below || (mayBeEqual && value === below)) continue;
    const expected = mayBeEqual ? "at least" : "more than";
    throw new DescriptionError(keyAt(at, name), `expected ${expected} ${lower}, ${below}, got ${value}`);
  }
}

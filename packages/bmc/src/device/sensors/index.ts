import { ApiMisuseError } from "@ruipmi/core";
import { defaultSensors } from "./default-sensors.ts";
import type { DiscreteSensorState, SensorsState, ThresholdSensorState } from "./sensor-state.ts";

export * from "./create-sensor.ts";
export { defaultSensorNumbers } from "./default-sensors.ts";
export * from "./sensor-state.ts";

/** What a device has that nobody described: two processors, four DIMMs, six fans, two power supplies and more. */
export function createSensors(): SensorsState {
  return defaultSensors();
}

/**
 * The sensor of that name that gives a number: to be read and set.
 *
 * @throws `ApiMisuseError` when there is none
 *
 * @example
 * ```ts
 * thresholdSensor(bmc.device.sensors, "CPU1 Temp").value = 93;
 * ```
 */
export function thresholdSensor(sensors: SensorsState, name: string): ThresholdSensorState {
  const sensor = sensors.find((candidate) => candidate.name === name);
  if (sensor?.kind === "threshold") return sensor;
  throw new ApiMisuseError("invalidArgument", `there is no sensor with thresholds named ${name}`);
}

/**
 * The sensor of that name that has states: to be read and set.
 *
 * @throws `ApiMisuseError` when there is none
 *
 * @example
 * ```ts
 * discreteSensor(bmc.device.sensors, "PSU2 Status").states = [0, 1]; // present, failed
 * ```
 */
export function discreteSensor(sensors: SensorsState, name: string): DiscreteSensorState {
  const sensor = sensors.find((candidate) => candidate.name === name);
  if (sensor?.kind === "discrete") return sensor;
  throw new ApiMisuseError("invalidArgument", `there is no sensor with states named ${name}`);
}

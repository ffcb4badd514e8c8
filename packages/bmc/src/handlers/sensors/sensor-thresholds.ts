import {
  getSensorThresholds,
  type SensorNumberRequest,
  type SetSensorThresholdsRequest,
  setSensorThresholds,
  type ThresholdName,
  type ThresholdValues,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { SensorMonitor } from "../../device/sensors/sensor-monitor.ts";
import { rawThresholds, valueOfRaw } from "../../device/sensors/sensor-reading.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { withThresholdSensor } from "./find-sensor.ts";

/** Get Sensor Thresholds (IPMI v2.0 §35.9). */
export const getSensorThresholdsHandler: BuiltInHandler<SensorNumberRequest, ThresholdValues> = {
  command: getSensorThresholds,
  handler: withThresholdSensor((sensor) => ({ thresholds: rawThresholds(sensor) })),
};

/** Set Sensor Thresholds (IPMI v2.0 §35.8): all that are named, or none where one of them may not be set. */
export function setSensorThresholdsHandler(monitor: SensorMonitor): BuiltInHandler<SetSensorThresholdsRequest, void> {
  return {
    command: setSensorThresholds,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: withThresholdSensor((sensor, { thresholds }, { now }) => {
      const named = Object.entries(thresholds) as [ThresholdName, number][];
      if (named.some(([name]) => !sensor.settableThresholds.includes(name)))
        return refuse(CompletionCode.invalidDataField);
      const values = named.map(([name, raw]) => [name, valueOfRaw(sensor, raw) ?? sensor.thresholds[name]]);
      sensor.thresholds = { ...sensor.thresholds, ...Object.fromEntries(values) };
      return monitor.advance(now);
    }),
  };
}

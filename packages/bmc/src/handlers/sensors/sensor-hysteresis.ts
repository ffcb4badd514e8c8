import {
  getSensorHysteresis,
  type SensorHysteresis,
  type SensorNumberRequest,
  type SetSensorHysteresisRequest,
  setSensorHysteresis,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { SensorMonitor } from "../../device/sensors/sensor-monitor.ts";
import type { BuiltInHandler } from "../handler.ts";
import { withThresholdSensor } from "./find-sensor.ts";

/** Get Sensor Hysteresis (IPMI v2.0 §35.7). */
export const getSensorHysteresisHandler: BuiltInHandler<SensorNumberRequest, SensorHysteresis> = {
  command: getSensorHysteresis,
  handler: withThresholdSensor(({ positiveHysteresis, negativeHysteresis }) => ({
    positiveHysteresis,
    negativeHysteresis,
  })),
};

/** Set Sensor Hysteresis (IPMI v2.0 §35.6); FFh leaves the one it stands for as it is. */
export function setSensorHysteresisHandler(monitor: SensorMonitor): BuiltInHandler<SetSensorHysteresisRequest, void> {
  return {
    command: setSensorHysteresis,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: withThresholdSensor((sensor, { positiveHysteresis, negativeHysteresis }, { now }) => {
      if (positiveHysteresis !== notApplicable) sensor.positiveHysteresis = positiveHysteresis;
      if (negativeHysteresis !== notApplicable) sensor.negativeHysteresis = negativeHysteresis;
      return monitor.advance(now);
    }),
  };
}

const notApplicable = 0xff;

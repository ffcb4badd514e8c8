import { type GetSensorTypeResponse, getSensorType, type SensorNumberRequest } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";
import { withSensor } from "./find-sensor.ts";

/** Get Sensor Type (IPMI v2.0 §35.16). */
export const getSensorTypeHandler: BuiltInHandler<SensorNumberRequest, GetSensorTypeResponse> = {
  command: getSensorType,
  handler: withSensor(({ sensorType, eventReadingType }) => ({ sensorType, eventReadingType })),
};

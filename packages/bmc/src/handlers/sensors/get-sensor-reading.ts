import { type GetSensorReadingResponse, getSensorReading, type SensorNumberRequest } from "@ruipmi/commands";
import type { SensorMonitor } from "../../device/sensors/sensor-monitor.ts";
import type { BuiltInHandler } from "../handler.ts";
import { withSensor } from "./find-sensor.ts";

/** Get Sensor Reading (IPMI v2.0 §35.14). */
export function getSensorReadingHandler(
  monitor: SensorMonitor,
): BuiltInHandler<SensorNumberRequest, GetSensorReadingResponse> {
  return {
    command: getSensorReading,
    handler: withSensor((sensor) => {
      const { raw, states, unavailable } = monitor.read(sensor);
      const { eventsEnabled: eventMessagesEnabled, scanningEnabled } = sensor;
      // Reserved bits above the six comparisons are returned as 1 (IPMI v2.0 §35.14).
      const returned = sensor.kind === "threshold" ? states | 0xc0 : states;
      return { reading: raw, eventMessagesEnabled, scanningEnabled, unavailable, states: returned };
    }),
  };
}

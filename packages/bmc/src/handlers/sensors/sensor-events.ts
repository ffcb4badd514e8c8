import {
  type GetSensorEventStatusResponse,
  getSensorEventStatus,
  type RearmSensorEventsRequest,
  rearmSensorEvents,
  type SensorNumberRequest,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { SensorMonitor } from "../../device/sensors/sensor-monitor.ts";
import type { BuiltInHandler } from "../handler.ts";
import { withSensor } from "./find-sensor.ts";

/** Get Sensor Event Status (IPMI v2.0 §35.13). */
export function getSensorEventStatusHandler(
  monitor: SensorMonitor,
): BuiltInHandler<SensorNumberRequest, GetSensorEventStatusResponse> {
  return {
    command: getSensorEventStatus,
    handler: withSensor((sensor) => ({
      eventMessagesEnabled: sensor.eventsEnabled,
      scanningEnabled: sensor.scanningEnabled,
      unavailable: monitor.read(sensor).unavailable,
      events: monitor.eventStatus(sensor),
    })),
  };
}

/** Re-arm Sensor Events (IPMI v2.0 §35.12). */
export function rearmSensorEventsHandler(monitor: SensorMonitor): BuiltInHandler<RearmSensorEventsRequest, void> {
  return {
    command: rearmSensorEvents,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: withSensor((sensor, { allEvents: isAll, events = noEvents }, { now }) =>
      monitor.rearm(sensor, isAll ? allEvents : events, now),
    ),
  };
}

const allEvents = { assertion: 0x7fff, deassertion: 0x7fff };
const noEvents = { assertion: 0, deassertion: 0 };

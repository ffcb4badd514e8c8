import {
  EventEnableAction,
  type GetSensorEventEnableResponse,
  getSensorEventEnable,
  type SensorNumberRequest,
  type SetSensorEventEnableRequest,
  setSensorEventEnable,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { withSensor } from "./find-sensor.ts";

/** Get Sensor Event Enable (IPMI v2.0 §35.11). */
export const getSensorEventEnableHandler: BuiltInHandler<SensorNumberRequest, GetSensorEventEnableResponse> = {
  command: getSensorEventEnable,
  handler: withSensor(({ eventsEnabled, scanningEnabled, enabledEvents }) => ({
    eventMessagesEnabled: eventsEnabled,
    scanningEnabled,
    events: { ...enabledEvents },
  })),
};

/** Set Sensor Event Enable (IPMI v2.0 §35.10); events that the sensor cannot send are passed over. */
export const setSensorEventEnableHandler: BuiltInHandler<SetSensorEventEnableRequest, void> = {
  command: setSensorEventEnable,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: withSensor((sensor, { eventMessagesEnabled, scanningEnabled, action, events = noEvents }) => {
    if (action === EventEnableAction.reserved) return refuse(CompletionCode.invalidDataField);
    sensor.eventsEnabled = eventMessagesEnabled;
    sensor.scanningEnabled = scanningEnabled;
    const { enabledEvents: before, supportedEvents: supported } = sensor;
    if (action === EventEnableAction.enable)
      sensor.enabledEvents = {
        assertion: (before.assertion | events.assertion) & supported.assertion,
        deassertion: (before.deassertion | events.deassertion) & supported.deassertion,
      };
    if (action === EventEnableAction.disable)
      sensor.enabledEvents = {
        assertion: before.assertion & ~events.assertion,
        deassertion: before.deassertion & ~events.deassertion,
      };
    return undefined;
  }),
};

const noEvents = { assertion: 0, deassertion: 0 };

import { SensorMonitor } from "../../device/sensors/sensor-monitor.ts";
import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { getSensorReadingHandler } from "./get-sensor-reading.ts";
import { getSensorReadingFactorsHandler } from "./get-sensor-reading-factors.ts";
import { getSensorTypeHandler } from "./get-sensor-type.ts";
import { getSensorEventEnableHandler, setSensorEventEnableHandler } from "./sensor-event-enable.ts";
import { getSensorEventStatusHandler, rearmSensorEventsHandler } from "./sensor-events.ts";
import { getSensorHysteresisHandler, setSensorHysteresisHandler } from "./sensor-hysteresis.ts";
import { getSensorThresholdsHandler, setSensorThresholdsHandler } from "./sensor-thresholds.ts";

/** Puts the handlers of this area into the table, and has the sensors watched from now on. */
export function addSensorsHandlers(table: HandlerTable, host: BmcHost): void {
  const monitor = new SensorMonitor(host.config.device, host.config.seed);
  host.timed.push(monitor);
  table.add(getSensorReadingHandler(monitor));
  table.add(getSensorReadingFactorsHandler);
  table.add(getSensorThresholdsHandler);
  table.add(setSensorThresholdsHandler(monitor));
  table.add(getSensorHysteresisHandler);
  table.add(setSensorHysteresisHandler(monitor));
  table.add(getSensorEventEnableHandler);
  table.add(setSensorEventEnableHandler);
  table.add(getSensorEventStatusHandler(monitor));
  table.add(rearmSensorEventsHandler(monitor));
  table.add(getSensorTypeHandler);
}

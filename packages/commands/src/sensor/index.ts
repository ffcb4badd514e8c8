import type { AnyCommand } from "@ruipmi/core/wire";
import { getDeviceSdr } from "../sdr/get-device-sdr.ts";
import { getDeviceSdrInfo } from "../sdr/get-device-sdr-info.ts";
import { reserveDeviceSdrRepository } from "../sdr/reserve-device-sdr-repository.ts";
import { getEventReceiver } from "./get-event-receiver.ts";
import { getSensorEventEnable } from "./get-sensor-event-enable.ts";
import { getSensorEventStatus } from "./get-sensor-event-status.ts";
import { getSensorHysteresis } from "./get-sensor-hysteresis.ts";
import { getSensorReading } from "./get-sensor-reading.ts";
import { getSensorReadingFactors } from "./get-sensor-reading-factors.ts";
import { getSensorThresholds } from "./get-sensor-thresholds.ts";
import { getSensorType } from "./get-sensor-type.ts";
import { rearmSensorEvents } from "./rearm-sensor-events.ts";
import { setEventReceiver } from "./set-event-receiver.ts";
import { setSensorEventEnable } from "./set-sensor-event-enable.ts";
import { setSensorHysteresis } from "./set-sensor-hysteresis.ts";
import { setSensorReadingAndEventStatus } from "./set-sensor-reading-and-event-status.ts";
import { setSensorThresholds } from "./set-sensor-thresholds.ts";
import { setSensorType } from "./set-sensor-type.ts";

export * from "./conversion.ts";
export type { EventMasks } from "./event-masks.ts";
export { type EventReceiver, noEventReceiver } from "./event-receiver.ts";
export * from "./get-event-receiver.ts";
export * from "./get-sensor-event-enable.ts";
export * from "./get-sensor-event-status.ts";
export * from "./get-sensor-hysteresis.ts";
export * from "./get-sensor-reading.ts";
export * from "./get-sensor-reading-factors.ts";
export * from "./get-sensor-thresholds.ts";
export * from "./get-sensor-type.ts";
export { Linearization, linearize } from "./linearization.ts";
export type { ReadingFactors } from "./reading-factors.ts";
export * from "./rearm-sensor-events.ts";
export type { SensorHysteresis } from "./sensor-hysteresis.ts";
export type { SensorNumberRequest } from "./sensor-number.ts";
export * from "./sensor-reading.ts";
export * from "./sensor-status.ts";
export { AnalogDataFormat, SensorUnit, type SensorUnits, sensorUnitText } from "./sensor-units.ts";
export * from "./set-event-receiver.ts";
export * from "./set-sensor-event-enable.ts";
export * from "./set-sensor-hysteresis.ts";
export * from "./set-sensor-reading-and-event-status.ts";
export * from "./set-sensor-thresholds.ts";
export * from "./set-sensor-type.ts";
export type { ThresholdValues } from "./threshold-values.ts";
export * from "./thresholds.ts";

/** The sensor and event commands, in the order of their numbers. */
export const sensorCommands: readonly AnyCommand[] = [
  setEventReceiver,
  getEventReceiver,
  getDeviceSdrInfo,
  getDeviceSdr,
  reserveDeviceSdrRepository,
  getSensorReadingFactors,
  setSensorHysteresis,
  getSensorHysteresis,
  setSensorThresholds,
  getSensorThresholds,
  setSensorEventEnable,
  getSensorEventEnable,
  rearmSensorEvents,
  getSensorEventStatus,
  getSensorReading,
  setSensorType,
  getSensorType,
  setSensorReadingAndEventStatus,
] as readonly AnyCommand[];

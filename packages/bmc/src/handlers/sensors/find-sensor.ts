import { CompletionCode } from "@ruipmi/core/wire";
import type { BmcDevice } from "../../device/device.ts";
import type { ReadableSensor } from "../../device/sensors/sensor-monitor.ts";
import type { ThresholdSensorState } from "../../device/sensors/sensor-state.ts";
import { type CommandRefusal, type HandlerContext, refuse } from "../handler.ts";

/** A handler that gets the sensor that the request names. */
export type SensorHandler<Sensor, Req, Res> = (
  sensor: Sensor,
  request: Req,
  context: HandlerContext,
) => Res | CommandRefusal;

/** Finds the sensor first; CBh where there is none that can be read. */
export function withSensor<Req extends { readonly sensorNumber: number }, Res>(
  handler: SensorHandler<ReadableSensor, Req, Res>,
): (request: Req, context: HandlerContext) => Res | CommandRefusal {
  return (request, context) => {
    const sensor = findSensor(context.device, request.sensorNumber);
    return sensor === undefined ? refuse(CompletionCode.notPresent) : handler(sensor, request, context);
  };
}

/** As {@link withSensor}, and CDh for a sensor without thresholds. */
export function withThresholdSensor<Req extends { readonly sensorNumber: number }, Res>(
  handler: SensorHandler<ThresholdSensorState, Req, Res>,
): (request: Req, context: HandlerContext) => Res | CommandRefusal {
  return withSensor((sensor, request, context) => {
    if (sensor.kind !== "threshold") return refuse(CompletionCode.illegalForSensorOrRecordType);
    return handler(sensor, request, context);
  });
}

function findSensor({ sensors }: BmcDevice, sensorNumber: number): ReadableSensor | undefined {
  const found = sensors.find((sensor) => sensor.number === sensorNumber && sensor.kind !== "eventOnly");
  return found?.kind === "eventOnly" ? undefined : found;
}

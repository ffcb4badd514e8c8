import { type GetSensorReadingResponse, readingValue, thresholdNames } from "@ruipmi/commands";
import type { BmcDevice, SensorState, ThresholdSensorState } from "../../src/index.ts";

/** All answers to Get Sensor Reading that are right: of raw readings equally near, any. Sensors here have no hysteresis. */
export function sensorReadings(device: BmcDevice, number: number): readonly GetSensorReadingResponse[] {
  const sensor = find(device, number);
  if (sensor.kind === "eventOnly") throw new Error("no sensor here is event-only");
  const unavailable = !sensor.available || (sensor.needsPower && !device.chassis.powerIsOn);
  const reserved = sensor.kind === "threshold" ? 0xc0 : 0;
  const answer = (reading: number, states: number): GetSensorReadingResponse => {
    return { reading, states: states | reserved, eventMessagesEnabled: true, scanningEnabled: true, unavailable };
  };
  if (unavailable) return [answer(0, 0)];
  if (sensor.kind === "discrete")
    return [
      answer(
        0,
        sensor.states.reduce((mask, offset) => mask | (1 << offset), 0),
      ),
    ];
  return nearestRaws(sensor, sensor.value).map((raw) => answer(raw, comparisons(sensor, raw)));
}

/** The raw thresholds that are right, in the order of the wire: of raw readings equally near, any; `undefined` for none. */
export function thresholdRaws(
  device: BmcDevice,
  number: number,
): readonly (readonly number[] | undefined)[] | undefined {
  const sensor = find(device, number);
  if (sensor.kind !== "threshold") return undefined;
  return thresholdNames.map((name) => {
    const limit = sensor.thresholds[name];
    return limit === undefined ? undefined : nearestRaws(sensor, limit);
  });
}

function find({ sensors }: BmcDevice, number: number): SensorState {
  return sensors.find((sensor) => sensor.number === number)!;
}

/** By trying them all. */
function nearestRaws(sensor: ThresholdSensorState, value: number): readonly number[] {
  const distances = Array.from({ length: 256 }, (_, raw) =>
    Math.abs((readingValue(sensor, raw) ?? Number.NaN) - value),
  );
  const least = Math.min(...distances.filter((distance) => !Number.isNaN(distance)));
  if (least === Number.POSITIVE_INFINITY) return [0];
  const slack = least * 1e-9 + Math.abs(value) * 1e-11;
  return distances.flatMap((distance, raw) => (distance <= least + slack ? [raw] : []));
}

function comparisons(sensor: ThresholdSensorState, raw: number): number {
  const value = readingValue(sensor, raw);
  if (value === undefined) return 0;
  return thresholdNames.reduce((states, name, position) => {
    const limit = sensor.thresholds[name];
    if (limit === undefined) return states;
    const isBeyond = name.startsWith("upper") ? value >= limit : value <= limit;
    return isBeyond ? states | (1 << position) : states;
  }, 0);
}

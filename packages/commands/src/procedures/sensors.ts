import { MalformedMessageError, NetworkError, RefusalError } from "@ruipmi/core";
import { all, type CallOptions, CompletionCode, call, type Procedure, progress } from "@ruipmi/core/wire";
import { type SensorRecord, sdrName } from "../sdr/sdr-names.ts";
import type { ReadingConversion } from "../sensor/conversion.ts";
import { type GetSensorEventEnableResponse, getSensorEventEnable } from "../sensor/get-sensor-event-enable.ts";
import { type GetSensorEventStatusResponse, getSensorEventStatus } from "../sensor/get-sensor-event-status.ts";
import { type GetSensorReadingResponse, getSensorReading } from "../sensor/get-sensor-reading.ts";
import { getSensorReadingFactors } from "../sensor/get-sensor-reading-factors.ts";
import { getSensorThresholds } from "../sensor/get-sensor-thresholds.ts";
import {
  isAnalogSensor,
  isThresholdSensor,
  needsReadingFactors,
  recordConversion,
  type SensorReading,
  type SensorValue,
  sensorValue,
} from "../sensor/sensor-reading.ts";
import { type ByThreshold, type ThresholdName, thresholdNames } from "../sensor/thresholds.ts";
import { type SensorPath, sensorCallOptions } from "./sensor-address.ts";

/** How {@link readSensors} goes about it. */
export interface ReadSensorsOptions extends SensorPath {
  /** Asks for the thresholds too. */
  readonly thresholds?: boolean;
  /** Sensors that are asked side by side, as far as whoever runs the procedure allows; 8 by default. */
  readonly batch?: number;
}

/** What {@link readSensors} reports with `progress` after each batch. */
export interface SensorsProgress {
  /** How many sensors have been read. */
  readonly sensors: number;
  /** How many there are. */
  readonly sensorCount: number;
}

/**
 * Reads sensors, with their thresholds if wished, whoever owns them. A sensor that is absent, off or refused is a state
 * of its reading and no error.
 *
 * @throws where the managed system itself no longer answers
 *
 * @example
 * ```ts
 * const { entries } = yield* readSdrRepository({ cache });
 * const sensors = entries.map(({ record }) => record).filter(isSensorRecord);
 * for (const { name, value } of yield* readSensors(sensors)) show(name, value);
 * ```
 */
export function* readSensors(
  records: readonly SensorRecord[],
  options: ReadSensorsOptions = {},
): Procedure<readonly SensorReading[]> {
  const batch = Math.max(1, options.batch ?? defaultBatch);
  const readings: SensorReading[] = [];
  for (let start = 0; start < records.length; start += batch) {
    const settled = yield* all(records.slice(start, start + batch).map((record) => readSensor(record, options)));
    for (const each of settled) {
      if (each.status === "rejected") throw each.reason;
      readings.push(each.value);
    }
    yield* progress({ sensors: readings.length, sensorCount: records.length } satisfies SensorsProgress);
  }
  return readings;
}

/** Reads one sensor; see {@link readSensors}. */
export function* readSensor(record: SensorRecord, options: ReadSensorsOptions = {}): Procedure<SensorReading> {
  const nothing: SensorReading = {
    record,
    name: sdrName(record) ?? "",
    state: "unreachable",
    completionCode: undefined,
    raw: undefined,
    value: undefined,
    states: undefined,
    conversion: undefined,
    thresholds: undefined,
  };
  const path = sensorCallOptions(record, options);
  if (path === undefined) return nothing;
  const owner: Owner = { record, path, isRemote: path.bridge !== undefined };
  try {
    const response = yield* call(getSensorReading, { sensorNumber: record.sensorNumber }, path);
    const reading = { ...nothing, ...(yield* understood(owner, response)) };
    if (options.thresholds !== true || !isThresholdSensor(record)) return reading;
    return { ...reading, thresholds: yield* readThresholds(owner) };
  } catch (error) {
    return { ...nothing, ...whyNot(error, owner) };
  }
}

/** What a sensor says of its events. */
export interface SensorEvents {
  /** What it has seen; `undefined` where it was refused. */
  readonly status: GetSensorEventStatusResponse | undefined;
  /** What it sends; `undefined` where it was refused. */
  readonly enable: GetSensorEventEnableResponse | undefined;
}

/** Asks what a sensor has seen and what it sends; a refusal leaves that part out. */
export function* readSensorEvents(record: SensorRecord, options: SensorPath = {}): Procedure<SensorEvents> {
  const path = sensorCallOptions(record, options);
  if (path === undefined) return { status: undefined, enable: undefined };
  const request = { sensorNumber: record.sensorNumber };
  return {
    status: yield* ifAnswered(call(getSensorEventStatus, request, path)),
    enable: yield* ifAnswered(call(getSensorEventEnable, request, path)),
  };
}

const defaultBatch = 8;

interface Owner {
  readonly record: SensorRecord;
  readonly path: CallOptions;
  /** Whether another controller owns it, whose silence is not the managed system's. */
  readonly isRemote: boolean;
}

type Outcome = Partial<SensorReading>;

/** All that controllers say of a sensor that has a record and is not there. */
const absentCodes: ReadonlySet<number | undefined> = new Set([
  CompletionCode.notPresent,
  CompletionCode.illegalForSensorOrRecordType,
  CompletionCode.parameterOutOfRange,
  CompletionCode.responseCouldNotBeProvided,
  CompletionCode.notSupportedInPresentState,
  CompletionCode.destinationUnavailable,
  CompletionCode.unspecifiedError,
]);

function whyNot(error: unknown, { isRemote }: Owner): Outcome {
  if (error instanceof RefusalError) {
    const { completionCode } = error;
    return { state: absentCodes.has(completionCode) ? "absent" : "refused", completionCode };
  }
  if (error instanceof MalformedMessageError) return { state: "malformed" };
  if (isRemote && error instanceof NetworkError && error.code === "timeout") return { state: "unreachable" };
  throw error;
}

function* understood(owner: Owner, response: GetSensorReadingResponse): Procedure<Outcome> {
  const { reading: raw, states } = response;
  if (!response.scanningEnabled) return { state: "scanningDisabled" };
  const said = { states, ...(response.reservedBitIsClear === true ? { reservedBitIsClear: true as const } : {}) };
  if (response.unavailable) return { state: "unavailable", ...said };
  if (!isAnalogSensor(owner.record)) return { state: "read", raw, ...said };
  const conversion = yield* conversionOf(owner, raw);
  return { state: "read", raw, ...said, conversion, value: sensorValue(conversion, raw).value };
}

/** The factors in the record, or those of this raw reading (IPMI v2.0 §35.5). */
function* conversionOf({ record, path }: Owner, raw: number): Procedure<ReadingConversion | undefined> {
  const conversion = recordConversion(record);
  if (conversion === undefined || !needsReadingFactors(record)) return conversion;
  const request = { sensorNumber: record.sensorNumber, reading: raw };
  const response = yield* ifAnswered(call(getSensorReadingFactors, request, path));
  return response === undefined ? undefined : { ...conversion, factors: response.factors };
}

function* readThresholds(owner: Owner): Procedure<ByThreshold<SensorValue> | undefined> {
  const request = { sensorNumber: owner.record.sensorNumber };
  const response = yield* ifAnswered(call(getSensorThresholds, request, owner.path));
  if (response === undefined) return undefined;
  const thresholds: { [Name in ThresholdName]?: SensorValue } = {};
  for (const name of thresholdNames) {
    const raw = response.thresholds[name];
    if (raw === undefined) continue;
    thresholds[name] = sensorValue(isAnalogSensor(owner.record) ? yield* conversionOf(owner, raw) : undefined, raw);
  }
  return thresholds;
}

function* ifAnswered<T>(procedure: Procedure<T>): Procedure<T | undefined> {
  try {
    return yield* procedure;
  } catch (error) {
    if (error instanceof RefusalError || error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

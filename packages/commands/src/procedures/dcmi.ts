import { type CallOptions, type Command, call, type Procedure } from "@ruipmi/core/wire";
import { getAssetTag, setAssetTag } from "../dcmi/asset-tag.ts";
import { getDcmiSensorInfo } from "../dcmi/get-dcmi-sensor-info.ts";
import { getTemperatureReadings, type TemperatureReading } from "../dcmi/get-temperature-readings.ts";
import {
  getManagementControllerIdentifierString,
  setManagementControllerIdentifierString,
} from "../dcmi/management-controller-identifier-string.ts";
import type {
  GetStringPartRequest,
  GetStringPartResponse,
  SetStringPartRequest,
  SetStringPartResponse,
} from "../dcmi/string-part.ts";

/** What {@link readDcmiSensors} came to. */
export interface DcmiSensors {
  /** How many instances the managed system says there are. */
  readonly totalInstances: number;
  /** Record IDs in the SDR repository. */
  readonly recordIds: readonly number[];
}

/** What {@link readDcmiTemperatures} came to. */
export interface DcmiTemperatures {
  /** How many instances the managed system says there are. */
  readonly totalInstances: number;
  /** What they read. */
  readonly readings: readonly TemperatureReading[];
}

/**
 * Reads the asset tag, part by part (DCMI v1.5 §6.4.2).
 *
 * @returns its bytes, at most 255; UTF-8 or Latin 1, as its writer liked
 */
export function readAssetTag(options?: CallOptions): Procedure<Uint8Array> {
  return readString(getAssetTag, options);
}

/** Writes the asset tag, part by part (DCMI v1.5 §6.4.3): at most 63 bytes. */
export function writeAssetTag(tag: Uint8Array, options?: CallOptions): Procedure<void> {
  return writeString(setAssetTag, tag, options);
}

/**
 * Reads the management controller identifier string, part by part (DCMI v1.5 §6.4.6.1).
 *
 * @returns its bytes, without the zero at its end
 */
export function* readManagementControllerId(options?: CallOptions): Procedure<Uint8Array> {
  const bytes = yield* readString(getManagementControllerIdentifierString, options);
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.slice(0, end);
}

/** Writes the management controller identifier string, part by part (DCMI v1.5 §6.4.6.2): at most 63 bytes; a zero is added. */
export function writeManagementControllerId(id: Uint8Array, options?: CallOptions): Procedure<void> {
  return writeString(setManagementControllerIdentifierString, Uint8Array.of(...id, 0), options);
}

/**
 * The record IDs of an entity's temperature sensors, eight at a time (DCMI v1.5 §6.5.2). A managed system that gives
 * fewer than it says ends it.
 *
 * @param entityId - one of `DcmiEntityId`
 */
export function* readDcmiSensors(entityId: number, options?: CallOptions): Procedure<DcmiSensors> {
  const recordIds: number[] = [];
  for (;;) {
    const query = { ...temperatures, entityId, entityInstanceStart: recordIds.length === 0 ? 0 : recordIds.length + 1 };
    const part = yield* call(getDcmiSensorInfo, query, options);
    recordIds.push(...part.recordIds);
    const isOver = part.recordIds.length === 0 || recordIds.length >= part.totalInstances;
    if (isOver) return { totalInstances: part.totalInstances, recordIds };
  }
}

/**
 * The temperatures of an entity, eight at a time (DCMI v1.5 §6.7.3). A managed system that gives fewer than it says
 * ends it.
 *
 * @param entityId - one of `DcmiEntityId`
 */
export function* readDcmiTemperatures(entityId: number, options?: CallOptions): Procedure<DcmiTemperatures> {
  const readings: TemperatureReading[] = [];
  for (;;) {
    const query = { ...temperatures, entityId, entityInstanceStart: readings.length === 0 ? 0 : readings.length + 1 };
    const part = yield* call(getTemperatureReadings, query, options);
    readings.push(...part.readings);
    const isOver = part.readings.length === 0 || readings.length >= part.totalInstances;
    if (isOver) return { totalInstances: part.totalInstances, readings };
  }
}

/** Sensor type 01h, all instances (DCMI v1.5 §6.5.2). */
const temperatures = { sensorType: 1, entityInstance: 0 };

/** Longest part of a string in one request (DCMI v1.5 §6.4.2). */
const longestPart = 16;

function* readString(
  command: Command<GetStringPartRequest, GetStringPartResponse>,
  options?: CallOptions,
): Procedure<Uint8Array> {
  const bytes: number[] = [];
  // The first answer says how long it is; what is asked for beyond that is refused by some.
  for (let total = longestPart; bytes.length < total; ) {
    const bytesToRead = Math.min(longestPart, total - bytes.length);
    const part = yield* call(command, { offset: bytes.length, bytesToRead }, options);
    total = part.totalLength;
    bytes.push(...part.data.subarray(0, Math.min(bytesToRead, total - bytes.length)));
    if (part.data.length === 0) break;
  }
  return Uint8Array.from(bytes);
}

function* writeString(
  command: Command<SetStringPartRequest, SetStringPartResponse>,
  bytes: Uint8Array,
  options?: CallOptions,
): Procedure<void> {
  let offset = 0;
  // An empty string is one part without bytes.
  do {
    yield* call(command, { offset, data: bytes.slice(offset, offset + longestPart) }, options);
    offset += longestPart;
  } while (offset < bytes.length);
}

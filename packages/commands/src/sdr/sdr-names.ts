import type { TypeLengthString } from "../formats/type-length.ts";
import { decodeUcs2 } from "../formats/ucs2.ts";
import type { CompactSensorRecord } from "./records/compact-sensor.ts";
import type { FullSensorRecord } from "./records/full-sensor.ts";
import type { SdrRecord } from "./records/sdr-record.ts";

/** A record of a sensor that can be read. */
export type SensorRecord = FullSensorRecord | CompactSensorRecord;

/** Whether it is the record of a sensor that can be read. */
export function isSensorRecord(record: SdrRecord): record is SensorRecord {
  return record.kind === "fullSensor" || record.kind === "compactSensor";
}

/**
 * The name a record gives its sensor or device; `undefined` for records of a type without names.
 *
 * @example
 * ```ts
 * records.map(({ record }) => sdrName(record)); // "Fan2A", "Inlet Temp", …
 * ```
 */
export function sdrName(record: SdrRecord): string | undefined {
  return "idString" in record ? idStringText(record.idString) : undefined;
}

/** An ID string as text: what is binary in a FRU area is Unicode in an SDR (IPMI v2.0 §43.15). */
function idStringText(value: TypeLengthString): string {
  return value.encoding === "binary" ? decodeUcs2(value.bytes) : value.text;
}

import { isTimestampedRecordType, type SelRecord, selRecordType } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";
import { type SelState, selTime } from "./sel-state.ts";

/** Something to be logged, as a sensor says it. */
export interface SelEvent {
  /** Sensor type (IPMI v2.0 table 42-3). */
  readonly sensorType: number;
  /** Which sensor. */
  readonly sensorNumber: number;
  /** Event/reading type, 7 bits: 01h threshold, 6Fh sensor-specific (IPMI v2.0 table 42-1). */
  readonly eventType: number;
  /** Whether the state became true, or false again. */
  readonly asserted: boolean;
  /** Event data 1 to 3; what is left out is FFh. */
  readonly eventData: ArrayLike<number>;
  /** Who saw it; 0020h, the BMC, when left out. */
  readonly generatorId?: number;
  /** Format of the event; 04h when left out. */
  readonly eventMessageRevision?: number;
}

/**
 * Logs an event at the time of the log's clock.
 *
 * @param sel - the log
 * @param event - what happened
 * @param now - the engine's time
 * @returns the record's ID; `undefined` when the log is full, which sets its overflow flag, or is being erased
 *
 * @example
 * ```ts
 * addEvent(device.sel, { sensorType: 0x01, sensorNumber: 5, eventType: 0x01, asserted: true, eventData: [0x57, 91, 90] }, now);
 * ```
 */
export function addEvent(sel: SelState, event: SelEvent, now: Millis): number | undefined {
  const eventData = new Uint8Array(3).fill(0xff);
  eventData.set(Array.from(event.eventData).slice(0, 3));
  return addRecord(
    sel,
    {
      kind: "systemEvent",
      recordId: 0,
      timestamp: 0,
      generatorId: event.generatorId ?? 0x0020,
      eventMessageRevision: event.eventMessageRevision ?? 0x04,
      sensorType: event.sensorType,
      sensorNumber: event.sensorNumber,
      asserted: event.asserted,
      eventType: event.eventType & 0x7f,
      eventData,
    },
    now,
  );
}

/**
 * Adds a record; its ID and timestamp are the log's own (IPMI v2.0 §31.6).
 *
 * @param sel - the log
 * @param record - the record; `recordId` and `timestamp` are not taken from it
 * @param now - the engine's time
 * @returns the record's ID; `undefined` when the log is full, which sets its overflow flag, or is being erased
 */
export function addRecord(sel: SelState, record: SelRecord, now: Millis): number | undefined {
  if (sel.erasingUntil !== undefined && now < sel.erasingUntil) return undefined;
  if (sel.records.length >= Math.min(sel.maxRecords, maxSelRecords)) {
    sel.overflow = true;
    return undefined;
  }
  const recordId = freeRecordId(sel);
  const timestamp = selTime(sel, now);
  const stamped = isTimestampedRecordType(selRecordType(record)) ? { timestamp } : undefined;
  sel.records.push({ ...record, recordId, ...stamped } as SelRecord);
  sel.nextRecordId = recordId + 1;
  sel.lastAddTime = timestamp;
  return recordId;
}

/** However a test or a file sets `maxRecords`: no log has more. */
export const maxSelRecords = 4095;

/** 0000h and FFFFh mean first and last (IPMI v2.0 §31.5). */
function freeRecordId(sel: SelState): number {
  const taken = new Set(sel.records.map(({ recordId }) => recordId));
  let candidate = sel.nextRecordId;
  while (candidate < 1 || candidate > 0xfffe || taken.has(candidate)) {
    candidate = candidate >= 0xfffe || candidate < 1 ? 1 : candidate + 1;
  }
  return candidate;
}

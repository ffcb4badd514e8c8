import type { SelRecord } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";
import { type SelState, selTime } from "./sel-state.ts";

/** Whether the log is being erased: other commands are refused meanwhile. */
export function isErasing(sel: SelState, now: Millis): boolean {
  return sel.erasingUntil !== undefined && now < sel.erasingUntil;
}

/** A new reservation; the one before is void (IPMI v2.0 §31.4). */
export function reserveLog(sel: SelState): number {
  sel.lastReservationId = sel.lastReservationId >= 0xffff ? 1 : sel.lastReservationId + 1;
  sel.reservationId = sel.lastReservationId;
  return sel.reservationId;
}

/** Whether this is the reservation that holds. */
export function holdsReservation(sel: SelState, reservationId: number): boolean {
  return reservationId !== 0 && reservationId === sel.reservationId;
}

/** Where a record is: 0000h names the first, FFFFh the last; `undefined` for none. */
export function indexOfRecord(sel: SelState, recordId: number): number | undefined {
  const { records } = sel;
  if (records.length === 0) return undefined;
  if (recordId === 0) return 0;
  if (recordId === 0xffff) return records.length - 1;
  const index = records.findIndex((record: SelRecord) => record.recordId === recordId);
  return index < 0 ? undefined : index;
}

/** Deletes a record; the reservation is void afterwards (IPMI v2.0 §31.8). */
export function deleteRecord(sel: SelState, index: number, now: Millis): void {
  sel.records.splice(index, 1);
  sel.lastEraseTime = selTime(sel, now);
  sel.reservationId = 0;
}

/** Begins to erase all records, and is done at once where `eraseDuration` is 0 (IPMI v2.0 §31.9). */
export function eraseLog(sel: SelState, now: Millis): void {
  sel.records = [];
  sel.overflow = false;
  sel.reservationId = 0;
  sel.nextRecordId = 1;
  sel.lastEraseTime = selTime(sel, now);
  sel.erasingUntil = sel.eraseDuration > 0 ? now + sel.eraseDuration : undefined;
}

import { type SelRecord, selRecordType } from "@ruipmi/commands";
import { shownText } from "../shown-text.ts";

/** The record type that Linux logs a kernel panic's text with. */
export const panicRecordType = 0xf0;

/** The part of a panic's text that a record has: 11 characters at most, control characters as `?`. */
export function panicText(record: SelRecord): string {
  if (record.kind !== "oem" || selRecordType(record) !== panicRecordType) return "";
  return shownText(String.fromCharCode(...record.data.subarray(2)));
}

/** The lines of `sel list` and `sel elist`. */
import {
  asSystemEvent,
  type EventSensor,
  type SelRecord,
  selRecordType,
  TimestampKind,
  timestamp,
} from "@ruipmi/commands";
import { hex, hexByte } from "../hex.ts";
import { eventColumns } from "./event-parts.ts";
import { panicRecordType, panicText } from "./panic-text.ts";
import { type TimeStyle, timestampColumns } from "./timestamp-text.ts";

/** How lines are laid out. */
export interface LineStyle extends TimeStyle {
  /** Comma separated (`-c`). */
  readonly csv: boolean;
}

/**
 * The line of a record.
 *
 * @param sensor - the record of the event's sensor, for `sel elist`
 */
export function recordLine(record: SelRecord, style: LineStyle, sensor?: EventSensor): string {
  const separator = style.csv ? "," : " | ";
  const id = record.recordId.toString(16);
  const start = style.csv ? id : id.padStart(4);
  return `${start}${separator}${timePart(record, style)}${columnsOf(record, sensor).join(separator)}\n`;
}

/** The columns for the time, and what ends them; without a time they are left empty where columns count. */
function timePart(record: SelRecord, style: LineStyle): string {
  const raw = record.kind === "oemTimestamped" ? record.timestamp : asSystemEvent(record)?.timestamp;
  if (raw === undefined) return style.csv ? ",," : "";
  const [date, time] = timestampColumns(raw, style);
  if (style.csv) return `${date},${time},`;
  const isPreInit = timestamp(raw).kind === TimestampKind.sinceInitialization;
  return isPreInit ? `${date} |${time}| ` : `${date} | ${time} | `;
}

function columnsOf(record: SelRecord, sensor?: EventSensor): readonly string[] {
  if (selRecordType(record) === panicRecordType) return [`Linux kernel panic: ${panicText(record)}`];
  const event = asSystemEvent(record);
  if (event !== undefined) return eventColumns(event, sensor);
  if (record.kind === "systemEvent") return [];
  const name = `OEM record ${hexByte(record.recordType)}`;
  if (record.kind === "oem") return [name, hex(record.data)];
  return [name, record.manufacturerId.toString(16).padStart(6, "0"), hex(record.data)];
}

/** A record in the form that a command asks for. */
import type { SensorEvents } from "@ruipmi/commands";
import { type LocatorRecord, locatorCsv, locatorLine, locatorLongLine, locatorVerbose } from "./locator-text.ts";
import type { ListedRecord } from "./record-document.ts";
import { sensorCsv, sensorLine, sensorLongLine } from "./sensor-line.ts";
import { sensorVerbose } from "./sensor-verbose.ts";

/** How much of a record is shown. */
export type RecordForm = "line" | "longLine" | "verbose";

/** A record to show, with what its sensor says of its events where that is shown. */
export interface ShownRecord extends ListedRecord {
  /** Of a sensor shown in full. */
  readonly events?: SensorEvents;
}

/** The record as text; nothing for one that ipmitool passes over too: associations, OEMs' and the like. */
export function recordText({ entry, reading, events }: ShownRecord, form: RecordForm): string {
  if (reading !== undefined) {
    if (form === "verbose") return sensorVerbose(reading, events);
    return form === "line" ? sensorLine(reading) : sensorLongLine(reading);
  }
  const { record } = entry;
  if (!isLocator(record)) return "";
  if (form === "verbose") return locatorVerbose(record);
  return form === "line" ? locatorLine(record) : locatorLongLine(record);
}

/** The record as comma separated values; records of what cannot be read have a verbose form only, as with ipmitool. */
export function recordCsv({ entry, reading }: ShownRecord, form: RecordForm): string {
  const isVerbose = form === "verbose";
  if (reading !== undefined) return sensorCsv(reading, isVerbose);
  if (!isLocator(entry.record)) return "";
  return isVerbose ? locatorVerbose(entry.record) : locatorCsv(entry.record);
}

function isLocator(record: ListedRecord["entry"]["record"]): record is LocatorRecord {
  switch (record.kind) {
    case "eventOnly":
    case "fruDeviceLocator":
    case "mcDeviceLocator":
    case "genericDeviceLocator":
      return true;
    default:
      return false;
  }
}

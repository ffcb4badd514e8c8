/** All that a record says, a line for each field: `sel list -v` and `sel get`. */
import {
  asSystemEvent,
  describeEvent,
  type EventQuantity,
  type EventSensor,
  eventStateText,
  eventTypeName,
  type SelRecord,
  type SystemEventRecord,
  selRecordType,
  sensorTypeName,
} from "@ruipmi/commands";
import { fixed } from "../fixed.ts";
import { hex, hexByte } from "../hex.ts";
import { ipmiTimestampText } from "../local-time.ts";
import { memoryText } from "./event-parts.ts";
import { panicRecordType, panicText } from "./panic-text.ts";
import type { TimeStyle } from "./timestamp-text.ts";

/**
 * The lines of a record, an empty one at their end.
 *
 * @param sensor - the record of the event's sensor, where what the event data means is wanted, too
 */
export function recordVerbose(record: SelRecord, style: TimeStyle, sensor?: EventSensor): string {
  const head = `SEL Record ID          : ${hex16(record.recordId)}\n`;
  const type = selRecordType(record);
  if (type === panicRecordType) {
    const kind = `Linux kernel panic (OEM record ${hexByte(type)})`;
    return `${head}${field("Record Type", kind)}${field("Panic string", panicText(record))}\n`;
  }
  const event = asSystemEvent(record);
  if (event !== undefined) return `${head}${eventLines(type, event, style, sensor)}\n`;
  return `${head}${oemLines(record, style)}\n`;
}

function oemLines(record: SelRecord, style: TimeStyle): string {
  if (record.kind === "systemEvent") return "";
  const isTimed = record.kind === "oemTimestamped";
  const type = hexByte(record.recordType);
  return [
    field("Record Type", `${type}  (${isTimed ? "OEM timestamped" : "OEM non-timestamped"})`),
    isTimed ? field("Timestamp", ipmiTimestampText(record.timestamp, style.utc)) : "",
    isTimed ? field("Manufactacturer ID", record.manufacturerId.toString(16).padStart(6, "0")) : "",
    field("OEM Defined", `${hex(record.data)} [${letters(record.data)}]`),
  ].join("");
}

function eventLines(type: number, event: SystemEventRecord, style: TimeStyle, sensor?: EventSensor): string {
  const data = hex(event.eventData);
  return [
    field("Record Type", hexByte(type)),
    field("Timestamp", ipmiTimestampText(event.timestamp, style.utc)),
    field("Generator ID", hex16(event.generatorId)),
    field("EvM Revision", hexByte(event.eventMessageRevision)),
    field("Sensor Type", sensorTypeName(event.sensorType)),
    field("Sensor Number", hexByte(event.sensorNumber)),
    field("Event Type", eventTypeName(event.eventType)),
    field("Event Direction", event.asserted ? "Assertion Event" : "Deassertion Event"),
    field(sensor === undefined ? "Event Data" : "Event Data (RAW)", data),
    sensor === undefined ? "" : meaningLines(event, sensor),
    field("Description", eventStateText(event) ?? ""),
  ].join("");
}

/** What the event data means beyond the state, byte by byte. */
function meaningLines(event: SystemEventRecord, sensor: EventSensor): string {
  const { reading, threshold, details } = describeEvent(event, sensor);
  const memory = memoryText(event);
  const said = (byte: 2 | 3): string => {
    return details
      .filter((detail) => detail.byte === byte)
      .map(({ name, text }) => field(name, text))
      .join("");
  };
  return [
    isUnknown(event, sensor) ? field("Event Data", hex(event.eventData)) : "",
    reading === undefined ? "" : field("Trigger Reading", quantityText(reading)),
    said(2),
    threshold === undefined ? "" : field("Trigger Threshold", quantityText(threshold)),
    memory === undefined ? said(3) : field("Event Data", memory),
  ].join("");
}

/** Whether nobody knows what the event data means; ipmitool then prints it once more. */
function isUnknown({ eventType }: SystemEventRecord, sensor: EventSensor): boolean {
  const kind = eventTypeName(eventType);
  return kind === "Reserved" || kind === "Unspecified" || (kind === "Threshold" && sensor.kind !== "fullSensor");
}

function quantityText({ value, unit }: EventQuantity): string {
  return `${fixed(value, 3)}${unit}`;
}

function field(name: string, value: string): string {
  return ` ${name.padEnd(22)}: ${value}\n`;
}

function hex16(value: number): string {
  return value.toString(16).padStart(4, "0");
}

/** From `@` on, as ipmitool has it: digits and punctuation are dots. */
function letters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 0x40 || byte > 0x7e ? "." : String.fromCharCode(byte))).join("");
}

/** Records of the log as `--json` prints them. */
import {
  asSystemEvent,
  describeEvent,
  type EventSensor,
  type SelRecord,
  type SystemEventRecord,
  selRecordType,
  type Tolerated,
  timestamp,
  timestampDate,
} from "@ruipmi/commands";
import * as schema from "../json-schema.ts";

/** What goes with a record. */
export interface RecordContext {
  /** The record of the event's sensor. */
  readonly sensor?: EventSensor | undefined;
  /** Minutes from UTC to the log's clock, where it is known. */
  readonly utcOffset?: number | undefined;
  /** What had to be tolerated to read the record. */
  readonly tolerated?: readonly Tolerated[] | undefined;
}

/** What `--json` prints of one record. */
export function selRecordDocument(record: SelRecord, context: RecordContext): Readonly<Record<string, unknown>> {
  const { recordId } = record;
  const recordType = selRecordType(record);
  const event = asSystemEvent(record);
  const { tolerated } = context;
  if (event !== undefined) return { recordId, recordType, ...eventFields(event, context), tolerated };
  if (record.kind === "oemTimestamped") {
    const { manufacturerId, data } = record;
    const time = timestampDocument(record.timestamp, context.utcOffset);
    return { recordId, recordType, kind: "oemTimestamped", timestamp: time, manufacturerId, data, tolerated };
  }
  return { recordId, recordType, kind: "oem", data: record.kind === "oem" ? record.data : undefined, tolerated };
}

/** A timestamp as it was told, and the moment it means where it means one. */
export function timestampDocument(raw: number, utcOffset?: number): Readonly<Record<string, unknown>> {
  const stamp = timestamp(raw, utcOffset);
  return { raw, kind: stamp.kind, time: timestampDate(stamp)?.toISOString() };
}

/** What {@link timestampDocument} gives. */
export const timestampSchema: schema.JsonSchema = schema.object({
  raw: schema.integer("as the managed system told it", 0, 0xffffffff),
  kind: schema.words(["seconds", "sinceInitialization", "unspecified"], "what it counts from"),
  time: schema.optional(
    schema.dateTime("the moment; the log's clock is taken to show UTC where its offset is not told"),
  ),
});

function eventFields(
  event: SystemEventRecord,
  { sensor, utcOffset }: RecordContext,
): Readonly<Record<string, unknown>> {
  const told = describeEvent(event, sensor);
  return {
    kind: "event",
    timestamp: timestampDocument(event.timestamp, utcOffset),
    source: told.source,
    sensorType: { code: event.sensorType, name: told.sensorType },
    sensorNumber: event.sensorNumber,
    sensorName: told.sensorName,
    eventType: { code: event.eventType, name: told.eventType },
    direction: event.asserted ? "asserted" : "deasserted",
    event: told.event,
    severity: told.severity,
    reading: told.reading,
    threshold: told.threshold,
    details: told.details,
    eventData: event.eventData,
  };
}

const named = (description: string): schema.JsonSchema => {
  return schema.object({ code: schema.byte(), name: schema.string() }, description);
};

const recordId = schema.integer("the record's ID", 0, 0xffff);
const recordType = schema.byte("as on the wire; 2 is an event");

const eventSchema = schema.object({
  recordId,
  recordType,
  kind: schema.literal("event"),
  timestamp: timestampSchema,
  source: schema.object(
    {
      kind: schema.words(["controller", "software"]),
      address: schema.byte("a controller's slave address, or software's ID"),
      channel: schema.integer(undefined, 0, 15),
      lun: schema.integer(undefined, 0, 3),
      software: schema.optional(schema.string("what kind of software")),
    },
    "who generated it",
  ),
  sensorType: named("what the sensor watches"),
  sensorNumber: schema.byte(),
  sensorName: schema.optional(schema.string("from the sensor's record, where that was looked up")),
  eventType: named("what kind of states the sensor has"),
  direction: schema.words(["asserted", "deasserted"], "whether the state began or ended"),
  event: schema.optional(schema.string("the state, where it has a name")),
  severity: schema.optional(schema.words(["informational", "ok", "nonCritical", "critical", "nonRecoverable"])),
  reading: schema.optional(schema.quantity(undefined, "what the sensor read")),
  threshold: schema.optional(schema.quantity(undefined, "the threshold that was crossed")),
  details: schema.array(
    schema.object({
      name: schema.string(),
      text: schema.string(),
      byte: schema.integer("which byte of the event data says it", 2, 3),
    }),
    "what else the event data says",
  ),
  eventData: schema.hexBytes("event data 1 to 3"),
  tolerated: schema.tolerated,
});

const oemTimestampedSchema = schema.object({
  recordId,
  recordType,
  kind: schema.literal("oemTimestamped"),
  timestamp: timestampSchema,
  manufacturerId: schema.integer("IANA enterprise number", 0, 0xffffff),
  data: schema.hexBytes("as the OEM says"),
  tolerated: schema.tolerated,
});

const oemSchema = schema.object({
  recordId,
  recordType,
  kind: schema.literal("oem"),
  data: schema.hexBytes("as the OEM says"),
  tolerated: schema.tolerated,
});

/** What {@link selRecordDocument} gives. */
export const selRecordSchema: schema.JsonSchema = schema.oneOf([eventSchema, oemTimestampedSchema, oemSchema]);

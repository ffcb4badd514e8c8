/** A sensor and its reading as `--json` prints it. */
import {
  assertedStates,
  type ByThreshold,
  crossedThresholds,
  entityName,
  isThresholdSensor,
  type SensorReading,
  type SensorValue,
  sensorTypeName,
  sensorUnitText,
  thresholdNames,
} from "@ruipmi/commands";
import * as schema from "../json-schema.ts";
import { shownName } from "./record-name.ts";
import { hasReading } from "./sensor-number.ts";

/** What `--json` prints of a sensor. */
export function sensorDocument(reading: SensorReading): Readonly<Record<string, unknown>> {
  const { record, state, completionCode, raw, value, states = 0, thresholds } = reading;
  const { sensorOwnerId, sensorOwnerLun, channelNumber, sensorNumber, sensorType, eventReadingType } = record;
  const unit = sensorUnitText(record.units);
  const isThreshold = isThresholdSensor(record);
  return {
    recordId: record.recordId,
    recordType: record.kind,
    name: shownName(record),
    sensorNumber,
    owner: { sensorOwnerId, channelNumber, sensorOwnerLun },
    entity: entityDocument(record.entity),
    sensorType: { code: sensorType, name: sensorTypeName(sensorType) },
    eventReadingType,
    state: state === "read" && !hasReading(reading) ? "refused" : state,
    completionCode,
    raw,
    reading: value === undefined ? undefined : { value, unit },
    ...(isThreshold && hasReading(reading) ? { crossed: crossedThresholds(states) } : {}),
    ...(!isThreshold && hasReading(reading) ? { states: assertedStates(eventReadingType, sensorType, states) } : {}),
    thresholds: thresholds === undefined ? undefined : thresholdsDocument(thresholds, unit),
  };
}

/** What an entity is. */
export function entityDocument(entity: SensorReading["record"]["entity"]): Readonly<Record<string, unknown>> {
  return { ...entity, name: entityName(entity.entityId) };
}

function thresholdsDocument(thresholds: ByThreshold<SensorValue>, unit: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    thresholdNames.flatMap((name) => {
      const threshold = thresholds[name];
      if (threshold === undefined) return [];
      const { raw, value } = threshold;
      return [[name, value === undefined ? { raw } : { raw, value, unit }]];
    }),
  );
}

/** What {@link entityDocument} gives. */
export const entitySchema: schema.JsonSchema = schema.object({
  entityId: schema.byte("what kind of thing it is"),
  entityInstance: schema.integer("which of its kind", 0, 127),
  isLogical: schema.boolean("whether it is a group of things"),
  name: schema.optional(schema.string("what kind of thing it is, in words")),
});

const thresholdSchema = schema.object({
  raw: schema.byte("as the sensor compares it"),
  value: schema.optional(schema.number()),
  unit: schema.optional(schema.string()),
});

/** What {@link sensorDocument} gives. */
export const sensorSchema: schema.JsonSchema = schema.object({
  recordId: schema.integer("of its record", 0, 0xffff),
  recordType: schema.words(["fullSensor", "compactSensor"]),
  name: schema.string("its name; empty where it has none"),
  sensorNumber: schema.byte("its number, unique with owner and LUN"),
  owner: schema.object({
    sensorOwnerId: schema.byte("slave address of the controller that has it; odd for system software"),
    channelNumber: schema.integer("the channel that leads there", 0, 15),
    sensorOwnerLun: schema.integer(undefined, 0, 3),
  }),
  entity: entitySchema,
  sensorType: schema.object({ code: schema.byte(), name: schema.string() }),
  eventReadingType: schema.byte("what its states mean: 1 thresholds, 111 by sensor type"),
  state: schema.words(
    ["read", "unavailable", "scanningDisabled", "absent", "unreachable", "refused", "malformed"],
    "whether there is a reading, and why not",
  ),
  completionCode: schema.optional(schema.byte("where it is absent or refused")),
  raw: schema.optional(schema.byte("the raw reading")),
  reading: schema.optional(schema.quantity(undefined, "where it is a number")),
  crossed: schema.optional(
    schema.array(schema.words(thresholdNames), "the thresholds that the reading is at or beyond, the gravest first"),
  ),
  states: schema.optional(
    schema.array(
      schema.object({ offset: schema.integer(undefined, 0, 14), text: schema.optional(schema.string()) }),
      "the states that hold",
    ),
  ),
  thresholds: schema.optional(
    schema.object(Object.fromEntries(thresholdNames.map((name) => [name, schema.optional(thresholdSchema)]))),
  ),
});

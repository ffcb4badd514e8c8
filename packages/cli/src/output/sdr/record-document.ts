/** Records as `--json` prints them: sensors with their readings, the others by their fields. */
import {
  type McDeviceLocatorRecord,
  type SdrEntry,
  type SdrRecord,
  type SensorReading,
  sdrName,
  sensorTypeName,
} from "@ruipmi/commands";
import * as schema from "../json-schema.ts";
import { shownName } from "./record-name.ts";
import { entityDocument, entitySchema, sensorDocument, sensorSchema } from "./sensor-document.ts";

/** A record of the repository, with the reading where it is a sensor's that was read. */
export interface ListedRecord {
  /** The record. */
  readonly entry: SdrEntry;
  /** What the sensor gave; absent for a record of anything else. */
  readonly reading?: SensorReading;
}

/** What `--json` prints of one record. */
export function recordDocument({ entry, reading }: ListedRecord): Readonly<Record<string, unknown>> {
  const { record, bytes, tolerated } = entry;
  if (reading !== undefined) return { ...sensorDocument(reading), tolerated };
  return {
    recordId: record.recordId,
    recordType: record.kind,
    ...(sdrName(record) === undefined ? {} : { name: shownName(record) }),
    ...("entity" in record ? { entity: entityDocument(record.entity) } : {}),
    ...fieldsOf(record),
    bytes,
    tolerated,
  };
}

function fieldsOf(record: SdrRecord): Readonly<Record<string, unknown>> {
  switch (record.kind) {
    case "eventOnly": {
      const { sensorNumber, sensorType, eventReadingType } = record;
      return { sensorNumber, sensorType: { code: sensorType, name: sensorTypeName(sensorType) }, eventReadingType };
    }
    case "fruDeviceLocator": {
      const { deviceAccessAddress, fruDeviceId, isLogicalDevice, channelNumber } = record;
      return { deviceAccessAddress, fruDeviceId, isLogicalDevice, channelNumber };
    }
    case "genericDeviceLocator": {
      const { deviceAccessAddress, deviceSlaveAddress, channelNumber, deviceType, deviceTypeModifier } = record;
      return { deviceAccessAddress, deviceSlaveAddress, channelNumber, deviceType, deviceTypeModifier };
    }
    case "mcDeviceLocator": {
      const { deviceSlaveAddress, channelNumber, isStatic } = record;
      return { deviceSlaveAddress, channelNumber, isStatic, deviceCapabilities: capabilitiesOf(record) };
    }
    default:
      return {};
  }
}

function capabilitiesOf({ deviceCapabilities }: McDeviceLocatorRecord): readonly string[] {
  return Object.entries(deviceCapabilities).flatMap(([name, has]) => (has === true ? [name] : []));
}

const address = schema.optional(schema.byte("a slave address; 0 for the IPMB itself"));

const plainRecordSchema = schema.object({
  recordId: schema.integer(undefined, 0, 0xffff),
  recordType: schema.string("what kind of record it is"),
  name: schema.optional(schema.string()),
  entity: schema.optional(entitySchema),
  sensorNumber: schema.optional(schema.byte()),
  sensorType: schema.optional(schema.object({ code: schema.byte(), name: schema.string() })),
  eventReadingType: schema.optional(schema.byte()),
  deviceAccessAddress: address,
  deviceSlaveAddress: address,
  fruDeviceId: schema.optional(schema.byte("what FRU commands name, or a slave address where not logical")),
  isLogicalDevice: schema.optional(schema.boolean("whether FRU commands read it")),
  channelNumber: schema.optional(schema.integer(undefined, 0, 15)),
  deviceType: schema.optional(schema.byte()),
  deviceTypeModifier: schema.optional(schema.byte()),
  isStatic: schema.optional(schema.boolean("whether the controller is always there")),
  deviceCapabilities: schema.optional(schema.array(schema.string(), "what the controller can do")),
  bytes: schema.hexBytes("the record as the managed system sent it"),
  tolerated: schema.tolerated,
});

const sensorRecordSchema: schema.JsonSchema = {
  ...sensorSchema,
  properties: {
    ...(sensorSchema["properties"] as Readonly<Record<string, schema.JsonSchema>>),
    tolerated: schema.tolerated.optional,
  },
};

/** What {@link recordDocument} gives. */
export const recordSchema: schema.JsonSchema = schema.oneOf([sensorRecordSchema, plainRecordSchema]);

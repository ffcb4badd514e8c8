/**
 * The key of a sensor's record and what it belongs to (IPMI v2.0 §43.1, bytes 6 to 10 of records 01h, 02h and 03h):
 *
 * | byte | meaning                                                          |
 * |------|------------------------------------------------------------------|
 * | 0    | owner: 7:1 slave address or software ID; 0: which of the two     |
 * | 1    | 7:4 channel of the owner; 3:2 LUN for FRU; 1:0 LUN of the sensor |
 * | 2    | sensor number                                                    |
 * | 3    | entity ID                                                        |
 * | 4    | 7: logical entity; 6:0 instance                                  |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";

/** What a sensor or device belongs to (IPMI v2.0 §39). */
export interface Entity {
  /** What kind of thing: 3 is a processor, 29 a fan (IPMI v2.0 table 43-13). */
  readonly entityId: number;
  /** Which of its kind, 0–127; from 96 relative to the controller. */
  readonly entityInstance: number;
  /** Whether it is a group of things rather than a thing. */
  readonly isLogical: boolean;
}

/** Whose a sensor is, and which. */
export interface SensorIdentity {
  /** 7:1 slave address or software ID, 0: 1 for a software ID; 20h is the BMC. */
  readonly sensorOwnerId: number;
  /** The channel that leads to the owner, 0–15; 0 is the primary IPMB. */
  readonly channelNumber: number;
  /** The owner's LUN that the sensor's commands go to, 0–3. */
  readonly sensorOwnerLun: number;
  /** Which sensor of that LUN, 0–254. */
  readonly sensorNumber: number;
  /** What it belongs to. */
  readonly entity: Entity;
}

/** Writes the five bytes. */
export function encodeSensorIdentity(value: SensorIdentity, writer: ByteWriter): void {
  writer
    .u8(value.sensorOwnerId)
    .u8(((value.channelNumber & 0x0f) << 4) | (value.sensorOwnerLun & 3))
    .u8(value.sensorNumber);
  encodeEntity(value.entity, writer);
}

/** Reads the five bytes. */
export function decodeSensorIdentity(reader: ByteReader): SensorIdentity {
  const sensorOwnerId = reader.u8("sensorOwnerId");
  const lun = reader.u8("sensorOwnerLun");
  return {
    sensorOwnerId,
    channelNumber: lun >>> 4,
    sensorOwnerLun: lun & 3,
    sensorNumber: reader.u8("sensorNumber"),
    entity: decodeEntity(reader),
  };
}

/** Writes entity ID and instance. */
export function encodeEntity(value: Entity, writer: ByteWriter): void {
  writer.u8(value.entityId).u8(bit(7, value.isLogical) | (value.entityInstance & 0x7f));
}

/** Reads entity ID and instance. */
export function decodeEntity(reader: ByteReader): Entity {
  const entityId = reader.u8("entityId");
  const instance = reader.u8("entityInstance");
  return { entityId, entityInstance: instance & 0x7f, isLogical: isSet(instance, 7) };
}

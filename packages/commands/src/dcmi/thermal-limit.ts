/**
 * Get Thermal Limit 0Ch and Set Thermal Limit 0Bh of group DCh (DCMI v1.5 §6.7.1, §6.7.2):
 *
 * | byte | both requests   | the limit, in Set's request from byte 2 on, in Get's response from byte 0     |
 * |------|-----------------|------------------------------------------------------------------------------|
 * | 0    | entity ID       | exception actions: 7: persistent; 6: hard power off and log; 5: log only                     |
 * | 1    | entity instance | temperature limit in degrees Celsius                                          |
 * | 2:3  |                 | exception time in seconds                                                     |
 *
 * FreeIPMI's template has the first two bytes of the limit the other way round; ipmitool has them as here.
 */
import { type ByteReader, type ByteWriter, bit, type Command, emptyBody, isSet } from "@ruipmi/core/wire";
import { inDcmiGroup } from "./dcmi-group.ts";

/** Names an entity. */
export interface ThermalEntity {
  /** 40h or 37h, the air inlet. */
  readonly entityId: number;
  /** Which of them. */
  readonly entityInstance: number;
}

/** How warm an entity may be, and what happens when it is warmer. */
export interface ThermalLimit {
  /** Whether it is kept when the machine's power goes. */
  readonly persistent: boolean;
  /** Degrees Celsius, 0–255. */
  readonly temperatureLimit: number;
  /** Switch power off, and log an event. */
  readonly hardPowerOff: boolean;
  /** Log an event only. */
  readonly logOnly: boolean;
  /** Seconds for which the limit must be exceeded. */
  readonly exceptionTime: number;
}

/** Get Thermal Limit: any user may ask. */
export const getThermalLimit: Command<ThermalEntity, ThermalLimit> = {
  ...inDcmiGroup,
  name: "Get Thermal Limit",
  cmd: 0x0c,
  section: "DCMI v1.5 §6.7.2",
  request: {
    encode(value, writer) {
      writer.u8(value.entityId).u8(value.entityInstance);
    },
    decode(reader) {
      return { entityId: reader.u8("entityId"), entityInstance: reader.u8("entityInstance") };
    },
  },
  response: { encode: encodeLimit, decode: decodeLimit },
};

/** Set Thermal Limit: needs OPERATOR. */
export const setThermalLimit: Command<ThermalEntity & ThermalLimit, void> = {
  ...inDcmiGroup,
  name: "Set Thermal Limit",
  cmd: 0x0b,
  section: "DCMI v1.5 §6.7.1",
  request: {
    encode(value, writer) {
      writer.u8(value.entityId).u8(value.entityInstance);
      encodeLimit(value, writer);
    },
    decode(reader) {
      const entityId = reader.u8("entityId");
      const entityInstance = reader.u8("entityInstance");
      return { entityId, entityInstance, ...decodeLimit(reader) };
    },
  },
  response: emptyBody,
};

function encodeLimit(value: ThermalLimit, writer: ByteWriter): void {
  writer
    .u8(bit(7, value.persistent) | bit(6, value.hardPowerOff) | bit(5, value.logOnly))
    .u8(value.temperatureLimit)
    .u16(value.exceptionTime);
}

function decodeLimit(reader: ByteReader): ThermalLimit {
  const actions = reader.u8("exceptionActions");
  return {
    persistent: isSet(actions, 7),
    temperatureLimit: reader.u8("temperatureLimit"),
    hardPowerOff: isSet(actions, 6),
    logOnly: isSet(actions, 5),
    exceptionTime: reader.u16("exceptionTime"),
  };
}

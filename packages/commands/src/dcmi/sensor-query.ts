/**
 * The request of Get DCMI Sensor Info and Get Temperature Readings (DCMI v1.5 §6.5.2, §6.7.3):
 *
 * | byte | request                                           |
 * |------|---------------------------------------------------|
 * | 0    | sensor type; 01h is temperature                   |
 * | 1    | entity ID: 40h inlet, 41h processor, 42h baseboard |
 * | 2    | entity instance; 00h: all                         |
 * | 3    | first instance wanted, where all are asked for    |
 */
import type { Codec } from "@ruipmi/core/wire";

/** The entities that DCMI asks for (DCMI v1.5 §6.5.2), besides those of IPMI v2.0 table 43-13. */
export const DcmiEntityId = {
  /** Air inlet; 37h of IPMI. */
  inlet: 0x40,
  /** Processor; 03h of IPMI. */
  processor: 0x41,
  /** System board; 07h of IPMI. */
  baseboard: 0x42,
} as const;

/** One of {@link DcmiEntityId}. */
export type DcmiEntityId = (typeof DcmiEntityId)[keyof typeof DcmiEntityId];

/** Which sensors are asked for. */
export interface DcmiSensorQuery {
  /** Sensor type (IPMI v2.0 table 42-3); 1 is temperature. */
  readonly sensorType: number;
  /** One of {@link DcmiEntityId}, or of IPMI v2.0 table 43-13. */
  readonly entityId: number;
  /** 0 for all. */
  readonly entityInstance: number;
  /** The first instance wanted; only where `entityInstance` is 0. */
  readonly entityInstanceStart: number;
}

/** The four bytes, both ways. */
export const dcmiSensorQuery: Codec<DcmiSensorQuery> = {
  encode(value, writer) {
    writer.u8(value.sensorType).u8(value.entityId).u8(value.entityInstance).u8(value.entityInstanceStart);
  },
  decode(reader) {
    return {
      sensorType: reader.u8("sensorType"),
      entityId: reader.u8("entityId"),
      entityInstance: reader.u8("entityInstance"),
      entityInstanceStart: reader.u8("entityInstanceStart"),
    };
  },
};

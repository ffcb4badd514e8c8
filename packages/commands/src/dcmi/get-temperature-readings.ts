/**
 * Get Temperature Readings, 2Ch/DCh/10h (DCMI v1.5 §6.7.3). The request is `DcmiSensorQuery`.
 *
 * | byte | response                                                                |
 * |------|-------------------------------------------------------------------------|
 * | 0    | how many instances there are                                            |
 * | 1    | how many readings follow, at most 8                                     |
 * | 2:   | readings, two bytes each: 7: negative, 6:0: degrees Celsius; instance   |
 */
import { bit, type Command, isSet } from "@ruipmi/core/wire";
import { inDcmiGroup } from "./dcmi-group.ts";
import { type DcmiSensorQuery, dcmiSensorQuery } from "./sensor-query.ts";

/** One temperature. */
export interface TemperatureReading {
  /** Degrees Celsius, whole, −127 to 127. */
  readonly celsius: number;
  /** Which instance of the entity. */
  readonly entityInstance: number;
}

/** The temperatures. */
export interface GetTemperatureReadingsResponse {
  /** How many instances the entity has, 0–255. */
  readonly totalInstances: number;
  /** At most 8 in one response. */
  readonly readings: readonly TemperatureReading[];
}

/** Get Temperature Readings: any user may ask. */
export const getTemperatureReadings: Command<DcmiSensorQuery, GetTemperatureReadingsResponse> = {
  ...inDcmiGroup,
  name: "Get Temperature Readings",
  cmd: 0x10,
  section: "DCMI v1.5 §6.7.3",
  request: dcmiSensorQuery,
  response: {
    encode(value, writer) {
      const readings = value.readings.slice(0, 0xff);
      writer.u8(value.totalInstances).u8(readings.length);
      for (const { celsius, entityInstance } of readings) {
        const magnitude = Math.min(Math.round(Math.abs(celsius)), 127);
        writer.u8(bit(7, celsius < 0 && magnitude > 0) | magnitude).u8(entityInstance);
      }
    },
    decode(reader) {
      const totalInstances = reader.u8("totalInstances");
      const count = reader.u8("readings");
      const readings = Array.from({ length: count }, (): TemperatureReading => {
        const temperature = reader.u8("temperature");
        const magnitude = temperature & 0x7f;
        const celsius = isSet(temperature, 7) && magnitude > 0 ? -magnitude : magnitude;
        return { celsius, entityInstance: reader.u8("entityInstance") };
      });
      return { totalInstances, readings };
    },
  },
};

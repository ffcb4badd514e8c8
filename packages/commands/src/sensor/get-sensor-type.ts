/**
 * Get Sensor Type, 04h/2Fh (IPMI v2.0 §35.16). The request is the sensor number.
 *
 * | byte | response                       |
 * |------|--------------------------------|
 * | 0    | sensor type                    |
 * | 1    | 6:0 event/reading type         |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type SensorNumberRequest, sensorNumberRequest } from "./sensor-number.ts";

/** What a sensor is. */
export interface GetSensorTypeResponse {
  /** What it measures (IPMI v2.0 table 42-3). */
  readonly sensorType: number;
  /** What its states mean, 7 bits (IPMI v2.0 table 42-1). */
  readonly eventReadingType: number;
}

/** Get Sensor Type. */
export const getSensorType: Command<SensorNumberRequest, GetSensorTypeResponse> = {
  name: "Get Sensor Type",
  netFn: NetFn.sensorEvent,
  cmd: 0x2f,
  section: "IPMI v2.0 §35.16",
  request: sensorNumberRequest,
  response: {
    encode(value, writer) {
      writer.u8(value.sensorType).u8(value.eventReadingType & 0x7f);
    },
    decode(reader) {
      return { sensorType: reader.u8("sensorType"), eventReadingType: reader.u8("eventReadingType") & 0x7f };
    },
  },
};

/**
 * Set Sensor Type, 04h/2Eh (IPMI v2.0 §35.15). The response is empty.
 *
 * | byte | request                |
 * |------|------------------------|
 * | 0    | sensor number          |
 * | 1    | sensor type            |
 * | 2    | 6:0 event/reading type |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import type { GetSensorTypeResponse } from "./get-sensor-type.ts";
import type { SensorNumberRequest } from "./sensor-number.ts";

/** Says what a sensor is. */
export type SetSensorTypeRequest = SensorNumberRequest & GetSensorTypeResponse;

/** Set Sensor Type: meant for the initialization agent. Needs OPERATOR. */
export const setSensorType: Command<SetSensorTypeRequest, void> = {
  name: "Set Sensor Type",
  netFn: NetFn.sensorEvent,
  cmd: 0x2e,
  section: "IPMI v2.0 §35.15",
  request: {
    encode(value, writer) {
      writer
        .u8(value.sensorNumber)
        .u8(value.sensorType)
        .u8(value.eventReadingType & 0x7f);
    },
    decode(reader) {
      return {
        sensorNumber: reader.u8("sensorNumber"),
        sensorType: reader.u8("sensorType"),
        eventReadingType: reader.u8("eventReadingType") & 0x7f,
      };
    },
  },
  response: emptyBody,
};

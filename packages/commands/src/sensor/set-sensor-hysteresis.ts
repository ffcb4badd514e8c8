/**
 * Set Sensor Hysteresis, 04h/24h (IPMI v2.0 §35.6). The response is empty.
 *
 * | byte | request                                 |
 * |------|-----------------------------------------|
 * | 0    | sensor number                           |
 * | 1    | reserved, FFh                           |
 * | 2:3  | hysteresis: sensor-hysteresis.ts        |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { decodeHysteresis, encodeHysteresis, type SensorHysteresis } from "./sensor-hysteresis.ts";

/** Sets both hystereses of a sensor. */
export interface SetSensorHysteresisRequest extends SensorHysteresis {
  /** Which, 0–254. */
  readonly sensorNumber: number;
}

/** Set Sensor Hysteresis: needs OPERATOR. */
export const setSensorHysteresis: Command<SetSensorHysteresisRequest, void> = {
  name: "Set Sensor Hysteresis",
  netFn: NetFn.sensorEvent,
  cmd: 0x24,
  section: "IPMI v2.0 §35.6",
  request: {
    encode(value, writer) {
      writer.u8(value.sensorNumber).u8(0xff);
      encodeHysteresis(value, writer);
    },
    decode(reader) {
      const sensorNumber = reader.u8("sensorNumber");
      reader.skip(1, "reserved");
      return { sensorNumber, ...decodeHysteresis(reader) };
    },
  },
  response: emptyBody,
};

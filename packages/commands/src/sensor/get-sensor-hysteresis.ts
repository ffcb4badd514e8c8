/**
 * Get Sensor Hysteresis, 04h/25h (IPMI v2.0 §35.7):
 *
 * | byte | request        | response                         |
 * |------|----------------|----------------------------------|
 * | 0:1  | sensor number (0); reserved, FFh (1) | hysteresis: sensor-hysteresis.ts |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { decodeHysteresis, encodeHysteresis, type SensorHysteresis } from "./sensor-hysteresis.ts";
import type { SensorNumberRequest } from "./sensor-number.ts";

/** Get Sensor Hysteresis. */
export const getSensorHysteresis: Command<SensorNumberRequest, SensorHysteresis> = {
  name: "Get Sensor Hysteresis",
  netFn: NetFn.sensorEvent,
  cmd: 0x25,
  section: "IPMI v2.0 §35.7",
  request: {
    encode(value, writer) {
      writer.u8(value.sensorNumber).u8(0xff);
    },
    decode(reader) {
      const sensorNumber = reader.u8("sensorNumber");
      reader.skip(1, "reserved");
      return { sensorNumber };
    },
  },
  response: { encode: encodeHysteresis, decode: decodeHysteresis },
};

/**
 * Get Sensor Event Enable, 04h/29h (IPMI v2.0 §35.11). The request is the sensor number.
 *
 * | byte | response                                          |
 * |------|---------------------------------------------------|
 * | 0    | 7: event messages enabled; 6: scanning enabled    |
 * | 1:4  | optional: events that are on: event-masks.ts      |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeEventMasks, type EventMasks, encodeEventMasks } from "./event-masks.ts";
import { type SensorNumberRequest, sensorNumberRequest } from "./sensor-number.ts";

/** What is on of a sensor. */
export interface GetSensorEventEnableResponse {
  /** Whether it sends events at all. */
  readonly eventMessagesEnabled: boolean;
  /** Whether it measures. */
  readonly scanningEnabled: boolean;
  /** The events that are on; `undefined` where they cannot be switched one by one. */
  readonly events: EventMasks | undefined;
}

/** Get Sensor Event Enable. */
export const getSensorEventEnable: Command<SensorNumberRequest, GetSensorEventEnableResponse> = {
  name: "Get Sensor Event Enable",
  netFn: NetFn.sensorEvent,
  cmd: 0x29,
  section: "IPMI v2.0 §35.11",
  request: sensorNumberRequest,
  response: {
    encode(value, writer) {
      writer.u8(bit(7, value.eventMessagesEnabled) | bit(6, value.scanningEnabled));
      encodeEventMasks(value.events, writer);
    },
    decode(reader) {
      const flags = reader.u8("flags");
      return {
        eventMessagesEnabled: isSet(flags, 7),
        scanningEnabled: isSet(flags, 6),
        events: decodeEventMasks(reader),
      };
    },
  },
};

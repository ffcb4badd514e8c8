/**
 * Get Sensor Event Status, 04h/2Bh (IPMI v2.0 §35.13). The request is the sensor number.
 *
 * | byte | response                                                                           |
 * |------|------------------------------------------------------------------------------------|
 * | 0    | 7: event messages enabled; 6: scanning enabled; 5: reading or state unavailable    |
 * | 1:4  | optional: events that have been seen and not re-armed: event-masks.ts              |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeEventMasks, type EventMasks, encodeEventMasks } from "./event-masks.ts";
import { type SensorNumberRequest, sensorNumberRequest } from "./sensor-number.ts";

/** What a sensor has seen. */
export interface GetSensorEventStatusResponse {
  /** Whether it sends events at all. */
  readonly eventMessagesEnabled: boolean;
  /** Whether it measures. */
  readonly scanningEnabled: boolean;
  /** Whether reading and states mean nothing now. */
  readonly unavailable: boolean;
  /** The events that have been seen; `undefined` where the machine does not say. */
  readonly events: EventMasks | undefined;
}

/** Get Sensor Event Status. */
export const getSensorEventStatus: Command<SensorNumberRequest, GetSensorEventStatusResponse> = {
  name: "Get Sensor Event Status",
  netFn: NetFn.sensorEvent,
  cmd: 0x2b,
  section: "IPMI v2.0 §35.13",
  request: sensorNumberRequest,
  response: {
    encode(value, writer) {
      writer.u8(bit(7, value.eventMessagesEnabled) | bit(6, value.scanningEnabled) | bit(5, value.unavailable));
      encodeEventMasks(value.events, writer);
    },
    decode(reader) {
      const flags = reader.u8("flags");
      return {
        eventMessagesEnabled: isSet(flags, 7),
        scanningEnabled: isSet(flags, 6),
        unavailable: isSet(flags, 5),
        events: decodeEventMasks(reader),
      };
    },
  },
};

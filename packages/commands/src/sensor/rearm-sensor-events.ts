/**
 * Re-arm Sensor Events, 04h/2Ah (IPMI v2.0 §35.12). The response is empty.
 *
 * | byte | request                                     |
 * |------|---------------------------------------------|
 * | 0    | sensor number                               |
 * | 1    | 7: 0 re-arms all, 1 those named             |
 * | 2:5  | optional: which events: event-masks.ts      |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeEventMasks, type EventMasks, encodeEventMasks } from "./event-masks.ts";

/** Forgets that events were seen, so that they are sent again if their states still hold. */
export interface RearmSensorEventsRequest {
  /** Which sensor, 0–254. */
  readonly sensorNumber: number;
  /** All its events, whatever `events` names. */
  readonly allEvents: boolean;
  /** The events; `undefined` where none are named. */
  readonly events: EventMasks | undefined;
}

/** Re-arm Sensor Events: needs OPERATOR. */
export const rearmSensorEvents: Command<RearmSensorEventsRequest, void> = {
  name: "Re-arm Sensor Events",
  netFn: NetFn.sensorEvent,
  cmd: 0x2a,
  section: "IPMI v2.0 §35.12",
  request: {
    encode(value, writer) {
      writer.u8(value.sensorNumber).u8(bit(7, !value.allEvents));
      encodeEventMasks(value.events, writer);
    },
    decode(reader) {
      const sensorNumber = reader.u8("sensorNumber");
      const flags = reader.u8("flags");
      return { sensorNumber, allEvents: !isSet(flags, 7), events: decodeEventMasks(reader) };
    },
  },
  response: emptyBody,
};

/**
 * Set Sensor Event Enable, 04h/28h (IPMI v2.0 §35.10). The response is empty.
 *
 * | byte | request                                                                                        |
 * |------|------------------------------------------------------------------------------------------------|
 * | 0    | sensor number                                                                                  |
 * | 1    | 7: event messages; 6: scanning; 5:4 events named: 0 left alone, 1 switched on, 2 switched off  |
 * | 2:5  | optional: which events: event-masks.ts                                                         |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeEventMasks, type EventMasks, encodeEventMasks } from "./event-masks.ts";

/** What is done with the events named (IPMI v2.0 §35.10). */
export const EventEnableAction = {
  /** Nothing. */
  leave: 0,
  /** They are switched on; others stay as they are. */
  enable: 1,
  /** They are switched off; others stay as they are. */
  disable: 2,
  /** Reserved. */
  reserved: 3,
} as const;

/** One of {@link EventEnableAction}. */
export type EventEnableAction = (typeof EventEnableAction)[keyof typeof EventEnableAction];

/** Switches a sensor's events. */
export interface SetSensorEventEnableRequest {
  /** Which, 0–254. */
  readonly sensorNumber: number;
  /** Whether it is to send events at all. */
  readonly eventMessagesEnabled: boolean;
  /** Whether it is to measure. */
  readonly scanningEnabled: boolean;
  /** What is done with the events named. */
  readonly action: EventEnableAction;
  /** The events; `undefined` where none are named. */
  readonly events: EventMasks | undefined;
}

/** Set Sensor Event Enable: needs OPERATOR. */
export const setSensorEventEnable: Command<SetSensorEventEnableRequest, void> = {
  name: "Set Sensor Event Enable",
  netFn: NetFn.sensorEvent,
  cmd: 0x28,
  section: "IPMI v2.0 §35.10",
  request: {
    encode(value, writer) {
      writer
        .u8(value.sensorNumber)
        .u8(bit(7, value.eventMessagesEnabled) | bit(6, value.scanningEnabled) | (value.action << 4));
      encodeEventMasks(value.events, writer);
    },
    decode(reader) {
      const sensorNumber = reader.u8("sensorNumber");
      const flags = reader.u8("flags");
      return {
        sensorNumber,
        eventMessagesEnabled: isSet(flags, 7),
        scanningEnabled: isSet(flags, 6),
        action: ((flags >>> 4) & 3) as EventEnableAction,
        events: decodeEventMasks(reader),
      };
    },
  },
  response: emptyBody,
};

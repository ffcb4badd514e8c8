/** Get Event Receiver, 04h/01h (IPMI v2.0 §29.2); the request is empty, the response is in event-receiver.ts. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type EventReceiver, eventReceiverBody } from "./event-receiver.ts";

/** Get Event Receiver: any user may ask. */
export const getEventReceiver: Command<void, EventReceiver> = {
  name: "Get Event Receiver",
  netFn: NetFn.sensorEvent,
  cmd: 0x01,
  section: "IPMI v2.0 §29.2",
  request: emptyBody,
  response: eventReceiverBody,
};

/** Set Event Receiver, 04h/00h (IPMI v2.0 §29.1); the request is in event-receiver.ts, the response is empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type EventReceiver, eventReceiverBody } from "./event-receiver.ts";

/** Set Event Receiver: also arms all sensors of the controller again. Needs ADMINISTRATOR. */
export const setEventReceiver: Command<EventReceiver, void> = {
  name: "Set Event Receiver",
  netFn: NetFn.sensorEvent,
  cmd: 0x00,
  section: "IPMI v2.0 §29.1",
  request: eventReceiverBody,
  response: emptyBody,
};

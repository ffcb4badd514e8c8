import { type EventReceiver, getEventReceiver, setEventReceiver } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Set Event Receiver (IPMI v2.0 §29.1): only remembered, since the receiver is this controller itself. */
export const setEventReceiverHandler: BuiltInHandler<EventReceiver, void> = {
  command: setEventReceiver,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (receiver, { device: { sel } }) => {
    sel.eventReceiver = { ...receiver };
  },
};

/** Get Event Receiver (IPMI v2.0 §29.2). */
export const getEventReceiverHandler: BuiltInHandler<void, EventReceiver> = {
  command: getEventReceiver,
  handler: (_request, { device: { sel } }) => sel.eventReceiver,
};

/**
 * Get Message Flags, 06h/31h (IPMI v2.0 §22.4). The request is empty.
 *
 * | byte | response                                                                                          |
 * |------|---------------------------------------------------------------------------------------------------|
 * | 0    | 7:5: OEM 2 to 0; 3: watchdog interrupt; 1: event message buffer full; 0: receive message available |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type MessageFlags, messageFlagsBody } from "./message-flags.ts";

/** Get Message Flags: meant for the system interface; over LAN it needs ADMINISTRATOR. */
export const getMessageFlags: Command<void, MessageFlags> = {
  name: "Get Message Flags",
  netFn: NetFn.app,
  cmd: 0x31,
  section: "IPMI v2.0 §22.4",
  request: emptyBody,
  response: messageFlagsBody,
};

/**
 * Clear Message Flags, 06h/30h (IPMI v2.0 §22.3). The response is empty.
 *
 * | byte | request                                                                                           |
 * |------|---------------------------------------------------------------------------------------------------|
 * | 0    | clear: 7:5: OEM 2 to 0; 3: watchdog interrupt; 1: event message buffer; 0: receive message queue  |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type MessageFlags, messageFlagsBody } from "./message-flags.ts";

/** Clear Message Flags: meant for the system interface; over LAN it needs ADMINISTRATOR. */
export const clearMessageFlags: Command<MessageFlags, void> = {
  name: "Clear Message Flags",
  netFn: NetFn.app,
  cmd: 0x30,
  section: "IPMI v2.0 §22.3",
  request: messageFlagsBody,
  response: emptyBody,
};

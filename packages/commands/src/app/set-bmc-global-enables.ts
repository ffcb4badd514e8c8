/**
 * Set BMC Global Enables, 06h/2Eh (IPMI v2.0 §22.1). The response is empty.
 *
 * | byte | request                                                                                              |
 * |------|------------------------------------------------------------------------------------------------------|
 * | 0    | 7:5: OEM 2 to 0; 3: system event logging; 2: event message buffer; 1: its interrupt; 0: receive queue's |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type BmcGlobalEnables, globalEnablesBody } from "./global-enables.ts";

/** Set BMC Global Enables: meant for the system interface; over LAN it needs ADMINISTRATOR. */
export const setBmcGlobalEnables: Command<BmcGlobalEnables, void> = {
  name: "Set BMC Global Enables",
  netFn: NetFn.app,
  cmd: 0x2e,
  section: "IPMI v2.0 §22.1",
  request: globalEnablesBody,
  response: emptyBody,
};

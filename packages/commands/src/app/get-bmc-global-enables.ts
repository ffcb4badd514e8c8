/**
 * Get BMC Global Enables, 06h/2Fh (IPMI v2.0 §22.2). The request is empty.
 *
 * | byte | response                                                                                             |
 * |------|------------------------------------------------------------------------------------------------------|
 * | 0    | 7:5: OEM 2 to 0; 3: system event logging; 2: event message buffer; 1: its interrupt; 0: receive queue's |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type BmcGlobalEnables, globalEnablesBody } from "./global-enables.ts";

/** Get BMC Global Enables: any user may ask. */
export const getBmcGlobalEnables: Command<void, BmcGlobalEnables> = {
  name: "Get BMC Global Enables",
  netFn: NetFn.app,
  cmd: 0x2f,
  section: "IPMI v2.0 §22.2",
  request: emptyBody,
  response: globalEnablesBody,
};

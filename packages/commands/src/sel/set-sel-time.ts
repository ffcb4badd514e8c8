/**
 * Set SEL Time, 0Ah/49h (IPMI v2.0 §31.11). The response is empty.
 *
 * | byte | request                                          |
 * |------|--------------------------------------------------|
 * | 0:3  | what the log's clock shall show, as a timestamp  |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SelTime, selTimeBody } from "./sel-time.ts";

/** Set SEL Time: needs OPERATOR. */
export const setSelTime: Command<SelTime, void> = {
  name: "Set SEL Time",
  netFn: NetFn.storage,
  cmd: 0x49,
  section: "IPMI v2.0 §31.11",
  request: selTimeBody,
  response: emptyBody,
};

/**
 * Get SEL Time, 0Ah/48h (IPMI v2.0 §31.10). The request is empty.
 *
 * | byte | response                                   |
 * |------|--------------------------------------------|
 * | 0:3  | the log's clock, in the format of timestamps |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SelTime, selTimeBody } from "./sel-time.ts";

/** Get SEL Time: any user may ask. */
export const getSelTime: Command<void, SelTime> = {
  name: "Get SEL Time",
  netFn: NetFn.storage,
  cmd: 0x48,
  section: "IPMI v2.0 §31.10",
  request: emptyBody,
  response: selTimeBody,
};

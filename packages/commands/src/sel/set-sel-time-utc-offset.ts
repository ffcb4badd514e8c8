/** Set SEL Time UTC Offset, 0Ah/5Dh (IPMI v2.0 §31.11b). The request is `SelTimeUtcOffset`; the response is empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SelTimeUtcOffset, selTimeUtcOffsetBody } from "./sel-time-utc-offset.ts";

/** Set SEL Time UTC Offset: needs OPERATOR. */
export const setSelTimeUtcOffset: Command<SelTimeUtcOffset, void> = {
  name: "Set SEL Time UTC Offset",
  netFn: NetFn.storage,
  cmd: 0x5d,
  section: "IPMI v2.0 §31.11b",
  request: selTimeUtcOffsetBody,
  response: emptyBody,
};

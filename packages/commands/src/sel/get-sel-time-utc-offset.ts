/** Get SEL Time UTC Offset, 0Ah/5Ch (IPMI v2.0 §31.11a). The request is empty; the response is `SelTimeUtcOffset`. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SelTimeUtcOffset, selTimeUtcOffsetBody } from "./sel-time-utc-offset.ts";

/** Get SEL Time UTC Offset: any user may ask. */
export const getSelTimeUtcOffset: Command<void, SelTimeUtcOffset> = {
  name: "Get SEL Time UTC Offset",
  netFn: NetFn.storage,
  cmd: 0x5c,
  section: "IPMI v2.0 §31.11a",
  request: emptyBody,
  response: selTimeUtcOffsetBody,
};

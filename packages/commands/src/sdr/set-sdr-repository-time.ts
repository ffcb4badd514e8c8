/** Set SDR Repository Time, 0Ah/29h (IPMI v2.0 §33.18). The request is the time, the response empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SdrRepositoryTime, sdrRepositoryTime } from "./sdr-repository-time.ts";

/** Set SDR Repository Time: needs OPERATOR; on most machines it sets the SEL's clock too. */
export const setSdrRepositoryTime: Command<SdrRepositoryTime, void> = {
  name: "Set SDR Repository Time",
  netFn: NetFn.storage,
  cmd: 0x29,
  section: "IPMI v2.0 §33.18",
  request: sdrRepositoryTime,
  response: emptyBody,
};

/** Get SDR Repository Time, 0Ah/28h (IPMI v2.0 §33.17). The request is empty, the response the time. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SdrRepositoryTime, sdrRepositoryTime } from "./sdr-repository-time.ts";

/** Get SDR Repository Time. */
export const getSdrRepositoryTime: Command<void, SdrRepositoryTime> = {
  name: "Get SDR Repository Time",
  netFn: NetFn.storage,
  cmd: 0x28,
  section: "IPMI v2.0 §33.17",
  request: emptyBody,
  response: sdrRepositoryTime,
};

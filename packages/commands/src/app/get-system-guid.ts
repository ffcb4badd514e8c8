/**
 * Get System GUID, 06h/37h (IPMI v2.0 §22.14). The request is empty.
 *
 * | byte | response       |
 * |------|----------------|
 * | 0:15 | the GUID       |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type GuidResponse, guidBody } from "./guid-body.ts";

/** Get System GUID: GUIDc, the managed system's, which RAKP Message 2 carries too. Needs no session. */
export const getSystemGuid: Command<void, GuidResponse> = {
  name: "Get System GUID",
  netFn: NetFn.app,
  cmd: 0x37,
  section: "IPMI v2.0 §22.14",
  request: emptyBody,
  response: guidBody,
};

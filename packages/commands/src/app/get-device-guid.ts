/**
 * Get Device GUID, 06h/08h (IPMI v2.0 §20.8). The request is empty.
 *
 * | byte | response       |
 * |------|----------------|
 * | 0:15 | the GUID       |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type GuidResponse, guidBody } from "./guid-body.ts";

/** Get Device GUID: the controller's own, other than the managed system's. Any user may ask. */
export const getDeviceGuid: Command<void, GuidResponse> = {
  name: "Get Device GUID",
  netFn: NetFn.app,
  cmd: 0x08,
  section: "IPMI v2.0 §20.8",
  request: emptyBody,
  response: guidBody,
};

import { type GuidResponse, getDeviceGuid, getSystemGuid } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";

/** Get Device GUID (IPMI v2.0 §20.8): the controller's own. */
export const getDeviceGuidHandler: BuiltInHandler<void, GuidResponse> = {
  command: getDeviceGuid,
  handler: (_request, { device }) => ({ guid: device.identity.deviceGuid }),
};

/** Get System GUID (IPMI v2.0 §22.14): GUIDc, without a session too. */
export const getSystemGuidHandler: BuiltInHandler<void, GuidResponse> = {
  command: getSystemGuid,
  options: { outsideSession: true },
  handler: (_request, { device }) => ({ guid: device.guid }),
};

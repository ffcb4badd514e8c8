import { type GetDeviceIdResponse, getDeviceId } from "@ruipmi/commands";
import type { BuiltInHandler } from "./handler.ts";

/** Get Device ID (IPMI v2.0 §20.1): what the device says of itself. */
export const getDeviceIdHandler: BuiltInHandler<void, GetDeviceIdResponse> = {
  command: getDeviceId,
  handler: (_request, { device }) => device.deviceId,
};

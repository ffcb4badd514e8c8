import { type GetChassisCapabilitiesResponse, getChassisCapabilities } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";

/** Get Chassis Capabilities (IPMI v2.0 §28.1): what the chassis says of itself. */
export const getChassisCapabilitiesHandler: BuiltInHandler<void, GetChassisCapabilitiesResponse> = {
  command: getChassisCapabilities,
  handler: (_request, { device }) => device.chassis.capabilities,
};

import { type GetChassisStatusResponse, getChassisStatus } from "@ruipmi/commands";
import type { BuiltInHandler } from "./handler.ts";

/** Get Chassis Status (IPMI v2.0 §28.2): the chassis as it is. */
export const getChassisStatusHandler: BuiltInHandler<void, GetChassisStatusResponse> = {
  command: getChassisStatus,
  handler: (_request, { device }) => device.chassis,
};

import { type GetSystemRestartCauseResponse, getSystemRestartCause } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";

/** Get System Restart Cause (IPMI v2.0 §28.11): of the last start. */
export const getSystemRestartCauseHandler: BuiltInHandler<void, GetSystemRestartCauseResponse> = {
  command: getSystemRestartCause,
  handler: (_request, { device: { boot } }) => ({ cause: boot.restartCause, channelNumber: boot.restartChannel }),
};

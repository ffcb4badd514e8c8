import { type GetSelfTestResultsResponse, getSelfTestResults } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";

/** Get Self Test Results (IPMI v2.0 §20.4): what the device says. */
export const getSelfTestResultsHandler: BuiltInHandler<void, GetSelfTestResultsResponse> = {
  command: getSelfTestResults,
  handler: (_request, { device }) => device.identity.selfTest,
};

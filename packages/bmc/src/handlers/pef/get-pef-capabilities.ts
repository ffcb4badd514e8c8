import { type GetPefCapabilitiesResponse, getPefCapabilities } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";

/** Get PEF Capabilities (IPMI v2.0 §30.1). */
export const getPefCapabilitiesHandler: BuiltInHandler<void, GetPefCapabilitiesResponse> = {
  command: getPefCapabilities,
  handler: (_request, { device: { pef } }) => ({
    version: pefVersion,
    actions: pef.actions,
    oemEventRecordFiltering: false,
    eventFilterCount: pef.eventFilters.length,
  }),
};

/** 1.5, the low nibble first (IPMI v2.0 §30.1). */
const pefVersion = 0x51;

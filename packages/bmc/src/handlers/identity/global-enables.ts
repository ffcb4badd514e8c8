import { type BmcGlobalEnables, getBmcGlobalEnables, setBmcGlobalEnables } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Set BMC Global Enables (IPMI v2.0 §22.1). */
export const setBmcGlobalEnablesHandler: BuiltInHandler<BmcGlobalEnables, void> = {
  command: setBmcGlobalEnables,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (request, { device }) => {
    device.identity.globalEnables = { ...request };
  },
};

/** Get BMC Global Enables (IPMI v2.0 §22.2). */
export const getBmcGlobalEnablesHandler: BuiltInHandler<void, BmcGlobalEnables> = {
  command: getBmcGlobalEnables,
  handler: (_request, { device }) => device.identity.globalEnables,
};

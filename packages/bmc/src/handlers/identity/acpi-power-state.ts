import {
  AcpiSystemPowerState,
  type GetAcpiPowerStateResponse,
  getAcpiPowerState,
  type SetAcpiPowerStateRequest,
  setAcpiPowerState,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Set ACPI Power State (IPMI v2.0 §20.6): only remembered. */
export const setAcpiPowerStateHandler: BuiltInHandler<SetAcpiPowerStateRequest, void> = {
  command: setAcpiPowerState,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ systemPowerState, devicePowerState }, { device: { identity } }) => {
    if (systemPowerState !== undefined) identity.systemPowerState = systemPowerState;
    if (devicePowerState !== undefined) identity.devicePowerState = devicePowerState;
  },
};

/** Get ACPI Power State (IPMI v2.0 §20.7): without power it is S5, whatever was set. */
export const getAcpiPowerStateHandler: BuiltInHandler<void, GetAcpiPowerStateResponse> = {
  command: getAcpiPowerState,
  handler: (_request, { device: { identity, chassis } }) => ({
    systemPowerState: chassis.powerIsOn ? identity.systemPowerState : AcpiSystemPowerState.s5,
    devicePowerState: identity.devicePowerState,
  }),
};

import { type FrontPanelButtons, type SetFrontPanelEnablesRequest, setFrontPanelEnables } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";

/** Set Front Panel Enables (IPMI v2.0 §28.6): a button that cannot be disabled stays enabled. */
export const setFrontPanelEnablesHandler: BuiltInHandler<SetFrontPanelEnablesRequest, void> = {
  command: setFrontPanelEnables,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (request, { device: { chassis } }) => {
    const { standby, diagnosticInterrupt, reset, powerOff } = chassis.frontPanelButtons;
    const set = (button: FrontPanelButtons["reset"], disable: boolean): FrontPanelButtons["reset"] => ({
      ...button,
      disabled: button.disableAllowed && disable,
    });
    chassis.frontPanelButtons = {
      standby: set(standby, request.disableStandby),
      diagnosticInterrupt: set(diagnosticInterrupt, request.disableDiagnosticInterrupt),
      reset: set(reset, request.disableReset),
      powerOff: set(powerOff, request.disablePowerOff),
    };
    // Locked out is the panel when neither button does anything (IPMI v2.0 table 28-3).
    chassis.frontPanelLockout = chassis.frontPanelButtons.reset.disabled && chassis.frontPanelButtons.powerOff.disabled;
  },
};

import { type ChassisControlRequest, chassisControl, SystemRestartCause } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { lanChannel } from "../device/accounts/index.ts";
import { advancePower, controlPower } from "../device/power.ts";
import type { BmcHost } from "../host.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

/** Chassis Control (IPMI v2.0 §28.3): begins the change; what has no delay happens before the response. */
export function chassisControlHandler(host: BmcHost): BuiltInHandler<ChassisControlRequest, void> {
  return {
    command: chassisControl,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: ({ control }, { device, now }) => {
      const origin = { restartCause: SystemRestartCause.chassisControl, restartChannel: lanChannel };
      switch (controlPower(device, control, origin, now)) {
        case "unknownControl":
          return refuse(CompletionCode.invalidDataField);
        case "notInPresentState":
          return refuse(CompletionCode.notSupportedInPresentState);
        case "done":
          return advancePower(device, now, (powerIsOn) => host.event({ type: "powerChanged", powerIsOn }));
      }
    },
  };
}

import {
  PowerRestorePolicy,
  type SetPowerRestorePolicyRequest,
  type SetPowerRestorePolicyResponse,
  setPowerRestorePolicy,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Set Power Restore Policy (IPMI v2.0 §28.8): all three are supported; 3 only asks. */
export const setPowerRestorePolicyHandler: BuiltInHandler<SetPowerRestorePolicyRequest, SetPowerRestorePolicyResponse> =
  {
    command: setPowerRestorePolicy,
    options: { privilegeLevel: PrivilegeLevel.operator },
    handler: ({ policy }, { device }) => {
      if (!isPolicy(policy)) return refuse(CompletionCode.invalidDataField);
      if (policy !== PowerRestorePolicy.unknown) device.chassis.powerRestorePolicy = policy;
      return { alwaysOn: true, previous: true, alwaysOff: true };
    },
  };

function isPolicy(policy: number): policy is PowerRestorePolicy {
  return policy <= PowerRestorePolicy.unknown;
}

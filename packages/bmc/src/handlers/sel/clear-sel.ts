import {
  ClearSelAction,
  type ClearSelRequest,
  type ClearSelResponse,
  clearSel,
  ErasureProgress,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { eraseLog, holdsReservation, isErasing } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/**
 * Clear SEL (IPMI v2.0 §31.9): erasing needs the reservation that holds and voids it; how far it is may be asked
 * afterwards all the same, as FreeIPMI does with the reservation it had.
 */
export const clearSelHandler: BuiltInHandler<ClearSelRequest, ClearSelResponse> = {
  command: clearSel,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ reservationId, confirmed, action }, { device: { sel }, now }) => {
    if (!confirmed) return refuse(CompletionCode.invalidDataField);
    if (action === ClearSelAction.initiateErase && !isErasing(sel, now)) {
      if (!holdsReservation(sel, reservationId)) return refuse(CompletionCode.reservationCanceled);
      eraseLog(sel, now);
    } else if (action !== ClearSelAction.getErasureStatus && action !== ClearSelAction.initiateErase) {
      return refuse(CompletionCode.invalidDataField);
    }
    return { erasureProgress: isErasing(sel, now) ? ErasureProgress.inProgress : ErasureProgress.completed };
  },
};

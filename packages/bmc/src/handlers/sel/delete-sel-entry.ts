import { type DeleteSelEntryRequest, type DeleteSelEntryResponse, deleteSelEntry } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { deleteRecord, holdsReservation, indexOfRecord, isErasing } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { selEraseInProgress } from "./refusals.ts";

/** Delete SEL Entry (IPMI v2.0 §31.8): only with the reservation that holds. */
export const deleteSelEntryHandler: BuiltInHandler<DeleteSelEntryRequest, DeleteSelEntryResponse> = {
  command: deleteSelEntry,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (request, { device: { sel }, now }) => {
    if (isErasing(sel, now)) return refuse(selEraseInProgress);
    if (!holdsReservation(sel, request.reservationId)) return refuse(CompletionCode.reservationCanceled);
    const index = indexOfRecord(sel, request.recordId);
    if (index === undefined) return refuse(CompletionCode.notPresent);
    const { recordId } = sel.records[index]!;
    deleteRecord(sel, index, now);
    return { recordId };
  },
};

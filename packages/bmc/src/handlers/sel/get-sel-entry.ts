import {
  type GetSelEntryRequest,
  type GetSelEntryResponse,
  getSelEntry,
  selRecord,
  selRecordLength,
} from "@ruipmi/commands";
import { CompletionCode, encodeToBytes } from "@ruipmi/core/wire";
import { holdsReservation, indexOfRecord, isErasing } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { selEraseInProgress } from "./refusals.ts";

/** Get SEL Entry (IPMI v2.0 §31.5): a whole record, or with a reservation a part of one. */
export const getSelEntryHandler: BuiltInHandler<GetSelEntryRequest, GetSelEntryResponse> = {
  command: getSelEntry,
  handler: ({ reservationId, recordId, offset, bytesToRead }, { device: { sel }, now }) => {
    if (isErasing(sel, now)) return refuse(selEraseInProgress);
    // "only required for partial Get; use 0000h for the reservation ID otherwise"
    const needsReservation = offset !== 0 || reservationId !== 0;
    if (needsReservation && !holdsReservation(sel, reservationId)) return refuse(CompletionCode.reservationCanceled);
    const index = indexOfRecord(sel, recordId);
    if (index === undefined) return refuse(CompletionCode.notPresent);
    if (offset >= selRecordLength) return refuse(CompletionCode.parameterOutOfRange);
    const count = bytesToRead === wholeRecord ? selRecordLength - offset : bytesToRead;
    if (offset + count > selRecordLength) return refuse(CompletionCode.cannotReturnRequestedBytes);
    const recordData = encodeToBytes(selRecord, sel.records[index]!).slice(offset, offset + count);
    return { nextRecordId: sel.records[index + 1]?.recordId ?? 0xffff, recordData };
  },
};

const wholeRecord = 0xff;

import {
  firstSdrRecordId,
  getSdr,
  lastSdrRecordId,
  type ReadSdrRequest,
  type ReadSdrResponse,
  wholeSdr,
} from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { type RepositoryRecord, repositoryRecords } from "../../device/sdr/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get SDR (IPMI v2.0 §33.12): any piece of a record, with a reservation where it does not begin at 0. */
export const getSdrHandler: BuiltInHandler<ReadSdrRequest, ReadSdrResponse> = {
  command: getSdr,
  handler: ({ reservationId, recordId, offset, bytesToRead }, { device }) => {
    const { sdr } = device;
    const isReserved = reservationId !== 0 && reservationId === sdr.reservationId;
    // A whole read from the beginning needs none, but one that is named must be good.
    if (!isReserved && (offset > 0 || reservationId !== 0)) return refuse(CompletionCode.reservationCanceled);
    const record = findRecord(repositoryRecords(device), recordId);
    if (record === undefined) return refuse(CompletionCode.notPresent);
    const bytes = record.bytes();
    if (offset > bytes.length) return refuse(CompletionCode.parameterOutOfRange);
    const end = bytesToRead === wholeSdr ? bytes.length : Math.min(offset + bytesToRead, bytes.length);
    if (end - offset > sdr.maxReadLength) return refuse(CompletionCode.cannotReturnRequestedBytes);
    return { nextRecordId: record.nextRecordId ?? lastSdrRecordId, data: bytes.slice(offset, end) };
  },
};

function findRecord(records: readonly RepositoryRecord[], recordId: number): RepositoryRecord | undefined {
  if (recordId === firstSdrRecordId) return records[0];
  if (recordId === lastSdrRecordId) return records.at(-1);
  return records[recordId - 1];
}

import { RefusalError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure } from "@ruipmi/core/wire";
import { getSelEntry } from "../sel/get-sel-entry.ts";
import { reserveSel } from "../sel/reserve-sel.ts";
import { selRecordLength } from "../sel/sel-record.ts";

/** A record's bytes, and what comes after it. */
export interface SelBytes {
  /** The record ID of the next; FFFFh after the last. */
  readonly nextRecordId: number;
  /** The record. */
  readonly recordData: Uint8Array;
}

/**
 * Reads one record: whole, or where the managed system cannot send that much at once in parts under a reservation,
 * which is taken again when it is lost.
 *
 * @param recordId - 0000h the first, FFFFh the last
 */
export function* readSelBytes(recordId: number, options?: CallOptions): Procedure<SelBytes> {
  try {
    return yield* call(getSelEntry, { reservationId: 0, recordId, offset: 0, bytesToRead: wholeRecord }, options);
  } catch (error) {
    if (!isTooMuch(error)) throw error;
  }
  return yield* readInParts(recordId, options);
}

const wholeRecord = 0xff;
const partLength = 8;
const maxReservations = 4;

function* readInParts(recordId: number, options?: CallOptions): Procedure<SelBytes> {
  const recordData = new Uint8Array(selRecordLength);
  for (let attempt = 1; ; attempt++) {
    const { reservationId } = yield* call(reserveSel, undefined, options);
    try {
      let nextRecordId = 0xffff;
      for (let offset = 0; offset < selRecordLength; offset += partLength) {
        const request = { reservationId, recordId, offset, bytesToRead: partLength };
        const part = yield* call(getSelEntry, request, options);
        recordData.set(part.recordData.subarray(0, partLength), offset);
        nextRecordId = part.nextRecordId;
      }
      return { nextRecordId, recordData };
    } catch (error) {
      const isLost = error instanceof RefusalError && error.completionCode === CompletionCode.reservationCanceled;
      if (!isLost || attempt >= maxReservations) throw error;
    }
  }
}

/** Refusals that say: ask for less. */
function isTooMuch(error: unknown): boolean {
  if (!(error instanceof RefusalError)) return false;
  switch (error.completionCode) {
    case CompletionCode.cannotReturnRequestedBytes:
    case CompletionCode.requestDataFieldLengthLimitExceeded:
    case CompletionCode.reservationCanceled:
      return true;
    default:
      return false;
  }
}

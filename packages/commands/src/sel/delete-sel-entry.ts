/**
 * Delete SEL Entry, 0Ah/46h (IPMI v2.0 §31.8):
 *
 * | byte | request                              | response  |
 * |------|--------------------------------------|-----------|
 * | 0:1  | reservation ID                       | record ID |
 * | 2:3  | record ID; 0000h: first, FFFFh: last |           |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { eraseInProgress } from "./completion-codes.ts";

/** Asks for a record to be deleted. */
export interface DeleteSelEntryRequest {
  /** From Reserve SEL; 0 where that is not supported. */
  readonly reservationId: number;
  /** 0 for the first record, FFFFh for the last. */
  readonly recordId: number;
}

/** Which record is gone. */
export interface DeleteSelEntryResponse {
  /** 0001h–FFFEh. */
  readonly recordId: number;
}

/** Delete SEL Entry: needs OPERATOR. The reservation is void afterwards. */
export const deleteSelEntry: Command<DeleteSelEntryRequest, DeleteSelEntryResponse> = {
  name: "Delete SEL Entry",
  netFn: NetFn.storage,
  cmd: 0x46,
  request: {
    encode(value, writer) {
      writer.u16(value.reservationId).u16(value.recordId);
    },
    decode(reader) {
      return { reservationId: reader.u16("reservationId"), recordId: reader.u16("recordId") };
    },
  },
  response: {
    encode(value, writer) {
      writer.u16(value.recordId);
    },
    decode(reader) {
      return { recordId: reader.u16("recordId") };
    },
  },
  completionCodes: { 128: "Operation not supported for this Record Type", ...eraseInProgress },
};

/**
 * Get SEL Entry, 0Ah/43h (IPMI v2.0 §31.5):
 *
 * | byte | request                                                    | response                       |
 * |------|------------------------------------------------------------|--------------------------------|
 * | 0:1  | reservation ID; 0000h for a whole record                   | next record ID; FFFFh: no more |
 * | 2:3  | record ID; 0000h: first, FFFFh: last                       | record data                    |
 * | 4    | offset into record                                         |                                |
 * | 5    | bytes to read; FFh: the whole record                       |                                |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { eraseInProgress } from "./completion-codes.ts";

/** Asks for a record or a part of one. */
export interface GetSelEntryRequest {
  /** From Reserve SEL; 0 is enough where `offset` is 0. */
  readonly reservationId: number;
  /** 0 for the first record, FFFFh for the last. */
  readonly recordId: number;
  /** Bytes of the record to leave out. */
  readonly offset: number;
  /** How many bytes; FFh for the whole record. */
  readonly bytesToRead: number;
}

/** A record or a part of one. */
export interface GetSelEntryResponse {
  /** What to ask for next; FFFFh behind the last. */
  readonly nextRecordId: number;
  /** The bytes asked for; 16 bytes that `selRecord` reads where it was the whole record. */
  readonly recordData: Uint8Array;
}

/** Get SEL Entry: any user may ask. */
export const getSelEntry: Command<GetSelEntryRequest, GetSelEntryResponse> = {
  name: "Get SEL Entry",
  netFn: NetFn.storage,
  cmd: 0x43,
  request: {
    encode(value, writer) {
      writer.u16(value.reservationId).u16(value.recordId).u8(value.offset).u8(value.bytesToRead);
    },
    decode(reader) {
      return {
        reservationId: reader.u16("reservationId"),
        recordId: reader.u16("recordId"),
        offset: reader.u8("offset"),
        bytesToRead: reader.u8("bytesToRead"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u16(value.nextRecordId).bytes(value.recordData);
    },
    decode(reader) {
      return { nextRecordId: reader.u16("nextRecordId"), recordData: reader.rest() };
    },
  },
  completionCodes: eraseInProgress,
};

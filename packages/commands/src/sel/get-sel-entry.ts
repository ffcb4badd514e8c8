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
import { type ReadRecordRequest, readRecordRequest } from "../formats/record-access.ts";
import { eraseInProgress } from "./completion-codes.ts";

/** Asks for a record or a part of one. */
export type GetSelEntryRequest = ReadRecordRequest;

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
  section: "IPMI v2.0 §31.5",
  request: readRecordRequest,
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

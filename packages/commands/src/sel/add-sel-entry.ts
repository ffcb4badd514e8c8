/**
 * Add SEL Entry, 0Ah/44h (IPMI v2.0 §31.6):
 *
 * | byte | request                                                   | response                  |
 * |------|-----------------------------------------------------------|---------------------------|
 * | 0:15 | record; record ID and timestamp are the log's own to give | record ID (bytes 0:1)     |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { eraseInProgress } from "./completion-codes.ts";
import { type SelRecord, selRecord } from "./sel-record.ts";

/** Which record it has become. */
export interface AddSelEntryResponse {
  /** 0001h–FFFEh. */
  readonly recordId: number;
}

/** Add SEL Entry: needs OPERATOR. */
export const addSelEntry: Command<SelRecord, AddSelEntryResponse> = {
  name: "Add SEL Entry",
  netFn: NetFn.storage,
  cmd: 0x44,
  request: selRecord,
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

/**
 * Add SEL Entry, 0Ah/44h (IPMI v2.0 §31.6):
 *
 * | byte | request                                                   | response                  |
 * |------|-----------------------------------------------------------|---------------------------|
 * | 0:15 | record; record ID and timestamp are the log's own to give | record ID (bytes 0:1)     |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type RecordIdBody, recordIdBody } from "../formats/record-access.ts";
import { eraseInProgress } from "./completion-codes.ts";
import { type SelRecord, selRecord } from "./sel-record.ts";

/** Which record it has become. */
export type AddSelEntryResponse = RecordIdBody;

/** Add SEL Entry: needs OPERATOR. */
export const addSelEntry: Command<SelRecord, AddSelEntryResponse> = {
  name: "Add SEL Entry",
  netFn: NetFn.storage,
  cmd: 0x44,
  section: "IPMI v2.0 §31.6",
  request: selRecord,
  response: recordIdBody,
  completionCodes: { 128: "Operation not supported for this Record Type", ...eraseInProgress },
};

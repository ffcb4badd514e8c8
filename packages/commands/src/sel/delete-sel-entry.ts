/**
 * Delete SEL Entry, 0Ah/46h (IPMI v2.0 §31.8):
 *
 * | byte | request                              | response  |
 * |------|--------------------------------------|-----------|
 * | 0:1  | reservation ID                       | record ID |
 * | 2:3  | record ID; 0000h: first, FFFFh: last |           |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import {
  type DeleteRecordRequest,
  deleteRecordRequest,
  type RecordIdBody,
  recordIdBody,
} from "../formats/record-access.ts";
import { eraseInProgress } from "./completion-codes.ts";

/** Asks for a record to be deleted. */
export type DeleteSelEntryRequest = DeleteRecordRequest;

/** Which record is gone. */
export type DeleteSelEntryResponse = RecordIdBody;

/** Delete SEL Entry: needs OPERATOR. The reservation is void afterwards. */
export const deleteSelEntry: Command<DeleteSelEntryRequest, DeleteSelEntryResponse> = {
  name: "Delete SEL Entry",
  netFn: NetFn.storage,
  cmd: 0x46,
  section: "IPMI v2.0 §31.8",
  request: deleteRecordRequest,
  response: recordIdBody,
  completionCodes: { 128: "Operation not supported for this Record Type", ...eraseInProgress },
};

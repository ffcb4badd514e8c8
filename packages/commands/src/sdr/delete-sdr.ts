/** Delete SDR, 0Ah/26h (IPMI v2.0 §33.15); bodies in formats/record-access.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import {
  type DeleteRecordRequest,
  deleteRecordRequest,
  type RecordIdBody,
  recordIdBody,
} from "../formats/record-access.ts";

/** Delete SDR: needs OPERATOR. The reservation is void afterwards. */
export const deleteSdr: Command<DeleteRecordRequest, RecordIdBody> = {
  name: "Delete SDR",
  netFn: NetFn.storage,
  cmd: 0x26,
  section: "IPMI v2.0 §33.15",
  request: deleteRecordRequest,
  response: recordIdBody,
};

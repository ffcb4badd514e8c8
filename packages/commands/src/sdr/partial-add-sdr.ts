/** Partial Add SDR, 0Ah/25h (IPMI v2.0 §33.14); bodies in formats/record-access.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import {
  lengthMismatch,
  type PartialAddRequest,
  partialAddRequest,
  type RecordIdBody,
  recordIdBody,
} from "../formats/record-access.ts";

/** Partial Add SDR: a record in parts, for those too long for one message. Needs OPERATOR. */
export const partialAddSdr: Command<PartialAddRequest, RecordIdBody> = {
  name: "Partial Add SDR",
  netFn: NetFn.storage,
  cmd: 0x25,
  section: "IPMI v2.0 §33.14",
  request: partialAddRequest,
  response: recordIdBody,
  completionCodes: lengthMismatch,
};

/** Partial Add SEL Entry, 0Ah/45h (IPMI v2.0 §31.7); bodies in formats/record-access.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { lengthMismatch, type PartialAddRequest, partialAddRequest, recordIdBody } from "../formats/record-access.ts";
import type { AddSelEntryResponse } from "./add-sel-entry.ts";
import { eraseInProgress } from "./completion-codes.ts";

/** Adds a part of a record of 16 bytes. */
export type PartialAddSelEntryRequest = PartialAddRequest;

/** Partial Add SEL Entry: needs OPERATOR. */
export const partialAddSelEntry: Command<PartialAddSelEntryRequest, AddSelEntryResponse> = {
  name: "Partial Add SEL Entry",
  netFn: NetFn.storage,
  cmd: 0x45,
  section: "IPMI v2.0 §31.7",
  request: partialAddRequest,
  response: recordIdBody,
  completionCodes: { ...lengthMismatch, ...eraseInProgress },
};

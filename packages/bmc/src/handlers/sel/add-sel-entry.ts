import { type AddSelEntryResponse, addSelEntry, type SelRecord, selRecordType } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { addRecord, isErasing } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { selEraseInProgress, selRecordTypeNotSupported } from "./refusals.ts";

/** Add SEL Entry (IPMI v2.0 §31.6): the log gives the record its ID and, where its type has one, its timestamp. */
export const addSelEntryHandler: BuiltInHandler<SelRecord, AddSelEntryResponse> = {
  command: addSelEntry,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (record, { device: { sel }, now }) => {
    if (isErasing(sel, now)) return refuse(selEraseInProgress);
    if (!isDefinedType(selRecordType(record))) return refuse(selRecordTypeNotSupported);
    const recordId = addRecord(sel, record, now);
    return recordId === undefined ? refuse(CompletionCode.outOfSpace) : { recordId };
  },
};

/** 02h, C0h–DFh and E0h–FFh (IPMI v2.0 §32). */
function isDefinedType(recordType: number): boolean {
  return recordType === 0x02 || recordType >= 0xc0;
}

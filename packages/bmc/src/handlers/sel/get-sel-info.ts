import {
  type GetSelAllocationInfoResponse,
  type GetSelInfoResponse,
  getSelAllocationInfo,
  getSelInfo,
  selRecordLength,
} from "@ruipmi/commands";
import { isErasing, type SelState } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { selEraseInProgress } from "./refusals.ts";

/** Get SEL Info (IPMI v2.0 §31.2): the log as it is. */
export const getSelInfoHandler: BuiltInHandler<void, GetSelInfoResponse> = {
  command: getSelInfo,
  handler: (_request, { device: { sel }, now }) => {
    if (isErasing(sel, now)) return refuse(selEraseInProgress);
    return {
      selVersion: 0x51,
      entries: sel.records.length,
      freeSpace: Math.min(freeRecords(sel) * selRecordLength, 0xffff),
      mostRecentAddition: sel.lastAddTime,
      mostRecentErase: sel.lastEraseTime,
      overflow: sel.overflow,
      deleteSupported: true,
      partialAddSupported: false,
      reserveSupported: true,
      getAllocationInfoSupported: true,
    };
  },
};

/** Get SEL Allocation Info (IPMI v2.0 §31.3): one unit a record. */
export const getSelAllocationInfoHandler: BuiltInHandler<void, GetSelAllocationInfoResponse> = {
  command: getSelAllocationInfo,
  handler: (_request, { device: { sel } }) => ({
    possibleAllocationUnits: sel.maxRecords,
    allocationUnitSize: selRecordLength,
    freeAllocationUnits: freeRecords(sel),
    largestFreeBlock: freeRecords(sel),
    maximumRecordSize: 1,
  }),
};

function freeRecords(sel: SelState): number {
  return Math.max(sel.maxRecords - sel.records.length, 0);
}

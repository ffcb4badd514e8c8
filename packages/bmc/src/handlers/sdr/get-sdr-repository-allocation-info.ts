import { type GetSdrRepositoryAllocationInfoResponse, getSdrRepositoryAllocationInfo } from "@ruipmi/commands";
import { repositoryRecords } from "../../device/sdr/index.ts";
import type { BuiltInHandler } from "../handler.ts";

/** Bytes of an allocation unit: the longest record of a sensor fits into one. */
const unitSize = 64;

/** Get SDR Repository Allocation Info (IPMI v2.0 §33.10): a unit for each record, none free. */
export const getSdrRepositoryAllocationInfoHandler: BuiltInHandler<void, GetSdrRepositoryAllocationInfoResponse> = {
  command: getSdrRepositoryAllocationInfo,
  handler: (_request, { device }) => ({
    possibleUnits: repositoryRecords(device).length,
    unitSize,
    freeUnits: 0,
    largestFreeBlock: 0,
    maximumRecordUnits: 1,
  }),
};

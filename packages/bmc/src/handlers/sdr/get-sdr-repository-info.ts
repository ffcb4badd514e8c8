import { type GetSdrRepositoryInfoResponse, getSdrRepositoryInfo, SdrUpdateMode, sdrVersion15 } from "@ruipmi/commands";
import { repositoryRecords } from "../../device/sdr/index.ts";
import type { BuiltInHandler } from "../handler.ts";

/** Get SDR Repository Info (IPMI v2.0 §33.9): the records are made from the device, so none can be added or deleted. */
export const getSdrRepositoryInfoHandler: BuiltInHandler<void, GetSdrRepositoryInfoResponse> = {
  command: getSdrRepositoryInfo,
  handler: (_request, { device }) => ({
    sdrVersion: sdrVersion15,
    recordCount: repositoryRecords(device).length,
    freeSpace: 0xffff, // not specified
    mostRecentAddition: device.sdr.lastAddTime,
    mostRecentErase: device.sdr.lastEraseTime,
    overflow: false,
    updateMode: SdrUpdateMode.unspecified,
    supportsDelete: false,
    supportsPartialAdd: false,
    supportsReserve: true,
    supportsAllocationInfo: true,
  }),
};

import {
  type GetLastProcessedEventIdResponse,
  getLastProcessedEventId,
  type SetLastProcessedEventIdRequest,
  setLastProcessedEventId,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { isErasing } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { selEraseInProgress } from "./refusals.ts";

/** Get Last Processed Event ID (IPMI v2.0 §30.6). */
export const getLastProcessedEventIdHandler: BuiltInHandler<void, GetLastProcessedEventIdResponse> = {
  command: getLastProcessedEventId,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (_request, { device: { pef, sel }, now }) => {
    if (isErasing(sel, now)) return refuse(selEraseInProgress);
    const newest = sel.records.at(-1)?.recordId;
    return {
      mostRecentAddition: sel.lastAddTime,
      lastRecordId: newest ?? 0xffff,
      lastSoftwareProcessedEventId: pef.lastSoftwareProcessedEventId,
      lastBmcProcessedEventId: pef.lastBmcProcessedEventId ?? newest ?? 0,
    };
  },
};

/** Set Last Processed Event ID (IPMI v2.0 §30.5). */
export const setLastProcessedEventIdHandler: BuiltInHandler<SetLastProcessedEventIdRequest, void> = {
  command: setLastProcessedEventId,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: ({ processedByBmc, recordId }, { device: { pef, sel }, now }) => {
    if (isErasing(sel, now)) return refuse(selEraseInProgress);
    if (processedByBmc) pef.lastBmcProcessedEventId = recordId;
    else pef.lastSoftwareProcessedEventId = recordId;
    return undefined;
  },
};

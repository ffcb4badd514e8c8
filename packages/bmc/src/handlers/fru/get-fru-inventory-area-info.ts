import {
  type GetFruInventoryAreaInfoRequest,
  type GetFruInventoryAreaInfoResponse,
  getFruInventoryAreaInfo,
} from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { findFruDevice } from "./find-fru-device.ts";

/** Get FRU Inventory Area Info (IPMI v2.0 §34.1): all are accessed by bytes. */
export const getFruInventoryAreaInfoHandler: BuiltInHandler<
  GetFruInventoryAreaInfoRequest,
  GetFruInventoryAreaInfoResponse
> = {
  command: getFruInventoryAreaInfo,
  handler: ({ fruDeviceId }, { device: { fru } }) => {
    const found = findFruDevice(fru, fruDeviceId);
    if (found === undefined) return refuse(CompletionCode.notPresent);
    return { areaSize: found.areaSize, accessedByWords: false };
  },
};

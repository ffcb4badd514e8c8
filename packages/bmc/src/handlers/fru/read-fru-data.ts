import { type ReadFruDataRequest, type ReadFruDataResponse, readFruData } from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { fruImage } from "../../device/fru/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { findFruDevice } from "./find-fru-device.ts";

/** Read FRU Data (IPMI v2.0 §34.2): up to the end of the area, so that it may be less than was asked for. */
export const readFruDataHandler: BuiltInHandler<ReadFruDataRequest, ReadFruDataResponse> = {
  command: readFruData,
  handler: ({ fruDeviceId, offset, count }, { device: { fru } }) => {
    const found = findFruDevice(fru, fruDeviceId);
    if (found === undefined) return refuse(CompletionCode.notPresent);
    if (offset >= found.areaSize) return refuse(CompletionCode.parameterOutOfRange);
    if (count > mostBytes) return refuse(CompletionCode.cannotReturnRequestedBytes);
    const data = fruImage(found).slice(offset, offset + count);
    return { countReturned: data.length, data };
  },
};

/** Completion code and count take two bytes of a message whose other data fits into one byte's count. */
const mostBytes = 240;

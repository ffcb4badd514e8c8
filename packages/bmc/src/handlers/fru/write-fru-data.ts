import { type WriteFruDataRequest, type WriteFruDataResponse, writeFruData } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { writeFruImage } from "../../device/fru/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { findFruDevice } from "./find-fru-device.ts";

/** "Write-protected offset" (IPMI v2.0 §34.3). */
const writeProtectedOffset = 0x80;

/** Write FRU Data (IPMI v2.0 §34.3): all of it, or nothing where it would not fit. */
export const writeFruDataHandler: BuiltInHandler<WriteFruDataRequest, WriteFruDataResponse> = {
  command: writeFruData,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: ({ fruDeviceId, offset, data }, { device: { fru } }) => {
    const found = findFruDevice(fru, fruDeviceId);
    if (found === undefined) return refuse(CompletionCode.notPresent);
    if (found.writeProtected) return refuse(writeProtectedOffset);
    if (offset + data.length > found.areaSize) return refuse(CompletionCode.parameterOutOfRange);
    // The count of the response is one byte.
    if (data.length > 0xff) return refuse(CompletionCode.requestDataFieldLengthLimitExceeded);
    writeFruImage(found, offset, data);
    return { countWritten: data.length };
  },
};

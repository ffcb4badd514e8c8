import {
  type GetStringPartRequest,
  type GetStringPartResponse,
  getManagementControllerIdentifierString,
  type SetStringPartRequest,
  type SetStringPartResponse,
  setManagementControllerIdentifierString,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler } from "../handler.ts";
import { bytesText, readPart, textBytes, writePart } from "./string-parts.ts";

/** Bytes, the zero at the end included (DCMI v1.5 §6.4.6). */
const longestIdentifier = 64;

/** Get Management Controller Identifier String (DCMI v1.5 §6.4.6.1): with a zero at its end. */
export const getManagementControllerIdentifierStringHandler: BuiltInHandler<
  GetStringPartRequest,
  GetStringPartResponse
> = {
  command: getManagementControllerIdentifierString,
  handler: (request, { device: { dcmi } }) => readPart(textBytes(`${dcmi.managementControllerId}\0`), request),
};

/** Set Management Controller Identifier String (DCMI v1.5 §6.4.6.2). */
export const setManagementControllerIdentifierStringHandler: BuiltInHandler<
  SetStringPartRequest,
  SetStringPartResponse
> = {
  command: setManagementControllerIdentifierString,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (request, { device: { dcmi } }) =>
    writePart(textBytes(dcmi.managementControllerId), request, longestIdentifier, (bytes) => {
      dcmi.managementControllerId = bytesText(bytes);
    }),
};

import {
  type GetUserPayloadAccessRequest,
  type GetUserPayloadAccessResponse,
  getUserPayloadAccess,
  PayloadAccessOperation,
  type SetUserPayloadAccessRequest,
  setUserPayloadAccess,
} from "@ruipmi/commands";
import { CompletionCode, PayloadType, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcDevice } from "../../device/device.ts";
import { payloadAccessOf } from "../../device/sol/index.ts";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get User Payload Access (IPMI v2.0 §24.7). */
export const getUserPayloadAccessHandler: BuiltInHandler<GetUserPayloadAccessRequest, GetUserPayloadAccessResponse> = {
  command: getUserPayloadAccess,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (request, { device }) => {
    if (!isThere(request, device)) return refuse(CompletionCode.invalidDataField);
    return { payloadTypes: payloadAccessOf(device.sol, request.userId) };
  },
};

/** Set User Payload Access (IPMI v2.0 §24.6): of payloads that there are not, nothing is kept. */
export const setUserPayloadAccessHandler: BuiltInHandler<SetUserPayloadAccessRequest, void> = {
  command: setUserPayloadAccess,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (request, { device }) => {
    const { operation, userId, payloadTypes } = request;
    const isKnown = operation === PayloadAccessOperation.enable || operation === PayloadAccessOperation.disable;
    if (!isKnown || !isThere(request, device)) return refuse(CompletionCode.invalidDataField);
    if (!payloadTypes.includes(PayloadType.serialOverLan)) return undefined;
    const isEnabled = operation === PayloadAccessOperation.enable;
    device.sol.payloadAccess[userId] = isEnabled ? [PayloadType.serialOverLan] : [];
    return undefined;
  },
};

function isThere(request: GetUserPayloadAccessRequest, { accounts }: BmcDevice): boolean {
  const isUser = request.userId >= 1 && request.userId <= accounts.users.length;
  return isUser && resolveChannel(request.channelNumber) !== undefined;
}

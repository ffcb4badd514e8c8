import {
  ChannelAccessMode,
  ChannelAccessSettings,
  ChannelMedium,
  type SetChannelAccessRequest,
  setChannelAccess,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { ChannelAccessState, ChannelState } from "../../device/accounts/index.ts";
import { namedChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

// IPMI v2.0 §22.22
const notSupportedOnChannel = 0x82;
const accessModeNotSupported = 0x83;

/** Set Channel Access (IPMI v2.0 §22.22): what is set holds for the sessions to come. */
export const setChannelAccessHandler: BuiltInHandler<SetChannelAccessRequest, void> = {
  command: setChannelAccess,
  options: { privilegeLevel: PrivilegeLevel.administrator },
  handler: (request, { device }) => {
    const channel = namedChannel(device.accounts, request.channelNumber);
    if (channel === undefined || request.setAccess === 3 || request.setPrivilegeLimit === 3)
      return refuse(CompletionCode.invalidDataField);
    if (channel.access === undefined) return refuse(notSupportedOnChannel);
    const { setAccess, setPrivilegeLimit, privilegeLimit } = request;
    if (setAccess !== 0 && !hasMode(channel, request.accessMode)) return refuse(accessModeNotSupported);
    const isLevel = privilegeLimit >= PrivilegeLevel.callback && privilegeLimit <= PrivilegeLevel.oem;
    if (setPrivilegeLimit !== 0 && !isLevel) return refuse(CompletionCode.invalidDataField);
    if (setAccess !== 0) setBits(settingsOf(channel.access, setAccess), request);
    if (setPrivilegeLimit !== 0) settingsOf(channel.access, setPrivilegeLimit).privilegeLimit = privilegeLimit;
    return undefined;
  },
};

/** Shared is for serial channels only (IPMI v2.0 table 6-4). */
function hasMode({ medium }: ChannelState, mode: number): boolean {
  return mode < ChannelAccessMode.shared || (mode === ChannelAccessMode.shared && medium === ChannelMedium.serial);
}

function settingsOf(access: NonNullable<ChannelState["access"]>, which: number): ChannelAccessState {
  return which === ChannelAccessSettings.nonVolatile ? access.nonVolatile : access.present;
}

function setBits(access: ChannelAccessState, request: SetChannelAccessRequest): void {
  access.alertingDisabled = request.alertingDisabled;
  access.perMessageAuthenticationDisabled = request.perMessageAuthenticationDisabled;
  access.userLevelAuthenticationDisabled = request.userLevelAuthenticationDisabled;
  access.accessMode = request.accessMode;
}

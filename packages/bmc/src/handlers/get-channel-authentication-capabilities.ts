import {
  type GetChannelAuthenticationCapabilitiesRequest,
  type GetChannelAuthenticationCapabilitiesResponse,
  getChannelAuthenticationCapabilities,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { lanAccess } from "../device/accounts/index.ts";
import type { BmcHost } from "../host.ts";
import { resolveChannel } from "./channel.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

/** Get Channel Authentication Capabilities (IPMI v2.0 §22.13): RMCP+ sessions only, hence no v1.5 authentication types. */
export function getChannelAuthenticationCapabilitiesHandler({
  config,
}: BmcHost): BuiltInHandler<GetChannelAuthenticationCapabilitiesRequest, GetChannelAuthenticationCapabilitiesResponse> {
  return {
    command: getChannelAuthenticationCapabilities,
    options: { outsideSession: true },
    handler: ({ channelNumber, extendedCapabilities, privilegeLevel }, { now, device }) => {
      const channel = resolveChannel(channelNumber);
      if (channel === undefined || privilegeLevel < PrivilegeLevel.callback || privilegeLevel > PrivilegeLevel.oem)
        return refuse(CompletionCode.invalidDataField);
      const logins = config.users.loginKinds(now);
      const access = lanAccess(device.accounts);
      return {
        channelNumber: channel,
        extendedCapabilities,
        authenticationTypes: { none: false, md2: false, md5: false, password: false, oem: false },
        kgIsSet: extendedCapabilities && config.kg.expose().some((byte) => byte !== 0),
        perMessageAuthenticationDisabled: access.perMessageAuthenticationDisabled,
        userLevelAuthenticationDisabled: access.userLevelAuthenticationDisabled,
        nonNullUsernamesEnabled: logins.nonNullUsernames,
        nullUsernamesEnabled: logins.nullUsernames,
        anonymousLoginEnabled: logins.anonymous,
        supportsIpmiV20: extendedCapabilities,
        supportsIpmiV15: false,
        oemId: 0,
        oemAuxiliaryData: 0,
      };
    },
  };
}

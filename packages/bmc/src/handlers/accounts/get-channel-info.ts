import { type GetChannelInfoRequest, type GetChannelInfoResponse, getChannelInfo } from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { lanChannel } from "../../device/accounts/index.ts";
import type { BmcHost } from "../../host.ts";
import { namedChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get Channel Info (IPMI v2.0 §22.24): of any channel there is. */
export function getChannelInfoHandler({
  sessions,
}: BmcHost): BuiltInHandler<GetChannelInfoRequest, GetChannelInfoResponse> {
  return {
    command: getChannelInfo,
    handler: ({ channelNumber }, { device }) => {
      const channel = namedChannel(device.accounts, channelNumber);
      if (channel === undefined) return refuse(CompletionCode.invalidDataField);
      const { number, medium, protocol, sessionSupport, vendorId, auxiliaryInformation } = channel;
      const activeSessions = number === lanChannel ? Math.min(sessions.openCount, 0x3f) : 0;
      return {
        channelNumber: number,
        medium,
        protocol,
        sessionSupport,
        activeSessions,
        vendorId,
        auxiliaryInformation,
      };
    },
  };
}

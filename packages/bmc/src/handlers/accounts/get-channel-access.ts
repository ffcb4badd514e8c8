import {
  type ChannelAccess,
  ChannelAccessSettings,
  type GetChannelAccessRequest,
  getChannelAccess,
} from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { namedChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** "Command not supported for selected channel" (IPMI v2.0 §22.23). */
const notSupportedForChannel = 0x82;

/** Get Channel Access (IPMI v2.0 §22.23). */
export const getChannelAccessHandler: BuiltInHandler<GetChannelAccessRequest, ChannelAccess> = {
  command: getChannelAccess,
  handler: ({ channelNumber, settings }, { device }) => {
    const channel = namedChannel(device.accounts, channelNumber);
    if (channel === undefined) return refuse(CompletionCode.invalidDataField);
    if (channel.access === undefined) return refuse(notSupportedForChannel);
    if (settings === ChannelAccessSettings.present) return channel.access.present;
    if (settings === ChannelAccessSettings.nonVolatile) return channel.access.nonVolatile;
    return refuse(CompletionCode.invalidDataField);
  },
};

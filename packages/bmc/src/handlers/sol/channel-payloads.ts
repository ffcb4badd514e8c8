import {
  type GetChannelOemPayloadInfoRequest,
  type GetChannelOemPayloadInfoResponse,
  type GetChannelPayloadSupportRequest,
  type GetChannelPayloadSupportResponse,
  type GetChannelPayloadVersionRequest,
  type GetChannelPayloadVersionResponse,
  getChannelOemPayloadInfo,
  getChannelPayloadSupport,
  getChannelPayloadVersion,
} from "@ruipmi/commands";
import { CompletionCode, PayloadType } from "@ruipmi/core/wire";
import { resolveChannel } from "../channel.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** IPMI v2.0 tables 24-11 and 24-12 */
const notAvailable = 0x80;

const payloadTypes: readonly number[] = Object.values(PayloadType).filter((type) => type !== PayloadType.oemExplicit);

/** Get Channel Payload Support (IPMI v2.0 §24.8): IPMI messages, SOL and what makes sessions. */
export const getChannelPayloadSupportHandler: BuiltInHandler<
  GetChannelPayloadSupportRequest,
  GetChannelPayloadSupportResponse
> = {
  command: getChannelPayloadSupport,
  handler: ({ channelNumber }) =>
    resolveChannel(channelNumber) === undefined ? refuse(CompletionCode.invalidDataField) : { payloadTypes },
};

/** Get Channel Payload Version (IPMI v2.0 §24.9): 1.0 of all. */
export const getChannelPayloadVersionHandler: BuiltInHandler<
  GetChannelPayloadVersionRequest,
  GetChannelPayloadVersionResponse
> = {
  command: getChannelPayloadVersion,
  handler: ({ channelNumber, payloadType }) => {
    if (resolveChannel(channelNumber) === undefined) return refuse(CompletionCode.invalidDataField);
    if (!payloadTypes.includes(payloadType)) return refuse(notAvailable);
    return { majorVersion: 1, minorVersion: 0 };
  },
};

/** Get Channel OEM Payload Info (IPMI v2.0 §24.10): there are none. */
export const getChannelOemPayloadInfoHandler: BuiltInHandler<
  GetChannelOemPayloadInfoRequest,
  GetChannelOemPayloadInfoResponse
> = {
  command: getChannelOemPayloadInfo,
  handler: () => refuse(notAvailable),
};

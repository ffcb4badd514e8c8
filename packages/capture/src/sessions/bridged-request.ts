import type { BridgePath } from "@ruipmi/core";
import { type LanRequest, NetFn, SEND_MESSAGE_COMMAND } from "@ruipmi/core/wire";
import { wrappedRequest, wrappedRequests } from "./exchanges.ts";

/** The request that the last controller on the way executes: the message itself where it is not bridged. */
export function innermostRequest(message: LanRequest): LanRequest {
  return wrappedRequests(message).at(-1) ?? message;
}

/** The way of a bridged request, one hop or two (IPMI v2.0 §6.13); `undefined` for one that is not bridged. */
export function bridgePathOf(
  message: LanRequest,
): (Required<Pick<BridgePath, "targetChannel">> & BridgePath) | undefined {
  const first = hop(message);
  if (first === undefined) return undefined;
  const second = hop(first.message);
  if (second === undefined) return { targetAddress: first.message.rsAddr, targetChannel: first.channel };
  return {
    targetAddress: second.message.rsAddr,
    targetChannel: second.channel,
    transitAddress: first.message.rsAddr,
    transitChannel: first.channel,
  };
}

function hop(message: LanRequest): { readonly message: LanRequest; readonly channel: number } | undefined {
  if (message.netFn !== NetFn.app || message.cmd !== SEND_MESSAGE_COMMAND) return undefined;
  const inner = wrappedRequest(message);
  return inner === undefined ? undefined : { message: inner, channel: message.data[0]! & 0x0f };
}

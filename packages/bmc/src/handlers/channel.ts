import { type AccountsState, type ChannelState, findChannel, lanChannel } from "../device/accounts/index.ts";

/** The channel number that means "the one this came in on" (IPMI v2.0 §6.3). */
const presentChannel = 0x0e;

/** The number of the channel a request names, of those that have sessions; `undefined` where it names another. */
export function resolveChannel(channelNumber: number): number | undefined {
  return channelNumber === presentChannel || channelNumber === lanChannel ? lanChannel : undefined;
}

/** The channel a request names; `undefined` where there is none of that number. */
export function namedChannel(accounts: AccountsState, channelNumber: number): ChannelState | undefined {
  return findChannel(accounts, channelNumber === presentChannel ? lanChannel : channelNumber);
}

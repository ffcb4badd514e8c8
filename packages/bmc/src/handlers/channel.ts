/** The channel number that means "the one this came in on" (IPMI v2.0 §6.3). */
const presentChannel = 0x0e;

/** The number of the LAN channel. */
export const lanChannel = 1;

/** The channel a request names; `undefined` where there is none of that number. */
export function resolveChannel(channelNumber: number): number | undefined {
  return channelNumber === presentChannel || channelNumber === lanChannel ? lanChannel : undefined;
}

/** The channel number that means "the one this came in on" (IPMI v2.0 §6.3). */
export const presentChannel = 0x0e;

import { NetFn } from "@ruipmi/core/wire";
import { type ExchangeScrub, replaceAt } from "./exchange-scrub.ts";

const nameLength = 16;

/** Names of users, and where others are logged in from (IPMI v2.0 §22.20, §22.28, §22.29). */
export const userScrubs: readonly ExchangeScrub[] = [
  {
    netFn: NetFn.app,
    // Set User Name: behind the user ID.
    cmd: 0x45,
    scrub: ({ data }, replacements) => replaceAt(data, 1, nameLength, (name) => replacements.username(name)),
  },
  {
    netFn: NetFn.app,
    // Get User Name.
    cmd: 0x46,
    scrub: ({ response }, replacements) => replaceAt(response, 0, nameLength, (name) => replacements.username(name)),
  },
  {
    netFn: NetFn.app,
    // Get Session Info: the remote console's addresses, of sessions over LAN.
    cmd: 0x3d,
    scrub({ response }, replacements) {
      replaceAt(response, 6, 4, (address) => replacements.ipv4Address(address));
      replaceAt(response, 10, 6, (address) => replacements.macAddress(address));
    },
  },
];

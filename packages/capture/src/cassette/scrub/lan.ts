import { NetFn } from "@ruipmi/core/wire";
import { type ExchangeScrub, replaceAt } from "./exchange-scrub.ts";
import { blankBytes, type Replacements } from "./replacements.ts";

/** Set and Get LAN Configuration Parameters (IPMI v2.0 §23.1, §23.2). */
export const lanScrubs: readonly ExchangeScrub[] = [
  {
    netFn: NetFn.transport,
    cmd: 0x01,
    // Channel and parameter, then its data.
    scrub: ({ data }, replacements) => scrubParameter(data[1], data.subarray(2), replacements),
  },
  {
    netFn: NetFn.transport,
    cmd: 0x02,
    // Asked for with channel and parameter; behind the parameter's revision.
    scrub: ({ data, response }, replacements) => scrubParameter(data[1], response.subarray(1), replacements),
  },
];

const ipv4Parameters: readonly (number | undefined)[] = [3, 12, 14];
const macParameters: readonly (number | undefined)[] = [5, 13, 15, 66, 70];
const ipv6Parameters: readonly (number | undefined)[] = [65, 68, 69, 72];
const duidParameters: readonly (number | undefined)[] = [58, 61];
const communityString = 16;
const destinationAddress = 19;
/** Behind a set selector; of addresses there is also a byte with their source. */
const ipv6AddressEntries: readonly (number | undefined)[] = [56, 59];
const dynamicRouterAddresses: readonly (number | undefined)[] = [74, 77];
const dynamicRouterMacAddress = 75;

/** Replaces the addresses and names of a parameter (IPMI v2.0 table 23-4). */
function scrubParameter(selector: number | undefined, value: Uint8Array, replacements: Replacements): void {
  const ipv4 = (address: Uint8Array): Uint8Array => replacements.ipv4Address(address);
  const ipv6 = (address: Uint8Array): Uint8Array => replacements.ipv6Address(address);
  const mac = (address: Uint8Array): Uint8Array => replacements.macAddress(address);
  if (ipv4Parameters.includes(selector)) return replaceAt(value, 0, 4, ipv4);
  if (macParameters.includes(selector)) return replaceAt(value, 0, 6, mac);
  if (ipv6Parameters.includes(selector)) return replaceAt(value, 0, 16, ipv6);
  if (ipv6AddressEntries.includes(selector)) return replaceAt(value, 2, 16, ipv6);
  if (dynamicRouterAddresses.includes(selector)) return replaceAt(value, 1, 16, ipv6);
  if (selector === dynamicRouterMacAddress) return replaceAt(value, 1, 6, mac);
  if (selector === communityString) return value.set(blankBytes(value));
  if (duidParameters.includes(selector)) {
    // Set and block selector; a DUID has a MAC address in it, and the time when it was made.
    value.fill(0, 2);
    return;
  }
  if (selector !== destinationAddress) return;
  const isIpv6 = value[1] !== undefined && value[1] >>> 4 === 1;
  if (isIpv6) return replaceAt(value, 2, 16, ipv6);
  replaceAt(value, 3, 4, ipv4);
  replaceAt(value, 7, 6, mac);
}

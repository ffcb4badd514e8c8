import { NetFn } from "@ruipmi/core/wire";

/**
 * The group's number or the OEM's enterprise number that the bodies of network functions 2Ch and 2Eh begin with
 * (IPMI v2.0 §5.1); `undefined` for other commands, and for data too short.
 */
export function definingBodyOf(netFn: number, data: Uint8Array): number | undefined {
  const request = netFn & 0x3e;
  if (request === NetFn.groupExtension) return data[0];
  if (request !== NetFn.oemGroup || data.length < 3) return undefined;
  return data[0]! | (data[1]! << 8) | (data[2]! << 16);
}

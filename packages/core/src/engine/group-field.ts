import { NetFn } from "../wire/net-fn.ts";

/**
 * The group of a message of network function 2Ch, for those who watch: without it the command's number says nothing
 * (IPMI v2.0 §5.1). No other byte of a body is ever shown.
 */
export function groupField(netFn: number, data: Uint8Array): { readonly groupExtension?: number } {
  const [groupExtension] = data;
  return (netFn & 0x3e) === NetFn.groupExtension && groupExtension !== undefined ? { groupExtension } : none;
}

const none = {};

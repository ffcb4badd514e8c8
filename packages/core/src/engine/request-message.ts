import { ByteWriter } from "../wire/byte-writer.ts";
import { buildIpmbSendMessage } from "../wire/ipmb-send-message.ts";
import { BMC_SLAVE_ADDRESS, encodeLanRequest, REMOTE_CONSOLE_SWID, REQUEST_OVERHEAD } from "../wire/lan-message.ts";
import type { CommandRequest } from "./types.ts";

/** The LAN message of a request, wrapped in Send Message where it is bridged (IPMI v2.0 §13.8, §6.13). */
export function buildRequestMessage(request: Omit<CommandRequest, "type" | "retry">, rqSeq: number): Uint8Array {
  const { netFn, cmd, data, bridge } = request;
  const lun = request.lun ?? bridge?.targetLun ?? 0;
  const outer =
    bridge === undefined
      ? { netFn, cmd, data, rsLun: lun }
      : { ...buildIpmbSendMessage({ ...bridge, targetLun: lun }, { netFn, cmd, data, rqSeq }), rsLun: 0 };
  const writer = new ByteWriter(outer.data.length + REQUEST_OVERHEAD);
  encodeLanRequest({ rsAddr: BMC_SLAVE_ADDRESS, rqAddr: REMOTE_CONSOLE_SWID, rqSeq, rqLun: 0, ...outer }, writer);
  return writer.finish();
}

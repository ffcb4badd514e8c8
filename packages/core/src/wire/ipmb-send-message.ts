/**
 * Bridging: a request wrapped in Send Message, once for each bus on its way (IPMI v2.0 §6.13, §22.7):
 *
 * | byte | field of the Send Message request                                                        |
 * |------|------------------------------------------------------------------------------------------|
 * | 0    | 7:6: tracking; 5: encrypt; 4: authenticate; 3:0: channel                                 |
 * | 1:   | the message for that channel: for an IPMB, a {@link LanRequest} with both its checksums  |
 */

import { MalformedMessageError } from "../errors.ts";
import { ByteWriter } from "./byte-writer.ts";
import {
  BMC_SLAVE_ADDRESS,
  decodeLanResponse,
  encodeLanRequest,
  type LanDecodeOptions,
  type LanRequest,
  type LanResponse,
  REMOTE_CONSOLE_SWID,
} from "./lan-message.ts";
import { NetFn } from "./net-fn.ts";

/** The command number of Send Message, network function App (IPMI v2.0 §22.7). */
export const SEND_MESSAGE_COMMAND = 0x34;

/** What the managed system does with the answer to a message it forwards: bits 7:6 (IPMI v2.0 §22.7). */
export const SendMessageTracking = {
  /** Nothing: it goes to the receive message queue. */
  none: 0,
  /** Keeps the request's addresses and sequence number, and sends the answer back to who asked. */
  trackRequest: 1,
  /** Sends the bytes as they are, for channels without a message format of their own. */
  sendRaw: 2,
} as const;

/** A way of tracking, of {@link SendMessageTracking}. */
export type SendMessageTracking = (typeof SendMessageTracking)[keyof typeof SendMessageTracking];

/** Where a bridged request goes. With a transit address it takes two hops, else one. */
export interface BridgePath {
  /** Slave address of the controller that shall execute the command, 8 bits with the low one 0. */
  readonly targetAddress: number;
  /** Channel that leads to the target, 0–15; 0 (the primary IPMB) when absent. */
  readonly targetChannel?: number;
  /** LUN on the target, 0–3; 0 when absent. */
  readonly targetLun?: number;
  /** Slave address of the controller in between, from which `targetChannel` leads on. */
  readonly transitAddress?: number;
  /** Channel that leads to the controller in between, 0–15; 0 (the primary IPMB) when absent. */
  readonly transitChannel?: number;
}

/** A request to be sent over a bridge. */
export interface BridgedRequest {
  /** Network function, even. */
  readonly netFn: number;
  /** Command. */
  readonly cmd: number;
  /** Request data. */
  readonly data: Uint8Array;
  /** Sequence number of every message in the wrapping, 0–63: the answer comes back with it. */
  readonly rqSeq: number;
  /**
   * rqAddr of the innermost message. When absent: 81h on one hop, since the managed system tracks the request and puts
   * its own address there; 20h on two, since to the target the controller in between is just another requester.
   */
  readonly requesterAddress?: number;
}

/** A Send Message request, ready to be the data of an ordinary request to the managed system. */
export interface SendMessageCommand {
  /** App. */
  readonly netFn: typeof NetFn.app;
  /** Send Message. */
  readonly cmd: typeof SEND_MESSAGE_COMMAND;
  /** Channel byte and wrapped message. */
  readonly data: Uint8Array;
}

/**
 * Wraps a request so that the managed system forwards it and tracks the answer.
 *
 * @param path - over which channels to which controller
 * @param request - what that controller shall execute
 *
 * @example
 * ```ts
 * // Get Device ID of the controller at 30h on the primary IPMB
 * buildIpmbSendMessage({ targetAddress: 0x30 }, { netFn: 0x06, cmd: 0x01, data: new Uint8Array(), rqSeq: 6 });
 * // { netFn: 0x06, cmd: 0x34, data: 40 30 18 B8 81 18 01 66 }
 * ```
 */
export function buildIpmbSendMessage(path: BridgePath, request: BridgedRequest): SendMessageCommand {
  const { netFn, cmd, data, rqSeq } = request;
  const twoHops = path.transitAddress !== undefined;
  const inner = sendMessage(path.targetChannel ?? 0, {
    rsAddr: path.targetAddress,
    netFn,
    rsLun: path.targetLun ?? 0,
    rqAddr: request.requesterAddress ?? (twoHops ? BMC_SLAVE_ADDRESS : REMOTE_CONSOLE_SWID),
    rqSeq,
    rqLun: 0,
    cmd,
    data,
  });
  if (path.transitAddress === undefined) return inner;
  return sendMessage(path.transitChannel ?? 0, {
    rsAddr: path.transitAddress,
    rsLun: 0,
    rqAddr: REMOTE_CONSOLE_SWID,
    rqSeq,
    rqLun: 0,
    ...inner,
  });
}

/**
 * The bridged answer inside a Send Message response, from managed systems that put it there instead of sending it
 * separately. Where the answer is a Send Message response itself, what is inside that counts, and so on: the innermost
 * is given. It may still be a Send Message response: with 00h and no data the next hop took the request and the answer
 * is to come, with another completion code it refused.
 *
 * @param data - the data of a Send Message response, after its completion code
 * @param options - whether checksums are verified; they are, when left out
 * @returns `undefined` when the data is empty or is no response
 */
export function unwrapBridgedResponse(data: Uint8Array, options?: LanDecodeOptions): LanResponse | undefined {
  // A loop, not a recursion: a datagram has room for more layers than a stack.
  let found: LanResponse | undefined;
  for (let response = tryDecode(data, options); response !== undefined; response = tryDecode(response.data, options)) {
    found = response;
    if (!tookTheRequest(response)) break;
  }
  return found;
}

function sendMessage(channel: number, message: LanRequest): SendMessageCommand {
  const writer = new ByteWriter(message.data.length + 8);
  writer.u8((SendMessageTracking.trackRequest << 6) | (channel & 0x0f)); // IPMI v2.0 §22.7
  encodeLanRequest(message, writer);
  return { netFn: NetFn.app, cmd: SEND_MESSAGE_COMMAND, data: writer.toBytes() };
}

/** A hop that refused has no answer inside: its response is the answer. */
function tookTheRequest(response: LanResponse): boolean {
  return response.netFn === NetFn.app + 1 && response.cmd === SEND_MESSAGE_COMMAND && response.completionCode === 0;
}

function tryDecode(frame: Uint8Array, options: LanDecodeOptions | undefined): LanResponse | undefined {
  try {
    return decodeLanResponse(frame, options);
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

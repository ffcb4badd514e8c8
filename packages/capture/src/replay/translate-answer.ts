import {
  ByteWriter,
  encodeLanResponse,
  type LanResponse,
  NetFn,
  PayloadType,
  SEND_MESSAGE_COMMAND,
  sealIpmi15OutsideSession,
  sealOutsideSession,
  unwrapBridgedResponse,
} from "@ruipmi/core/wire";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { isResponse } from "../sessions/messages.ts";
import type { ReplayEnds } from "./replay-keys.ts";

/** What the engine numbered differently from who was recorded. */
export interface Numbering {
  /** The tag of the engine's newest handshake message. */
  readonly messageTag: number;
  /** The tag of the recorded message in its place. */
  readonly recordedTag: number;
  /** The tag of its newest ping. */
  readonly pingTag: number;
  /** The engine's rqSeq for the request that a recorded packet, by its number, carried. */
  readonly rqSeqs: ReadonlyMap<number, number>;
}

/**
 * A recorded datagram of the managed system as it would have answered the engine: with its tags and sequence numbers, and
 * sealed for it. The contents are those recorded.
 *
 * @returns `undefined` for what cannot be given to the engine: what could not be read, and answers to nothing
 */
export function translateAnswer(
  item: FollowedDatagram,
  numbering: Numbering,
  ends: ReplayEnds | undefined,
): Uint8Array | undefined {
  const { packet, read, message, datagram } = item;
  if (typeof packet === "string") return undefined;
  if (packet.kind === "asf") {
    const pong = datagram.payload.slice();
    pong[asfTagOffset] = numbering.pingTag;
    return pong;
  }
  if (read?.payload === undefined) return undefined;
  if (read.payloadType >= PayloadType.openSessionRequest && packet.sessionId === 0) {
    const payload = read.payload.slice();
    // Another tag is an older message's, or how some refuse without naming what they refuse.
    if (payload[0] === numbering.recordedTag) payload[0] = numbering.messageTag;
    return sealOutsideSession(read.payloadType, payload);
  }
  if (message === undefined || !isResponse(message)) {
    return packet.sessionId === 0 ? undefined : ends?.seal(read.payloadType, read.payload);
  }
  const rqSeq = item.answers ? numbering.rqSeqs.get(item.answers.number) : undefined;
  if (rqSeq === undefined) return undefined;
  const payload = renumbered(message, rqSeq);
  if (packet.sessionId !== 0) return ends?.seal(PayloadType.ipmiMessage, payload);
  return packet.kind === "ipmi15"
    ? sealIpmi15OutsideSession(payload)
    : sealOutsideSession(PayloadType.ipmiMessage, payload);
}

/** Behind RMCP header, enterprise number and message type (IPMI v2.0 §13.2.2). */
const asfTagOffset = 9;

/** The response with another sequence number, inside a Send Message's answer as well. */
function renumbered(response: LanResponse, rqSeq: number): Uint8Array {
  const isSendMessage = response.netFn === NetFn.app + 1 && response.cmd === SEND_MESSAGE_COMMAND;
  const embedded = isSendMessage && response.data.length > 0 ? unwrapBridgedResponse(response.data) : undefined;
  const data = embedded === undefined ? response.data : renumbered(embedded, rqSeq);
  const writer = new ByteWriter();
  encodeLanResponse({ ...response, rqSeq, data }, writer);
  return writer.toBytes();
}

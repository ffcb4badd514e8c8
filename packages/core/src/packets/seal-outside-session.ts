import { ByteWriter } from "../wire/byte-writer.ts";
import { RMCP_HEADER_LENGTH, RMCP_NO_ACK, RMCP_VERSION, RmcpClass, rmcpHeader } from "../wire/rmcp-header.ts";
import { AuthType, sessionHeaderV15 } from "../wire/session-header-v15.ts";
import { SESSION_HEADER_V20_LENGTH, sessionHeaderV20 } from "../wire/session-header-v20.ts";
import type { RmcpPlusPacket } from "./parse-packet.ts";

/** The two ways to put a message on the wire without a session (IPMI v2.0 §13.6). */
export type Framing = "ipmi15" | "rmcpPlus";

/** One whole datagram around a payload that belongs to no session, in RMCP+ framing: session ID 0, number 0, no trailer. */
export function sealOutsideSession(payloadType: number, payload: Uint8Array): Uint8Array {
  const writer = beginDatagram(RmcpClass.ipmi, SESSION_HEADER_V20_LENGTH + payload.length);
  sessionHeaderV20.encode(
    {
      payloadType,
      encrypted: false,
      authenticated: false,
      sessionId: 0,
      sessionSequenceNumber: 0,
      payloadLength: payload.length,
    },
    writer,
  );
  return writer.bytes(payload).finish();
}

/** One whole datagram around a LAN message that belongs to no session, in IPMI v1.5 framing. */
export function sealIpmi15OutsideSession(payload: Uint8Array): Uint8Array {
  const writer = beginDatagram(RmcpClass.ipmi, OUTSIDE_SESSION_HEADER_V15_LENGTH + payload.length);
  sessionHeaderV15.encode(
    { authType: AuthType.none, sessionSequenceNumber: 0, sessionId: 0, payloadLength: payload.length },
    writer,
  );
  return writer.bytes(payload).finish();
}

/** One whole datagram around an ASF message. */
export function sealAsf(message: Uint8Array): Uint8Array {
  return beginDatagram(RmcpClass.asf, message.length).bytes(message).finish();
}

/** The payload of a packet that belongs to no session, a view of its datagram; `undefined` where it is not one, or is not just that. */
export function openOutsideSession(packet: RmcpPlusPacket): Uint8Array | undefined {
  if (packet.sessionId !== 0 || packet.encrypted || packet.authenticated) return undefined;
  if (packet.payloadEnd !== packet.datagram.length) return undefined;
  return packet.datagram.subarray(packet.payloadStart, packet.payloadEnd);
}

/** AuthType none, number, session ID and length: without an AuthCode (IPMI v2.0 §13.6). */
const OUTSIDE_SESSION_HEADER_V15_LENGTH = 10;

function beginDatagram(classOfMessage: number, length: number): ByteWriter {
  const writer = new ByteWriter(RMCP_HEADER_LENGTH + length);
  rmcpHeader.encode({ version: RMCP_VERSION, sequenceNumber: RMCP_NO_ACK, classOfMessage }, writer);
  return writer;
}

import { MalformedMessageError } from "../errors.ts";
import { ByteReader } from "../wire/byte-reader.ts";
import { RMCP_VERSION, RmcpClass, rmcpHeader } from "../wire/rmcp-header.ts";
import { AuthType, sessionHeaderV15 } from "../wire/session-header-v15.ts";
import { sessionHeaderV20 } from "../wire/session-header-v20.ts";
import type { DropReason } from "./drop-reason.ts";

/** No packet of these protocols is longer, in bytes; SOL's, the longest, stay under 400. */
export const maxDatagramLength = 4096;

/** An ASF message: what follows the RMCP header. */
export interface AsfPacket {
  /** Discriminates {@link ParsedPacket}. */
  readonly kind: "asf";
  /** The ASF message, a view of the datagram. */
  readonly message: Uint8Array;
}

/** A packet in IPMI v1.5 framing (IPMI v2.0 §13.6). */
export interface Ipmi15Packet {
  /** Discriminates {@link ParsedPacket}. */
  readonly kind: "ipmi15";
  /** How the packet is authenticated; 0 is not at all. */
  readonly authType: number;
  /** 0 outside a session. */
  readonly sessionId: number;
  /** 0 outside a session. */
  readonly sessionSequenceNumber: number;
  /** 16 bytes, where `authType` is not 0. */
  readonly authCode: Uint8Array | undefined;
  /** The LAN message, a view of the datagram. */
  readonly payload: Uint8Array;
}

/** A packet in RMCP+ framing; nothing of it is verified yet. */
export interface RmcpPlusPacket {
  /** Discriminates {@link ParsedPacket}. */
  readonly kind: "rmcpPlus";
  /** Payload type number without its bits. */
  readonly payloadType: number;
  /** Whether the packet says that its payload is encrypted. */
  readonly encrypted: boolean;
  /** Whether the packet says that it carries an AuthCode. */
  readonly authenticated: boolean;
  /** The receiver's session ID; 0 outside a session. */
  readonly sessionId: number;
  /** 0 outside a session. */
  readonly sessionSequenceNumber: number;
  /** The whole datagram. */
  readonly datagram: Uint8Array;
  /** Where in the datagram the payload begins. */
  readonly payloadStart: number;
  /** Where in the datagram the payload ends; the session trailer follows. */
  readonly payloadEnd: number;
}

/** What a datagram is, by its headers alone. */
export type ParsedPacket = AsfPacket | Ipmi15Packet | RmcpPlusPacket;

/**
 * Reads the headers of a datagram, for either role. Total: any bytes give a packet or the reason to drop them.
 *
 * @example
 * ```ts
 * const packet = parsePacket(datagram);
 * if (typeof packet === "string") count(packet);
 * else if (packet.kind === "rmcpPlus") open(packet);
 * ```
 */
export function parsePacket(datagram: Uint8Array): ParsedPacket | DropReason {
  if (datagram.length > maxDatagramLength) return "oversized";
  return parseBytes(plainBytes(datagram));
}

function parseBytes(datagram: Uint8Array): ParsedPacket | DropReason {
  const reader = new ByteReader(datagram, "packet");
  try {
    const rmcp = rmcpHeader.decode(reader);
    if (rmcp.version !== RMCP_VERSION) return "notRmcp";
    if (rmcp.classOfMessage === RmcpClass.asf) return { kind: "asf", message: reader.restView() };
    if (rmcp.classOfMessage !== RmcpClass.ipmi) return "notRmcp";
    // The AuthType is the low half of its byte; the rest is reserved (IPMI v2.0 §13.6).
    return ((reader.peek() ?? 0) & 0x0f) === AuthType.rmcpPlus ? parseRmcpPlus(datagram, reader) : parseIpmi15(reader);
  } catch (error) {
    if (error instanceof MalformedMessageError) return "malformed";
    throw error;
  }
}

/** The same bytes as an array whose `slice` copies: that of a subclass may not (Node's `Buffer` gives a view). */
function plainBytes(bytes: Uint8Array): Uint8Array {
  if (Object.getPrototypeOf(bytes) === Uint8Array.prototype) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function parseRmcpPlus(datagram: Uint8Array, reader: ByteReader): RmcpPlusPacket | DropReason {
  const header = sessionHeaderV20.decode(reader);
  const payloadStart = reader.offset;
  const payloadEnd = payloadStart + header.payloadLength;
  if (payloadEnd > datagram.length) return "malformed";
  return {
    kind: "rmcpPlus",
    payloadType: header.payloadType,
    encrypted: header.encrypted,
    authenticated: header.authenticated,
    sessionId: header.sessionId,
    sessionSequenceNumber: header.sessionSequenceNumber,
    datagram,
    payloadStart,
    payloadEnd,
  };
}

function parseIpmi15(reader: ByteReader): Ipmi15Packet | DropReason {
  const header = sessionHeaderV15.decode(reader);
  const payload = reader.view(header.payloadLength, "payload");
  // Old network controllers lost packets of some lengths, so a legacy pad byte may follow (IPMI v2.0 §13.6).
  if (reader.remaining > 1) return "malformed";
  return {
    kind: "ipmi15",
    authType: header.authType,
    sessionId: header.sessionId,
    sessionSequenceNumber: header.sessionSequenceNumber,
    authCode: header.authCode,
    payload,
  };
}

import { sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import type { HandshakeRefusal } from "../../src/wire/handshake-refusal.ts";
import { openSessionResponse } from "../../src/wire/open-session-response.ts";
import type { RmcpRefusalStatus } from "../../src/wire/rmcp-status.ts";

/*
 * What anyone can make who knows the format and no key: packets of a session with other header fields than they were
 * signed with, and refusals of a handshake.
 */

const payloadTypeOffset = 5;
const sessionIdOffset = 6;
const sequenceNumberOffset = 10;
const payloadLengthOffset = 14;

/** Where the payload of an RMCP+ packet begins. */
export const payloadOffset = 16;

/** The two bits of the payload type byte that say how a payload is protected. */
export const payloadBits = { encrypted: 0x80, authenticated: 0x40 } as const;

/** A packet's payload type with its bits. */
export function payloadTypeByte(datagram: Uint8Array): number {
  return datagram[payloadTypeOffset]!;
}

/** A packet's session sequence number. */
export function sequenceNumberOf(datagram: Uint8Array): number {
  return view(datagram).getUint32(sequenceNumberOffset, true);
}

/** A packet's session ID. */
export function sessionIdOf(datagram: Uint8Array): number {
  return view(datagram).getUint32(sessionIdOffset, true);
}

/** The same packet with another payload type byte. */
export function withPayloadType(datagram: Uint8Array, byte: number): Uint8Array {
  return changed(datagram, (bytes) => bytes.setUint8(payloadTypeOffset, byte));
}

/** The same packet for another session. */
export function withSessionId(datagram: Uint8Array, sessionId: number): Uint8Array {
  return changed(datagram, (bytes) => bytes.setUint32(sessionIdOffset, sessionId, true));
}

/** The same packet with another session sequence number. */
export function withSequenceNumber(datagram: Uint8Array, sequenceNumber: number): Uint8Array {
  return changed(datagram, (bytes) => bytes.setUint32(sequenceNumberOffset, sequenceNumber, true));
}

/** The header of a packet with another payload behind it, and no trailer. */
export function withPayload(datagram: Uint8Array, payload: Uint8Array): Uint8Array {
  const whole = new Uint8Array(payloadOffset + payload.length);
  whole.set(datagram.subarray(0, payloadOffset));
  whole.set(payload, payloadOffset);
  return changed(whole, (bytes) => bytes.setUint16(payloadLengthOffset, payload.length, true));
}

/** A packet without its session trailer. */
export function withoutTrailer(datagram: Uint8Array): Uint8Array {
  return datagram.slice(0, payloadOffset + view(datagram).getUint16(payloadLengthOffset, true));
}

/** Every packet that differs from this one in a single bit. */
export function* flippedBits(datagram: Uint8Array, from = 0): Generator<Uint8Array> {
  for (let bit = 8 * from; bit < 8 * datagram.length; bit++) {
    yield changed(datagram, (bytes) => bytes.setUint8(bit >> 3, bytes.getUint8(bit >> 3) ^ (1 << (bit & 7))));
  }
}

/** A refusal of a step of the handshake: of 8 bytes, or of 2 where it names no session. */
export function refusal(payloadType: number, messageTag: number, status: number, sessionId?: number): Uint8Array {
  const named = sessionId === undefined ? {} : { remoteConsoleSessionId: sessionId };
  const value: HandshakeRefusal = { status: status as RmcpRefusalStatus, messageTag, ...named };
  return sealOutsideSession(payloadType, encodeToBytes(openSessionResponse, value));
}

function changed(datagram: Uint8Array, change: (bytes: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(datagram);
  change(view(copy));
  return copy;
}

function view(datagram: Uint8Array): DataView {
  return new DataView(datagram.buffer, datagram.byteOffset, datagram.length);
}

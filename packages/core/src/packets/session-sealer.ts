import { nextSequenceNumber } from "./sequence-window.ts";
import type { SessionProtection } from "./session-protection.ts";

const rmcpHeaderLength = 4;
/** AuthType, payload type, session ID, session sequence number, payload length (IPMI v2.0 §13.6). */
const sessionHeaderLength = 12;
const encryptedBit = 0x80;
const authenticatedBit = 0x40;

/**
 * Builds the packets of one direction of an open session, for either role: counts, encrypts, pads and signs
 * (IPMI v2.0 §13.6, §13.28.4).
 */
export class SessionSealer {
  readonly #sessionId: number;
  readonly #protection: SessionProtection;
  readonly #payloadBits: number;
  #sequenceNumber: number;

  /**
   * @param sessionId - the receiver's session ID
   * @param protection - the session's algorithms, primed
   * @param sequenceNumber - the number before the first one to use
   */
  constructor(sessionId: number, protection: SessionProtection, sequenceNumber = 0) {
    this.#sessionId = sessionId;
    this.#protection = protection;
    this.#payloadBits =
      (protection.cipher === undefined ? 0 : encryptedBit) |
      (protection.authenticator === undefined ? 0 : authenticatedBit);
    this.#sequenceNumber = sequenceNumber;
  }

  /** The session sequence number of the last packet sealed. */
  get sequenceNumber(): number {
    return this.#sequenceNumber;
  }

  /**
   * One whole datagram around `payload`, with a session sequence number and an IV of its own.
   *
   * @param retransmission - whether the payload was sent before: the stream of an xRC4 suite then starts afresh
   */
  seal(payloadType: number, payload: Uint8Array, retransmission = false): Uint8Array {
    const { authenticator, cipher } = this.#protection;
    this.#sequenceNumber = nextSequenceNumber(this.#sequenceNumber);
    const body = cipher === undefined ? payload : cipher.encrypt(payload, retransmission);
    const bodyEnd = rmcpHeaderLength + sessionHeaderLength + body.length;
    if (authenticator === undefined) {
      const packet = new Uint8Array(bodyEnd);
      this.#writeHeader(packet, payloadType, body);
      return packet;
    }
    // From AuthType through Next Header the length is a multiple of 4: the RMCP header before it is 4 itself.
    const padLength = (4 - ((bodyEnd + 2) & 3)) & 3;
    const authCodeStart = bodyEnd + padLength + 2;
    const packet = new Uint8Array(authCodeStart + authenticator.authCodeLength);
    this.#writeHeader(packet, payloadType, body);
    packet.fill(0xff, bodyEnd, bodyEnd + padLength);
    packet[bodyEnd + padLength] = padLength;
    packet[bodyEnd + padLength + 1] = 0x07; // Next Header: reserved, always 07h
    packet.set(authenticator.authCode(packet.subarray(rmcpHeaderLength, authCodeStart)), authCodeStart);
    return packet;
  }

  #writeHeader(packet: Uint8Array, payloadType: number, body: Uint8Array): void {
    const id = this.#sessionId;
    const sequenceNumber = this.#sequenceNumber;
    packet[0] = 0x06; // RMCP version 1.0
    packet[2] = 0xff; // no RMCP acknowledgement
    packet[3] = 0x07; // class IPMI
    packet[4] = 0x06; // AuthType RMCP+
    packet[5] = payloadType | this.#payloadBits;
    packet[6] = id;
    packet[7] = id >>> 8;
    packet[8] = id >>> 16;
    packet[9] = id >>> 24;
    packet[10] = sequenceNumber;
    packet[11] = sequenceNumber >>> 8;
    packet[12] = sequenceNumber >>> 16;
    packet[13] = sequenceNumber >>> 24;
    packet[14] = body.length;
    packet[15] = body.length >>> 8;
    packet.set(body, rmcpHeaderLength + sessionHeaderLength);
  }
}

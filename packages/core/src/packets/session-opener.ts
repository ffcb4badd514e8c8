import type { DropReason } from "./drop-reason.ts";
import type { RmcpPlusPacket } from "./parse-packet.ts";
import { SequenceWindow } from "./sequence-window.ts";
import type { SessionProtection } from "./session-protection.ts";

/** Without an AuthCode a forged number would move the window for good, so it moves by no more than this. */
const unauthenticatedForwardLimit = 64;

/** A payload that passed every check. */
export interface AcceptedPayload {
  /** Discriminates {@link OpenedPacket}. */
  readonly ok: true;
  /** Payload type number. */
  readonly payloadType: number;
  /** The payload in plain, in an array of its own. */
  readonly payload: Uint8Array;
}

/** A packet that failed a check. */
export interface RefusedPacket {
  /** Discriminates {@link OpenedPacket}. */
  readonly ok: false;
  /** The first check that failed. */
  readonly reason: DropReason;
}

/** What came of opening a packet. */
export type OpenedPacket = AcceptedPayload | RefusedPacket;

/**
 * Verifies and decrypts the packets of one direction of an open session, for either role. The order is the law: payload
 * bits, session ID, window (looked at), AuthCode, window (moved), decryption. Nothing of a packet is believed before its
 * AuthCode was verified.
 */
export class SessionOpener {
  readonly #sessionId: number;
  readonly #protection: SessionProtection;
  readonly #window: SequenceWindow;

  /**
   * @param sessionId - our own session ID, which the peer writes into its packets
   * @param protection - the session's algorithms, primed
   */
  constructor(sessionId: number, protection: SessionProtection) {
    this.#sessionId = sessionId;
    this.#protection = protection;
    this.#window = new SequenceWindow(protection.authenticator === undefined ? unauthenticatedForwardLimit : undefined);
  }

  /** The highest session sequence number received, or `undefined` before the first packet. */
  get highestSequenceNumber(): number | undefined {
    return this.#window.highest;
  }

  /** Opens one packet. Only a packet that passes every check up to its AuthCode changes anything. */
  open(packet: RmcpPlusPacket): OpenedPacket {
    const { authenticator, cipher } = this.#protection;
    if (packet.authenticated !== (authenticator !== undefined)) return drop("payloadBits");
    if (packet.encrypted !== (cipher !== undefined)) return drop("payloadBits");
    if (packet.sessionId !== this.#sessionId) return drop("wrongSessionId");
    const verdict = this.#window.check(packet.sessionSequenceNumber);
    if (verdict !== "new") return drop(verdict);
    if (authenticator !== undefined) {
      const { datagram, payloadEnd } = packet;
      const authCodeStart = datagram.length - authenticator.authCodeLength;
      if (!hasIntegrityTrailer(datagram, payloadEnd, authCodeStart)) return drop("malformed");
      const covered = datagram.subarray(4, authCodeStart); // AuthType through Next Header (IPMI v2.0 §13.28.4)
      if (!authenticator.verify(covered, datagram.subarray(authCodeStart))) return drop("authCode");
    } else if (packet.payloadEnd !== packet.datagram.length) {
      return drop("malformed");
    }
    this.#window.accept(packet.sessionSequenceNumber);
    const sealed = packet.datagram.subarray(packet.payloadStart, packet.payloadEnd);
    const payload = cipher === undefined ? sealed.slice() : cipher.decrypt(sealed, packet.sessionSequenceNumber);
    if (payload === undefined) return drop("undecryptable");
    return { ok: true, payloadType: packet.payloadType, payload };
  }
}

/** Whether pad, pad length and next header fill the packet between payload and AuthCode; any pad of 0 to 15 is taken. */
function hasIntegrityTrailer(datagram: Uint8Array, payloadEnd: number, authCodeStart: number): boolean {
  const padLength = authCodeStart - payloadEnd - 2;
  return (
    padLength >= 0 &&
    padLength <= 15 &&
    datagram[authCodeStart - 2] === padLength &&
    datagram[authCodeStart - 1] === 0x07
  );
}

function drop(reason: DropReason): OpenedPacket {
  return { ok: false, reason };
}

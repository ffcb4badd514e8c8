import type { ConfidentialityCipher } from "./confidentiality.ts";
import { BLOCK_LENGTH, confidentialityKey } from "./confidentiality-key.ts";
import { md5 } from "./hash-functions.ts";
import { Rc4 } from "./rc4.ts";
import { XRc4Receiver } from "./xrc4-receiver.ts";

/*
 * xRC4 encrypted payload (IPMI v2.0 §13.30)
 *
 *   0    4  data offset, least significant byte first: data bytes sent in this direction since its last initialisation vector
 *   4   16  initialisation vector; only with offset 0
 *   …    …  RC4 of the payload data; no trailer
 *
 * The key of a stream is MD5(K2[0..16] ‖ initialisation vector), all of it or its first 5 bytes.
 */

/** Bytes of the data offset. */
const OFFSET_LENGTH = 4;

/** A stream of our own has at most this many bytes, then a fresh one follows: long before the 32-bit offset wraps. */
const STREAM_LIMIT = 0x100_0000;

/**
 * xRC4 as RMCP+ uses it: one key stream for each direction, continued from packet to packet.
 *
 * A stream starts afresh, with offset 0 and a new initialisation vector, at the first packet, at a retransmission, after
 * a packet with offset 0 was received, and as long as nothing but empty payloads was sent: an offset of 0 without a
 * vector cannot be said. Two sides that answer each other by turns therefore start afresh in every packet, which costs
 * 16 bytes and survives any loss; a side that sends several packets in a row continues its stream.
 *
 * Nothing inside a packet says whether it was decrypted with the right stream: the AuthCode is verified before, the
 * checksums of a message after.
 */
export class XRc4 implements ConfidentialityCipher {
  readonly #key: Uint8Array;
  readonly #randomIv: () => Uint8Array;
  readonly #keyLength: 5 | 16;
  readonly #receiver: XRc4Receiver = new XRc4Receiver();
  #sendStream: Rc4 | undefined;
  #sent = 0;

  /**
   * @param k2 - the session's K2, of which the first 16 bytes are used
   * @param randomIv - gives 16 random bytes at each call
   * @param keyLength - bytes of the RC4 key: 16 for xRC4-128, 5 for xRC4-40
   * @throws `ApiMisuseError` when K2 has fewer than 16 bytes
   */
  constructor(k2: Uint8Array, randomIv: () => Uint8Array, keyLength: 5 | 16) {
    this.#key = confidentialityKey(k2);
    this.#randomIv = randomIv;
    this.#keyLength = keyLength;
  }

  /** Encrypts a payload with the stream of this direction, or with a fresh one; see {@link ConfidentialityCipher}. */
  encrypt(plain: Uint8Array, fresh: boolean): Uint8Array {
    const continued = fresh || this.#sent + plain.length > STREAM_LIMIT ? undefined : this.#continuedStream();
    if (continued === undefined) return this.#encryptAfresh(plain);
    const payload = new Uint8Array(OFFSET_LENGTH + plain.length);
    putOffset(payload, this.#sent);
    payload.set(continued.apply(plain), OFFSET_LENGTH);
    this.#sent += plain.length;
    return payload;
  }

  /** Decrypts a payload with the stream of the other direction; `undefined`, with nothing changed, where that cannot be. */
  decrypt(payload: Uint8Array, sequenceNumber: number): Uint8Array | undefined {
    if (payload.length < OFFSET_LENGTH) return undefined;
    const offset = offsetOf(payload);
    if (offset !== 0) return this.#receiver.continue(payload.subarray(OFFSET_LENGTH), offset, sequenceNumber);

    const dataAt = OFFSET_LENGTH + BLOCK_LENGTH;
    if (payload.length < dataAt) return undefined;
    const stream = this.#stream(payload.subarray(OFFSET_LENGTH, dataAt));
    this.#endSendStream(); // IPMI v2.0 §13.30: who receives an offset of 0 starts its own direction afresh
    return this.#receiver.start(stream, payload.subarray(dataAt), sequenceNumber);
  }

  /** Overwrites the keys; the cipher is not used again. */
  wipe(): void {
    this.#key.fill(0);
    this.#endSendStream();
    this.#receiver.wipe();
  }

  #encryptAfresh(plain: Uint8Array): Uint8Array {
    this.#endSendStream();
    const iv = this.#randomIv();
    const stream = this.#stream(iv);
    const payload = new Uint8Array(OFFSET_LENGTH + BLOCK_LENGTH + plain.length);
    payload.set(iv, OFFSET_LENGTH);
    payload.set(stream.apply(plain), OFFSET_LENGTH + BLOCK_LENGTH);
    this.#sendStream = stream;
    this.#sent = plain.length;
    return payload;
  }

  #continuedStream(): Rc4 | undefined {
    return this.#sent === 0 ? undefined : this.#sendStream;
  }

  #endSendStream(): void {
    this.#sendStream?.wipe();
    this.#sendStream = undefined;
    this.#sent = 0;
  }

  #stream(iv: Uint8Array): Rc4 {
    const digest = md5.hash(this.#key, iv);
    const stream = new Rc4(digest.subarray(0, this.#keyLength));
    digest.fill(0);
    return stream;
  }
}

function offsetOf(payload: Uint8Array): number {
  return (payload[0]! | (payload[1]! << 8) | (payload[2]! << 16) | (payload[3]! << 24)) >>> 0;
}

function putOffset(payload: Uint8Array, offset: number): void {
  payload[0] = offset;
  payload[1] = offset >>> 8;
  payload[2] = offset >>> 16;
  payload[3] = offset >>> 24;
}

import { unsafe } from "@noble/ciphers/aes.js";
import type { ConfidentialityCipher } from "./confidentiality.ts";
import { BLOCK_LENGTH, confidentialityKey } from "./confidentiality-key.ts";

/*
 * AES-CBC-128 encrypted payload (IPMI v2.0 §13.29)
 *
 *   0   16  confidentiality header: initialisation vector, new for each packet
 *  16    …  AES-CBC of: payload data ‖ pad bytes 01 02 … n ‖ pad length n
 */

/**
 * AES-CBC-128 as RMCP+ uses it. The key schedule is expanded once and the chain works on whole words in place, which
 * makes a packet cheaper than a new cipher object of the platform for each.
 */
export class AesCbc128 implements ConfidentialityCipher {
  readonly #key: Uint8Array;
  /** Expanded once, for the first payload sent. */
  #encryptionKey: Uint32Array | undefined;
  /** Expanded once, for the first payload received. */
  #decryptionKey: Uint32Array | undefined;
  readonly #randomIv: () => Uint8Array;
  /** Where payloads are decrypted before their length is known; grows as needed. */
  #scratch: Uint8Array = new Uint8Array(64);

  /**
   * @param k2 - the session's K2, of which the first 16 bytes are the key
   * @param randomIv - gives 16 random bytes at each call
   * @throws `ApiMisuseError` when K2 has fewer than 16 bytes
   */
  constructor(k2: Uint8Array, randomIv: () => Uint8Array) {
    this.#key = confidentialityKey(k2);
    this.#randomIv = randomIv;
  }

  /** Pads and encrypts a payload under a new initialisation vector; see {@link ConfidentialityCipher}. */
  encrypt(plain: Uint8Array): Uint8Array {
    // Minimal pad, 0 to 15: some managed systems drop a pad of 16 where 0 would do.
    const padLength = (BLOCK_LENGTH - 1 - (plain.length % BLOCK_LENGTH)) % BLOCK_LENGTH;
    const payload = new Uint8Array(BLOCK_LENGTH + plain.length + padLength + 1);
    payload.set(this.#randomIv());
    payload.set(plain, BLOCK_LENGTH);
    let at = BLOCK_LENGTH + plain.length;
    for (let pad = 1; pad <= padLength; pad++) payload[at++] = pad;
    payload[at] = padLength;
    this.#encryptionKey ??= expand(unsafe.expandKeyLE, this.#key);
    encryptChain(this.#encryptionKey, payload);
    return payload;
  }

  /** Decrypts a payload and checks its pad; `undefined` for what is not whole blocks or has another pad. */
  decrypt(payload: Uint8Array): Uint8Array | undefined {
    const length = payload.length - BLOCK_LENGTH;
    if (length < BLOCK_LENGTH || length % BLOCK_LENGTH !== 0) return undefined;
    if (length > this.#scratch.length) this.#scratch = new Uint8Array(length);
    const plain = this.#scratch;
    this.#decryptionKey ??= expand(unsafe.expandKeyDecLE, this.#key);
    decryptChain(this.#decryptionKey, payload, plain);
    const padLength = plain[length - 1]!;
    // 16 is not nominal, but OpenBMC sends it where 0 would do.
    if (padLength > BLOCK_LENGTH || padLength >= length) return undefined;
    const dataLength = length - 1 - padLength;
    let difference = 0;
    for (let pad = 1; pad <= padLength; pad++) difference |= plain[dataLength + pad - 1]! ^ pad;
    return difference === 0 ? plain.slice(0, dataLength) : undefined;
  }

  /** Overwrites the keys; the cipher is not used again. */
  wipe(): void {
    this.#key.fill(0);
    this.#encryptionKey?.fill(0);
    this.#decryptionKey?.fill(0);
    this.#scratch.fill(0);
  }
}

/** Expands a key from an array that is used again each time: it has the buffer of its own that noble's word view needs. */
function expand(schedule: (key: Uint8Array) => Uint32Array, key: Uint8Array): Uint32Array {
  keyForExpansion.set(key);
  const expanded = schedule(keyForExpansion);
  keyForExpansion.fill(0);
  return expanded;
}

const keyForExpansion = new Uint8Array(BLOCK_LENGTH);

/** Encrypts in place: the first block is the initialisation vector and stays. */
function encryptChain(key: Uint32Array, bytes: Uint8Array): void {
  let c0 = wordAt(bytes, 0);
  let c1 = wordAt(bytes, 4);
  let c2 = wordAt(bytes, 8);
  let c3 = wordAt(bytes, 12);
  for (let at = BLOCK_LENGTH; at < bytes.length; at += BLOCK_LENGTH) {
    c0 ^= wordAt(bytes, at);
    c1 ^= wordAt(bytes, at + 4);
    c2 ^= wordAt(bytes, at + 8);
    c3 ^= wordAt(bytes, at + 12);
    const { s0, s1, s2, s3 } = unsafe.encrypt(key, c0, c1, c2, c3);
    c0 = s0;
    c1 = s1;
    c2 = s2;
    c3 = s3;
    putWord(bytes, at, c0);
    putWord(bytes, at + 4, c1);
    putWord(bytes, at + 8, c2);
    putWord(bytes, at + 12, c3);
  }
}

/** Decrypts what follows the initialisation vector into `plain`, which is as long or longer. */
function decryptChain(key: Uint32Array, bytes: Uint8Array, plain: Uint8Array): void {
  let p0 = wordAt(bytes, 0);
  let p1 = wordAt(bytes, 4);
  let p2 = wordAt(bytes, 8);
  let p3 = wordAt(bytes, 12);
  for (let at = 0; at < bytes.length - BLOCK_LENGTH; at += BLOCK_LENGTH) {
    const c0 = wordAt(bytes, at + 16);
    const c1 = wordAt(bytes, at + 20);
    const c2 = wordAt(bytes, at + 24);
    const c3 = wordAt(bytes, at + 28);
    const { s0, s1, s2, s3 } = unsafe.decrypt(key, c0, c1, c2, c3);
    putWord(plain, at, s0 ^ p0);
    putWord(plain, at + 4, s1 ^ p1);
    putWord(plain, at + 8, s2 ^ p2);
    putWord(plain, at + 12, s3 ^ p3);
    p0 = c0;
    p1 = c1;
    p2 = c2;
    p3 = c3;
  }
}

// Noble's words are little-endian on every host; reading them by bytes needs neither alignment nor a second view.
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function putWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word;
  bytes[at + 1] = word >>> 8;
  bytes[at + 2] = word >>> 16;
  bytes[at + 3] = word >>> 24;
}

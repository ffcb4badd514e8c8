import { md5 as nobleMd5, sha1 as nobleSha1 } from "@noble/hashes/legacy.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";

/** One hash function: its name and length, and what the algorithms of IPMI make of it. */
export interface HashFunction {
  /** `MD5`, `SHA1` or `SHA256`. */
  readonly name: "MD5" | "SHA1" | "SHA256";
  /** Bytes of a digest. */
  readonly digestLength: number;
  /** The digest of the parts one after the other. */
  hash(...parts: readonly Uint8Array[]): Uint8Array;
  /** An HMAC (RFC 2104) that has taken in `key` and waits for messages. */
  primeHmac(key: Uint8Array): PrimedHmac;
}

/** The part of noble's hash states that is used here; `_cloneInto` is not its public interface and may go. */
export interface HashState {
  /** Takes in more of the message. */
  update(bytes: Uint8Array): unknown;
  /** Ends the message and writes its digest; the state is spent. */
  digestInto(out: Uint8Array): void;
  /** Overwrites the state. */
  destroy(): void;
  /** A second state at the same place. */
  clone(): HashState;
  /** The same without allocating: makes `to`, of the same hash function, the second state. */
  _cloneInto?(to?: HashState): HashState;
}

/** An HMAC key: raw bytes for one use, or primed once for many uses. */
export type HmacKey = Uint8Array | PrimedHmac;

/**
 * An HMAC state that took in its key once: each digest costs two hash blocks less than from the raw key, and allocates
 * nothing but its result. Made by {@link HashFunction.primeHmac}.
 *
 * @example
 * ```ts
 * const hmac = sha1.primeHmac(k1);
 * const authCode = hmac.digest(covered).subarray(0, 12);
 * hmac.wipe();
 * ```
 */
export class PrimedHmac {
  readonly #inner: HashState;
  readonly #outer: HashState;
  readonly #result: Uint8Array;
  #scratch: HashState | undefined;

  /**
   * @param digestLength - bytes of a digest of the hash function
   * @param inner - its state after the key XOR ipad (RFC 2104 §2)
   * @param outer - its state after the key XOR opad
   */
  constructor(digestLength: number, inner: HashState, outer: HashState) {
    this.#inner = inner;
    this.#outer = outer;
    this.#result = new Uint8Array(digestLength);
  }

  /** The HMAC of the parts one after the other, in an array of its own. */
  digest(...parts: readonly Uint8Array[]): Uint8Array {
    return this.digestView(...parts).slice();
  }

  /** The HMAC of the parts as a view that the next digest overwrites: for a comparison. */
  digestView(...parts: readonly Uint8Array[]): Uint8Array {
    const result = this.#result;
    const inner = this.#restart(this.#inner);
    for (const part of parts) inner.update(part);
    inner.digestInto(result);
    const outer = this.#restart(this.#outer);
    outer.update(result);
    outer.digestInto(result);
    return result;
  }

  /** Overwrites the key; a digest afterwards throws. May be called more than once. */
  wipe(): void {
    this.#inner.destroy();
    this.#outer.destroy();
    this.#scratch?.destroy();
    this.#result.fill(0);
  }

  // The one place that knows noble's `_cloneInto`: one scratch state serves both passes of every digest.
  #restart(primed: HashState): HashState {
    const state = primed._cloneInto === undefined ? primed.clone() : primed._cloneInto(this.#scratch);
    this.#scratch = state;
    return state;
  }
}

/** MD5 (RFC 1321). */
export const md5: HashFunction = hashFunction("MD5", nobleMd5);

/** SHA-1 (FIPS 180-4). */
export const sha1: HashFunction = hashFunction("SHA1", nobleSha1);

/** SHA-256 (FIPS 180-4). */
export const sha256: HashFunction = hashFunction("SHA256", nobleSha256);

/** The HMAC of the parts one after the other, under a raw or a primed key. */
export function hmacDigest(hash: HashFunction, key: HmacKey, ...parts: readonly Uint8Array[]): Uint8Array {
  if (key instanceof PrimedHmac) return key.digest(...parts);
  const primed = hash.primeHmac(key);
  const digest = primed.digest(...parts);
  primed.wipe();
  return digest;
}

interface HashSource {
  readonly blockLen: number;
  readonly outputLen: number;
  create(): HashState;
}

function hashFunction(name: HashFunction["name"], source: HashSource): HashFunction {
  const digestLength = source.outputLen;
  const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
    const state = source.create();
    for (const part of parts) state.update(part);
    const digest = new Uint8Array(digestLength);
    state.digestInto(digest);
    state.destroy();
    return digest;
  };
  const primeHmac = (key: Uint8Array): PrimedHmac => {
    const block = new Uint8Array(source.blockLen);
    block.set(key.length > block.length ? hash(key) : key);
    for (let index = 0; index < block.length; index++) block[index]! ^= 0x36;
    const inner = source.create();
    inner.update(block);
    for (let index = 0; index < block.length; index++) block[index]! ^= 0x36 ^ 0x5c;
    const outer = source.create();
    outer.update(block);
    block.fill(0);
    return new PrimedHmac(digestLength, inner, outer);
  };
  return { name, digestLength, hash, primeHmac };
}

import { md5 as nobleMd5, sha1 as nobleSha1 } from "@noble/hashes/legacy.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { ApiMisuseError } from "../errors.ts";

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
  /** Ends the message and returns its digest; the state is overwritten. */
  digest(): Uint8Array;
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
  readonly #workspace: HashWorkspace;
  #inner: HashState | undefined;
  #outer: HashState | undefined;

  /**
   * @param workspace - what all HMACs of the hash function share
   * @param inner - its state after the key XOR ipad (RFC 2104 §2); taken over
   * @param outer - its state after the key XOR opad; taken over
   */
  constructor(workspace: HashWorkspace, inner: HashState, outer: HashState) {
    this.#workspace = workspace;
    this.#inner = inner;
    this.#outer = outer;
  }

  /** The HMAC of the parts one after the other, in an array of its own. */
  digest(...parts: readonly Uint8Array[]): Uint8Array {
    return this.digestOf(parts);
  }

  /** The same, of parts in an array. */
  digestOf(parts: readonly Uint8Array[]): Uint8Array {
    const inner = this.#workspace.resume(this.#inner);
    for (let index = 0; index < parts.length; index++) inner.update(parts[index]!);
    return this.#finish(inner);
  }

  /** The same, of one part. */
  digestOne(message: Uint8Array): Uint8Array {
    const inner = this.#workspace.resume(this.#inner);
    inner.update(message);
    return this.#finish(inner);
  }

  /** Overwrites the key; a digest afterwards throws. May be called more than once. */
  wipe(): void {
    if (this.#inner !== undefined) this.#workspace.giveBack(this.#inner);
    if (this.#outer !== undefined) this.#workspace.giveBack(this.#outer);
    this.#inner = undefined;
    this.#outer = undefined;
  }

  #finish(inner: HashState): Uint8Array {
    const digest = inner.digest();
    const outer = this.#workspace.resume(this.#outer);
    outer.update(digest);
    return outer.digest();
  }
}

/** The part of a hash function of noble's that is used here. */
export interface HashSource {
  /** Bytes of a block. */
  readonly blockLen: number;
  /** Bytes of a digest. */
  readonly outputLen: number;
  /** A state that has taken in nothing. */
  create(): HashState;
}

/** How many states wait for their next use, at most. */
const spareLimit = 16;

/**
 * What the digests of one hash function share, one after the other. Allocating a state costs twice what hashing a block
 * does, so states that were wiped are used again. This is the one place that knows noble's `_cloneInto`.
 */
class HashWorkspace {
  /** All zero between its uses. */
  readonly #block: Uint8Array;
  readonly #blank: HashState;
  readonly #spare: HashState[] = [];
  #scratch: HashState;

  constructor(source: HashSource) {
    this.#block = new Uint8Array(source.blockLen);
    this.#blank = source.create();
    this.#scratch = source.create();
  }

  /** A state that has taken in nothing, until it is given back. */
  begin(): HashState {
    return copyState(this.#blank, this.#spare.pop());
  }

  /** A state that has taken in a key of at most a block, filled up with zeros, XOR a pad (RFC 2104 §2). */
  beginPadded(key: Uint8Array, pad: number): HashState {
    const block = this.#block;
    block.fill(pad);
    for (let index = 0; index < key.length; index++) block[index]! ^= key[index]!;
    const state = this.begin();
    state.update(block);
    block.fill(0);
    return state;
  }

  /** The scratch state, brought to where `state` is. */
  resume(state: HashState | undefined): HashState {
    if (state === undefined) throw new ApiMisuseError("invalidState", "the key was wiped: nothing is computed with it");
    this.#scratch = copyState(state, this.#scratch);
    return this.#scratch;
  }

  /** Overwrites a state, so that it can be used again. */
  giveBack(state: HashState): void {
    state.destroy();
    if (this.#spare.length < spareLimit) this.#spare.push(state);
  }
}

function copyState(from: HashState, into: HashState | undefined): HashState {
  return from._cloneInto === undefined ? from.clone() : from._cloneInto(into);
}

/** MD5 (RFC 1321). */
export const md5: HashFunction = hashFunction("MD5", nobleMd5);

/** SHA-1 (FIPS 180-4). */
export const sha1: HashFunction = hashFunction("SHA1", nobleSha1);

/** SHA-256 (FIPS 180-4). */
export const sha256: HashFunction = hashFunction("SHA256", nobleSha256);

/** The HMAC of the parts one after the other, under a raw or a primed key. */
export function hmacDigest(hash: HashFunction, key: HmacKey, parts: readonly Uint8Array[]): Uint8Array {
  if (key instanceof PrimedHmac) return key.digestOf(parts);
  const primed = hash.primeHmac(key);
  const digest = primed.digestOf(parts);
  primed.wipe();
  return digest;
}

/** A row for a hash function of noble's. */
export function hashFunction(name: HashFunction["name"], source: HashSource): HashFunction {
  const workspace = new HashWorkspace(source);
  const digestLength = source.outputLen;
  const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
    const state = workspace.begin();
    for (const part of parts) state.update(part);
    const digest = state.digest();
    workspace.giveBack(state);
    return digest;
  };
  const primeHmac = (key: Uint8Array): PrimedHmac => {
    const short = key.length > source.blockLen ? hash(key) : key;
    return new PrimedHmac(workspace, workspace.beginPadded(short, 0x36), workspace.beginPadded(short, 0x5c));
  };
  return { name, digestLength, hash, primeHmac };
}

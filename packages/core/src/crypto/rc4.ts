/**
 * The RC4 stream cipher, checked against RFC 6229. Broken for general use; here only because xRC4 of IPMI v2.0 §13.30 is
 * made of it.
 *
 * @example
 * ```ts
 * const cipherText = new Rc4(key).apply(plain);
 * ```
 */
export class Rc4 {
  readonly #state: Uint8Array;
  #i = 0;
  #j = 0;

  /** @param key - 1 to 256 bytes; more are not looked at */
  constructor(key: Uint8Array) {
    const state = new Uint8Array(256);
    for (let index = 0; index < 256; index++) state[index] = index;
    for (let index = 0, other = 0; index < 256; index++) {
      const value = state[index]!;
      other = (other + value + key[index % key.length]!) & 0xff;
      state[index] = state[other]!;
      state[other] = value;
    }
    this.#state = state;
  }

  /** `data` XOR the next bytes of the key stream, in an array of its own: encrypts and decrypts. */
  apply(data: Uint8Array): Uint8Array {
    const result = data.slice();
    this.#advance(result.length, result);
    return result;
  }

  /** Throws away the next `count` bytes of the key stream. */
  skip(count: number): void {
    this.#advance(count, undefined);
  }

  /** A second generator at the same place of the same key stream. */
  clone(): Rc4 {
    const copy = new Rc4(Uint8Array.of(0));
    copy.#state.set(this.#state);
    copy.#i = this.#i;
    copy.#j = this.#j;
    return copy;
  }

  /** Overwrites the state, from which the key stream could be continued. */
  wipe(): void {
    this.#state.fill(0);
    this.#i = 0;
    this.#j = 0;
  }

  #advance(count: number, target: Uint8Array | undefined): void {
    const state = this.#state;
    let i = this.#i;
    let j = this.#j;
    for (let index = 0; index < count; index++) {
      i = (i + 1) & 0xff;
      const a = state[i]!;
      j = (j + a) & 0xff;
      const b = state[j]!;
      state[i] = b;
      state[j] = a;
      if (target !== undefined) target[index]! ^= state[(a + b) & 0xff]!;
    }
    this.#i = i;
    this.#j = j;
  }
}

/**
 * Writes fields into a byte array that grows as needed.
 *
 * @example
 * ```ts
 * const bytes = new ByteWriter().u8(0x06).u8(0x00).u8(0xff).u8(0x07).toBytes();
 * ```
 */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param capacity - bytes to reserve; a good guess saves a copy */
  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** How many bytes have been written. */
  get length(): number {
    return this.#length;
  }

  /** Writes the low 8 bits of `value`. */
  u8(value: number): this {
    const at = this.#grow(1);
    this.#bytes[at] = value;
    return this;
  }

  /** Writes the low 16 bits of `value`, least significant byte first. */
  u16(value: number): this {
    const at = this.#grow(2);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    return this;
  }

  /** Writes the low 24 bits of `value`, least significant byte first. */
  u24(value: number): this {
    return this.u16(value).u8(value >>> 16);
  }

  /** Writes the low 32 bits of `value`, least significant byte first. */
  u32(value: number): this {
    const at = this.#grow(4);
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    this.#bytes[at + 2] = value >>> 16;
    this.#bytes[at + 3] = value >>> 24;
    return this;
  }

  /** Writes a copy of `bytes`. */
  bytes(bytes: Uint8Array): this {
    const { length } = bytes;
    const at = this.#grow(length);
    const target = this.#bytes;
    // Fields are short: up to here a loop costs less than the call of set().
    if (length > 32) target.set(bytes, at);
    else for (let index = 0; index < length; index++) target[at + index] = bytes[index]!;
    return this;
  }

  /** Writes `count` bytes of `value`. */
  fill(value: number, count: number): this {
    const at = this.#grow(count);
    this.#bytes.fill(value, at, at + count);
    return this;
  }

  /** Overwrites a byte that was written before. */
  patchU8(at: number, value: number): this {
    this.#bytes[at] = value;
    return this;
  }

  /** Overwrites two bytes that were written before, least significant byte first. */
  patchU16(at: number, value: number): this {
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    return this;
  }

  /** What was written from `start` to `end`, as a view that the next write may invalidate. */
  view(start = 0, end: number = this.#length): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  /**
   * What was written, given away: without a copy where the capacity was exact. The writer is empty afterwards.
   */
  finish(): Uint8Array {
    const bytes = this.#length === this.#bytes.length ? this.#bytes : this.toBytes();
    this.#bytes = nothing;
    this.#length = 0;
    return bytes;
  }

  /** What was written, as an array of its own. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(count: number): number {
    const at = this.#length;
    const needed = at + count;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
    }
    this.#length = needed;
    return at;
  }
}

const nothing = new Uint8Array(0);

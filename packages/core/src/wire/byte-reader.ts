import { MalformedMessageError } from "../errors.ts";

/**
 * Reads named fields off a byte array and never past its end: what is missing is a {@link MalformedMessageError} that
 * names the message, the field and the offset.
 *
 * @example
 * ```ts
 * const reader = new ByteReader(datagram, "RMCP header");
 * const version = reader.u8("version");
 * reader.end();
 * ```
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #message: string;
  #offset = 0;

  /**
   * @param bytes - what to read; looked at, never changed and never kept by what is returned, `view` apart
   * @param message - the message's name, for errors
   */
  constructor(bytes: Uint8Array, message: string) {
    this.#bytes = bytes;
    this.#message = message;
  }

  /** How many bytes have been read. */
  get offset(): number {
    return this.#offset;
  }

  /** How many bytes are left. */
  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** Reads one byte. */
  u8(field: string): number {
    const at = this.#take(1, field);
    return this.#bytes[at]!;
  }

  /** Looks at the next byte without taking it; `undefined` at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#offset];
  }

  /** Reads an unsigned 16-bit integer, least significant byte first. */
  u16(field: string): number {
    const at = this.#take(2, field);
    return this.#bytes[at]! | (this.#bytes[at + 1]! << 8);
  }

  /** Reads an unsigned 24-bit integer, least significant byte first. */
  u24(field: string): number {
    const at = this.#take(3, field);
    return this.#bytes[at]! | (this.#bytes[at + 1]! << 8) | (this.#bytes[at + 2]! << 16);
  }

  /** Reads an unsigned 32-bit integer, least significant byte first. */
  u32(field: string): number {
    const at = this.#take(4, field);
    const bytes = this.#bytes;
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  /** Reads `length` bytes into an array of their own. */
  bytes(length: number, field: string): Uint8Array {
    const at = this.#take(length, field);
    return this.#bytes.slice(at, at + length);
  }

  /** Reads `length` bytes as a view of the input: for what is consumed before the input may change. */
  view(length: number, field: string): Uint8Array {
    const at = this.#take(length, field);
    return this.#bytes.subarray(at, at + length);
  }

  /** Reads all that is left into an array of its own. */
  rest(): Uint8Array {
    return this.bytes(this.remaining, "rest");
  }

  /** Reads all that is left as a view of the input. */
  restView(): Uint8Array {
    return this.view(this.remaining, "rest");
  }

  /** Skips `length` bytes, for example reserved ones. */
  skip(length: number, field: string): void {
    this.#take(length, field);
  }

  /**
   * Says that the message must be over.
   *
   * @throws `MalformedMessageError` when bytes are left
   */
  end(): void {
    if (this.remaining > 0) throw this.malformed("end of message", `${this.remaining} bytes too many`);
  }

  /** Makes the error for a field whose value does not fit; the caller throws it. */
  malformed(field: string, problem: string): MalformedMessageError {
    return new MalformedMessageError(`${this.#message}: ${field}`, this.#offset, problem);
  }

  #take(length: number, field: string): number {
    if (length > this.remaining) throw this.malformed(field, `needs ${length} bytes, ${this.remaining} left`);
    const at = this.#offset;
    this.#offset += length;
    return at;
  }
}

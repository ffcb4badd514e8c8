import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";

/**
 * One message or body, both ways. `decode` is total: any bytes give a value or a `MalformedMessageError`, and it reads
 * to the end or says what is left over.
 *
 * @typeParam T - the value
 * @typeParam Context - what decoding or encoding needs besides (a response may need its request)
 */
export interface Codec<T, Context = void> {
  /** Writes `value`; never fails for a value of its type. */
  encode(value: T, writer: ByteWriter, context: Context): void;
  /** Reads a value; throws `MalformedMessageError`, and nothing else, for bytes that are none. */
  decode(reader: ByteReader, context: Context): T;
}

/**
 * The bytes of one value.
 *
 * @example
 * ```ts
 * const payload = encodeToBytes(rakpMessage3, message);
 * ```
 */
export function encodeToBytes<T>(codec: Codec<T>, value: T): Uint8Array;
export function encodeToBytes<T, Context>(codec: Codec<T, Context>, value: T, context: Context): Uint8Array;
export function encodeToBytes<T>(codec: Codec<T, unknown>, value: T, context?: unknown): Uint8Array {
  const writer = new ByteWriter();
  codec.encode(value, writer, context);
  return writer.finish();
}

/**
 * The value of a whole byte array; bytes left over are an error.
 *
 * @param message - the message's name, for errors
 * @throws `MalformedMessageError` when the bytes are not one whole value
 */
export function decodeFromBytes<T>(codec: Codec<T>, bytes: Uint8Array, message: string): T;
export function decodeFromBytes<T, Context>(
  codec: Codec<T, Context>,
  bytes: Uint8Array,
  message: string,
  context: Context,
): T;
export function decodeFromBytes<T>(codec: Codec<T, unknown>, bytes: Uint8Array, message: string, context?: unknown): T {
  const reader = new ByteReader(bytes, message);
  const value = codec.decode(reader, context);
  reader.end();
  return value;
}

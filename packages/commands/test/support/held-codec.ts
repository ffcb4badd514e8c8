import { deepStrictEqual, match, ok } from "node:assert/strict";
import { MalformedMessageError } from "@ruipmi/core";
import { type Codec, encodeToBytes, getDeviceId } from "@ruipmi/core/wire";
import { toHex } from "../../../core/test/crypto/bytes.ts";
import { decodeCounted } from "./counting-reader.ts";

/** Where a value can be read that is written in another way. */
const lossy = new Map<unknown, string>([
  [getDeviceId.response, "a minor firmware revision that is no BCD is written as BCD; its text shows it as it was"],
]);

/** What a decoder makes of bytes: a value, in an object of its own, or a malformed message. */
export type Decoded<T> = { readonly value: T } | MalformedMessageError;

/**
 * Holds a codec to the law of all: any bytes are a value or a `MalformedMessageError` that says where, in as many steps as
 * the bytes warrant; and what is read is read again from what is written of it.
 */
export function holdCodec<T, Context>(codec: Codec<T, Context>, bytes: Uint8Array, context: Context): Decoded<T> {
  const decoded = tryDecode(codec, bytes, context);
  if (decoded instanceof MalformedMessageError) return decoded;
  const again = tryDecode(codec, encodeToBytes(codec, decoded.value, context), context);
  if (lossy.has(codec)) ok(!(again instanceof MalformedMessageError), `of ${toHex(bytes)}`);
  else deepStrictEqual(again, decoded, `of ${toHex(bytes)}`);
  return decoded;
}

/** A value or a `MalformedMessageError` that says where; anything else that is thrown goes on. */
export function tryDecode<T, Context>(codec: Codec<T, Context>, bytes: Uint8Array, context: Context): Decoded<T> {
  return tryRead((input) => decodeCounted(codec, input, context), bytes);
}

/** The same of anything that reads; `beyond`: how far behind the bytes an error may point. */
export function tryRead<T>(read: (bytes: Uint8Array) => T, bytes: Uint8Array, beyond = 0): Decoded<T> {
  try {
    return { value: read(bytes) };
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    match(error.field, /^.+: ./);
    ok(error.offset >= 0 && error.offset <= bytes.length + beyond, `${error.field}: offset ${error.offset}`);
    return error;
  }
}

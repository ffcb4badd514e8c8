import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** User names are always this long in a body (IPMI v2.0 §22.28). */
const nameLength = 16;

/** Writes a name, filled up with zeros; what is too long is cut off. */
export function writeUserName(name: Uint8Array, writer: ByteWriter): void {
  const used = Math.min(name.length, nameLength);
  writer.bytes(name.subarray(0, used)).fill(0, nameLength - used);
}

/** Reads a name without the zeros it is filled up with. */
export function readUserName(reader: ByteReader): Uint8Array {
  return withoutZerosAtEnd(reader.bytes(nameLength, "name"));
}

/** The bytes up to the last one that is not zero. */
export function withoutZerosAtEnd(bytes: Uint8Array): Uint8Array {
  let { length } = bytes;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.slice(0, length);
}

import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import {
  decodeTypeLength,
  encodeTypeLength,
  maxSdrTypeLength,
  type TypeLengthString,
} from "../../formats/type-length.ts";

/** Most bytes of a record's ID string (IPMI v2.0 §43.1). */
export const maxIdStringLength = 16;

/** Writes the ID string that ends a record; what is beyond 16 bytes is cut off. */
export function encodeIdString(value: TypeLengthString, writer: ByteWriter): void {
  encodeTypeLength(value, writer, maxIdStringLength);
}

/** Reads the ID string that ends a record. There are machines with more than 16 bytes. */
export function decodeIdString(reader: ByteReader): TypeLengthString {
  return decodeTypeLength(reader, "idString", maxSdrTypeLength);
}

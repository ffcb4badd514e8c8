import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import {
  decodeTypeLength,
  encodeTypeLength,
  endOfFields,
  latin1,
  type TypeLengthString,
} from "../formats/type-length.ts";

/** A field of a FRU area: plain text where it is stored as 8-bit ASCII or Latin 1, as nearly all are; at most 63 bytes. */
export type FruField = string | TypeLengthString;

/** Writes one field; nothing as a field of length 0. */
export function encodeFruField(field: FruField | undefined, writer: ByteWriter): void {
  encodeTypeLength(typeof field === "object" ? field : latin1(field ?? ""), writer);
}

/** Reads one field; `undefined` at the end of the fields, where C1h or nothing is left. */
export function decodeFruField(reader: ByteReader, field: string): FruField | undefined {
  if (reader.remaining === 0 || reader.peek() === endOfFields) return undefined;
  const value = decodeTypeLength(reader, field);
  return value.encoding === "latin1" ? value.text : value;
}

/** A field of the area's own, which is `undefined` where nothing is said. */
export function optionalFruField<Name extends string>(
  name: Name,
  field: FruField | undefined,
): { readonly [Key in Name]?: FruField } {
  const isEmpty = typeof field === "object" && field.encoding === "binary" && field.bytes.length === 0;
  return (field === undefined || field === "" || isEmpty ? {} : { [name]: field }) as {
    readonly [Key in Name]?: FruField;
  };
}

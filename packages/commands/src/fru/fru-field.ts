/**
 * A field of a chassis, board or product info area: a type/length byte and what it announces (FRU Information Storage
 * Definition §13). Type 3 is 8-bit ASCII and Latin 1 where the area's language is English, and UCS-2 where it is not.
 */
import type { ByteWriter } from "@ruipmi/core/wire";
import {
  decodeStoredString,
  encodeTypeLength,
  latin1,
  maxTypeLength,
  StringEncoding,
  type TypeLengthString,
} from "../formats/type-length.ts";
import { decodeUcs2, encodeUcs2 } from "../formats/ucs2.ts";

/**
 * A field of a FRU area: plain text where it is stored in the letters of the area's language, as nearly all are. At
 * most 63 bytes: as many characters in an area in English, 31 in another language, where each takes two.
 */
export type FruField = string | TypeLengthString;

/** Whether a language code means English (FRU Information Storage Definition §15). */
export function isEnglish(languageCode: number): boolean {
  return languageCode === 0 || languageCode === 25;
}

/** What a field says to a reader: its text, or its bytes in hexadecimal where it is binary. */
export function fruFieldText(field: FruField): string {
  if (typeof field === "string") return field;
  if (field.encoding !== "binary") return field.text;
  return Array.from(field.bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How many bytes a field has as it is stored, without its type/length byte; more than 63 is too many. */
export function fruFieldLength(field: FruField, languageCode: number): number {
  if (typeof field === "string") return isEnglish(languageCode) ? Math.max(field.length, 2) : field.length * 2;
  switch (field.encoding) {
    case "binary":
      return field.bytes.length;
    case "bcdPlus":
      return Math.ceil(field.text.length / 2);
    case "sixBitAscii":
      return Math.ceil((field.text.length * 6) / 8);
    case "latin1":
      return field.text.length;
  }
}

/** Writes one field; nothing as a field of length 0. */
export function encodeFruField(field: FruField | undefined, languageCode: number, writer: ByteWriter): void {
  if (typeof field === "object") return encodeTypeLength(field, writer);
  if (isEnglish(languageCode)) return encodeTypeLength(latin1(field ?? ""), writer);
  const bytes = encodeUcs2(field ?? "").subarray(0, maxTypeLength - 1);
  writer.u8((StringEncoding.latin1 << 6) | bytes.length).bytes(bytes);
}

/**
 * Reads one field. Where the area's language is not English, an odd number of bytes cannot be UCS-2 and is Latin 1.
 *
 * @param bytes - its type/length byte and all that is there of what it announces
 */
export function decodeFruField(bytes: Uint8Array, languageCode: number): FruField {
  const type = bytes[0]! >>> 6;
  const stored = bytes.slice(1);
  if (type === StringEncoding.latin1 && !isEnglish(languageCode) && stored.length % 2 === 0) return decodeUcs2(stored);
  const value = decodeStoredString(type, stored);
  return value.encoding === "latin1" && isEnglish(languageCode) ? value.text : value;
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

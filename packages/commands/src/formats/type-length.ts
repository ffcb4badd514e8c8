/**
 * Type/length byte and the string behind it, as SDRs and FRU areas carry them (IPMI v2.0 §43.15, FRU Information
 * Storage Definition §13):
 *
 * | bits | meaning                                                              |
 * |------|----------------------------------------------------------------------|
 * | 7:6  | 0: binary or Unicode; 1: BCD plus; 2: packed 6-bit ASCII; 3: 8-bit ASCII and Latin 1 |
 * | 5:0  | number of bytes that follow; in an SDR only bits 4:0                  |
 */
import { type ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** How the characters of a string are stored (IPMI v2.0 §43.15), by the number in bits 7:6. */
export const StringEncoding = {
  /** Any bytes: in an SDR Unicode, in a FRU area binary or unspecified. */
  binary: 0,
  /** Two characters a byte, of `0`–`9`, blank and `-.:,_`; the last three only in SDRs. */
  bcdPlus: 1,
  /** Four characters in three bytes, of blank to `_`. */
  sixBitAscii: 2,
  /** One character a byte, of ISO 8859-1. */
  latin1: 3,
} as const;

/** The name of one of {@link StringEncoding}. */
export type StringEncodingName = keyof typeof StringEncoding;

/** A string as a machine stores it. */
export type TypeLengthString =
  | {
      /** Bytes that mean what their owner says. */
      readonly encoding: "binary";
      /** At most 63; 31 in an SDR. */
      readonly bytes: Uint8Array;
    }
  | {
      /** How the text is stored. */
      readonly encoding: Exclude<StringEncodingName, "binary">;
      /**
       * Without what pads it: blanks at the end of the packed encodings, zeros at the end of `latin1`. A character that
       * the encoding does not have is written as blank or, in `latin1`, as `?`.
       */
      readonly text: string;
    };

/** Most bytes that a type/length byte can announce in a FRU area. */
export const maxTypeLength = 0x3f;

/** Most bytes that a type/length byte can announce in an SDR. */
export const maxSdrTypeLength = 0x1f;

/** The byte that ends the fields of a FRU area: 8-bit ASCII of length 1, which is therefore never a string. */
export const endOfFields = 0xc1;

/** Text as ISO 8859-1, the encoding that all tools read. */
export function latin1(text: string): TypeLengthString {
  return { encoding: "latin1", text };
}

/**
 * Writes type/length byte and string. What does not fit into `maxLength` bytes is cut off.
 *
 * @param maxLength - {@link maxTypeLength} in a FRU area, less in an SDR, whose ID strings have at most 16 bytes
 */
export function encodeTypeLength(value: TypeLengthString, writer: ByteWriter, maxLength: number = maxTypeLength): void {
  const bytes = encodeString(value).subarray(0, maxLength);
  writer.u8((StringEncoding[value.encoding] << 6) | bytes.length).bytes(bytes);
}

/**
 * Reads type/length byte and string.
 *
 * @param field - the string's name, for errors
 * @param lengthMask - {@link maxTypeLength} in a FRU area, {@link maxSdrTypeLength} in an SDR
 * @throws `MalformedMessageError` when bytes are missing
 */
export function decodeTypeLength(
  reader: ByteReader,
  field: string,
  lengthMask: number = maxTypeLength,
): TypeLengthString {
  const typeLength = reader.u8(`${field} type/length`);
  return decodeStoredString(typeLength >>> 6, reader.bytes(typeLength & lengthMask, field));
}

/**
 * The string that bytes are, without their type/length byte.
 *
 * @param type - the number of {@link StringEncoding}
 * @param bytes - kept where the string is binary
 */
export function decodeStoredString(type: number, bytes: Uint8Array): TypeLengthString {
  switch (type) {
    case StringEncoding.bcdPlus:
      return { encoding: "bcdPlus", text: unpackBcdPlus(bytes) };
    case StringEncoding.sixBitAscii:
      return { encoding: "sixBitAscii", text: unpackSixBits(bytes) };
    case StringEncoding.latin1:
      return { encoding: "latin1", text: String.fromCharCode(...bytes).replace(/\0+$/, "") };
    default:
      return { encoding: "binary", bytes };
  }
}

/** What a string says to a reader: its text, or its bytes in hexadecimal where it is binary. */
export function typeLengthText(value: TypeLengthString): string {
  if (value.encoding !== "binary") return value.text;
  return Array.from(value.bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** In the order of their nibbles. A FRU area reserves D–F. */
const bcdPlusCharacters = "0123456789 -.:,_";

function encodeString(value: TypeLengthString): Uint8Array {
  switch (value.encoding) {
    case "binary":
      return value.bytes;
    case "bcdPlus":
      return packBcdPlus(value.text);
    case "sixBitAscii":
      return packSixBits(value.text);
    case "latin1":
      return toLatin1(value.text);
  }
}

function packBcdPlus(text: string): Uint8Array {
  const blank = bcdPlusCharacters.indexOf(" ");
  const nibbles = Array.from(text, (character) => {
    const nibble = bcdPlusCharacters.indexOf(character);
    return nibble < 0 ? blank : nibble;
  });
  if (nibbles.length % 2 === 1) nibbles.push(blank);
  return Uint8Array.from({ length: nibbles.length / 2 }, (_, index) => {
    return (nibbles[index * 2]! << 4) | nibbles[index * 2 + 1]!;
  });
}

function unpackBcdPlus(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => bcdPlusCharacters[byte >>> 4]! + bcdPlusCharacters[byte & 0x0f]!)
    .join("")
    .trimEnd();
}

/** The first character is in the low bits of the first byte (IPMI v2.0 §43.15). */
function packSixBits(text: string): Uint8Array {
  const writer = new ByteWriter();
  let bits = 0;
  let count = 0;
  for (const character of text) {
    const code = character.charCodeAt(0) - 0x20;
    bits |= (code >= 0 && code < 64 ? code : 0) << count;
    count += 6;
    if (count < 8) continue;
    writer.u8(bits);
    bits >>>= 8;
    count -= 8;
  }
  if (count > 0) writer.u8(bits);
  return writer.toBytes();
}

function unpackSixBits(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits |= byte << count;
    for (count += 8; count >= 6; count -= 6) {
      text += String.fromCharCode((bits & 0x3f) + 0x20);
      bits >>>= 6;
    }
  }
  return text.trimEnd();
}

/** A single character is followed by a zero, since a length of 1 ends the fields of a FRU area. */
function toLatin1(text: string): Uint8Array {
  const codes = Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    return code > 0xff ? 0x3f : code;
  });
  return Uint8Array.from(codes.length === 1 ? [...codes, 0] : codes);
}

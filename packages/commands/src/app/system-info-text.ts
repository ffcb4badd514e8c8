/**
 * The texts of system info parameters (IPMI v2.0 table 22-16c): the first block has the encoding in its first byte
 * (3:0; 0: ASCII and Latin-1, 1: UTF-8, 2: UCS-2), the length in bytes in its second, then text; the others have text only.
 */
import { SYSTEM_INFO_BLOCK_LENGTH } from "./system-info-parameter.ts";

const latin1 = 0;
const utf8 = 1;
const ucs2 = 2;
const headerLength = 2;
/** A length is one byte. */
const maximumLength = 255;

/**
 * The blocks of a text, each 16 bytes, the last filled up with zeros: in Latin-1 where it can be, else in UTF-8. What is
 * longer than 255 bytes is cut off.
 */
export function encodeSystemInfoText(text: string): readonly Uint8Array[] {
  const characters = [...text];
  const isLatin1 = characters.every((character) => character.codePointAt(0)! <= 0xff);
  const bytes = isLatin1
    ? characters.slice(0, maximumLength).map((character) => character.codePointAt(0)!)
    : utf8Bytes(characters);
  const blockCount = Math.max(1, Math.ceil((headerLength + bytes.length) / SYSTEM_INFO_BLOCK_LENGTH));
  const all = new Uint8Array(blockCount * SYSTEM_INFO_BLOCK_LENGTH);
  all.set([isLatin1 ? latin1 : utf8, bytes.length]);
  all.set(bytes, headerLength);
  return Array.from({ length: blockCount }, (_block, index) =>
    all.slice(index * SYSTEM_INFO_BLOCK_LENGTH, (index + 1) * SYSTEM_INFO_BLOCK_LENGTH),
  );
}

/** How many blocks the text has that begins with this one; 1 for one that is too short to tell. */
export function systemInfoBlockCount(first: Uint8Array): number {
  return Math.max(1, Math.ceil((headerLength + (first[1] ?? 0)) / SYSTEM_INFO_BLOCK_LENGTH));
}

/**
 * The text of its blocks, in their order; shorter where blocks are missing.
 *
 * @returns `undefined` where the encoding is not known or the bytes are none of it
 */
export function decodeSystemInfoText(blocks: readonly Uint8Array[]): string | undefined {
  const all = blocks.flatMap((block) => [...block]);
  const encoding = (all[0] ?? 0) & 0x0f;
  const bytes = all.slice(headerLength, headerLength + (all[1] ?? 0));
  switch (encoding) {
    case latin1:
      return String.fromCharCode(...bytes);
    case utf8:
      return utf8Text(bytes);
    case ucs2:
      return String.fromCharCode(
        ...Array.from({ length: bytes.length >>> 1 }, (_unit, at) => bytes[2 * at]! | (bytes[2 * at + 1]! << 8)),
      );
    default:
      return undefined;
  }
}

/** Whole characters only, so that what is cut off leaves no broken one. */
function utf8Bytes(characters: readonly string[]): readonly number[] {
  const bytes: number[] = [];
  for (const character of characters) {
    const more = [...encoded(character).matchAll(/%(..)|./gs)].map(([whole, hex]) =>
      hex === undefined ? whole.charCodeAt(0) : Number.parseInt(hex, 16),
    );
    if (bytes.length + more.length > maximumLength) break;
    bytes.push(...more);
  }
  return bytes;
}

function encoded(character: string): string {
  // Half a surrogate pair cannot be encoded: it becomes what every decoder makes of such a thing.
  return encodeURIComponent(/^\p{Surrogate}$/u.test(character) ? "\ufffd" : character);
}

function utf8Text(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return undefined;
  }
}

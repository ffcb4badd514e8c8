/**
 * A string's UTF-8 bytes. A surrogate without its partner becomes U+FFFD, as everywhere.
 *
 * @example
 * ```ts
 * utf8Bytes("ü"); // C3 BC
 * ```
 */
export function utf8Bytes(text: string): Uint8Array {
  // No UTF-16 unit takes more than three bytes, and a pair takes four.
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    length = append(bytes, length, codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint);
  }
  const exact = bytes.slice(0, length);
  bytes.fill(0); // the text may be a password
  return exact;
}

function append(bytes: Uint8Array, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    bytes[at] = codePoint;
    return at + 1;
  }
  let continuation = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
  const lead = [0, 0xc0, 0xe0, 0xf0][continuation]!;
  bytes[at++] = lead | (codePoint >>> (6 * continuation));
  while (continuation-- > 0) bytes[at++] = 0x80 | ((codePoint >>> (6 * continuation)) & 0x3f);
  return at;
}

/** Bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Bytes of hex digits; blanks are passed over. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.replace(/\s/g, "").match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** A number in 2 or 4 bytes. */
export function uint(value: number | bigint, length: 2 | 4 | 8, littleEndian = true): Uint8Array {
  const bytes = Array.from({ length }, (_, index) => Number((BigInt(value) >> BigInt(8 * index)) & 0xffn));
  return Uint8Array.from(littleEndian ? bytes : bytes.reverse());
}

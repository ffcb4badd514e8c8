/** Text as UCS-2, least significant byte first (FRU Information Storage Definition §13, IPMI v2.0 §43.15). */
export function encodeUcs2(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = unit;
    bytes[index * 2 + 1] = unit >>> 8;
  }
  return bytes;
}

/** The text that UCS-2 means, without the zeros that pad it. A last odd byte is left out. */
export function decodeUcs2(bytes: Uint8Array): string {
  const units = Array.from({ length: bytes.length >>> 1 }, (_, index) => {
    return bytes[index * 2]! | (bytes[index * 2 + 1]! << 8);
  });
  return String.fromCharCode(...units).replace(/\0+$/, "");
}

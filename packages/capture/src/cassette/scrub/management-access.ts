/** Management access records in the MultiRecord area of a FRU (FRU Information Storage Definition §16, §18.4). */
import { blankText } from "./replacements.ts";

const offsetAt = 5;
const headerLength = 5;
const managementAccess = 3;

/**
 * Blanks the names and addresses in them, in place; checksums are right afterwards.
 *
 * @param wasRead - for each byte whether it is known
 * @returns why that is not possible; `undefined` where it is done
 */
export function scrubManagementAccess(bytes: Uint8Array, wasRead: Uint8Array): string | undefined {
  let at = (bytes[offsetAt] ?? 0) * 8;
  if (at === 0) return undefined;
  for (let isLast = false; !isLast && isRead(wasRead, at, headerLength); ) {
    const header = bytes.subarray(at, at + headerLength);
    if (sumOf(header) !== 0) return undefined;
    const [type, flags = 0, length = 0] = header;
    const start = at + headerLength;
    if (type === managementAccess) {
      if (!isRead(wasRead, start, length)) return "a management access record was not read whole";
      const data = bytes.subarray(start, start + length);
      // The first byte says what the rest is: a URL, a name, an address, a UUID.
      for (let index = 1; index < data.length; index++) data[index] = blankByte(data[index]!);
      header[3] = -sumOf(data) & 0xff;
      header[4] = -sumOf(header.subarray(0, 4)) & 0xff;
    }
    isLast = (flags & 0x80) !== 0;
    at = start + length;
  }
  return undefined;
}

/** The sum of bytes, modulo 256; 0 where the last of them is their checksum. */
export function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}

/** Whether all of these bytes were read. */
export function isRead(wasRead: Uint8Array, offset: number, length: number): boolean {
  return offset + length <= wasRead.length && wasRead.subarray(offset, offset + length).every((flag) => flag === 1);
}

/** Text keeps its form, a UUID becomes zeros. */
function blankByte(byte: number): number {
  const isText = byte >= 0x20 && byte < 0x7f;
  return isText ? blankText(String.fromCharCode(byte)).charCodeAt(0) : 0;
}

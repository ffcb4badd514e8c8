/** Bytes as lower-case hex without separators. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}

/** Bytes as ipmitool prints them: 16 a line, each after a blank. No bytes are an empty line. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start === 0 || start < bytes.length; start += 16) {
    lines.push(Array.from(bytes.subarray(start, start + 16), (byte) => ` ${hexByte(byte)}`).join(""));
  }
  return `${lines.join("\n")}\n`;
}

/** One byte as two digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

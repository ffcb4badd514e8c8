import type { Codec } from "@ruipmi/core/wire";

/** An IPv4 address as text, `192.0.2.10`; what is none is written as `0.0.0.0`. */
export const ipv4Address: Codec<string> = {
  encode(value, writer) {
    for (const byte of parseBytes(value, ".", 10, 4)) writer.u8(byte);
  },
  decode(reader) {
    return Array.from(reader.view(4, "address")).join(".");
  },
};

/** A MAC address as text, `02:00:5e:10:00:01`; what is none is written as zeros. */
export const macAddress: Codec<string> = {
  encode(value, writer) {
    for (const byte of parseBytes(value, ":", 16, 6)) writer.u8(byte);
  },
  decode(reader) {
    return Array.from(reader.view(6, "MAC address"), (byte) => byte.toString(16).padStart(2, "0")).join(":");
  },
};

function parseBytes(text: string, separator: string, radix: number, count: number): readonly number[] {
  const bytes = text.split(separator).map((part) => Number.parseInt(part, radix));
  const isAddress = bytes.length === count && bytes.every((byte) => byte >= 0 && byte <= 0xff);
  return isAddress ? bytes : new Array<number>(count).fill(0);
}

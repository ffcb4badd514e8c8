/** The codecs that several LAN parameters share. */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import type { ArpControl } from "./lan-parameter-values.ts";

/** One byte, of which the bits of `mask` count. */
export function smallNumber(mask: number): Codec<number> {
  return {
    encode(value, writer) {
      writer.u8(value & mask);
    },
    decode(reader) {
      return reader.u8("value") & mask;
    },
  };
}

/** Milliseconds in one byte, 500 each and one more than it says: 0 is 500 (IPMI v2.0 table 23-4, parameter 11). */
export const halfSeconds: Codec<number> = {
  encode(value, writer) {
    writer.u8(Math.min(Math.max(Math.round(value / 500) - 1, 0), 0xff));
  },
  decode(reader) {
    return (reader.u8("interval") + 1) * 500;
  },
};

/** Two bytes, the low one first: a UDP port. */
export const udpPort: Codec<number> = {
  encode(value, writer) {
    writer.u16(value);
  },
  decode(reader) {
    return reader.u16("port");
  },
};

/** Bit 1 ARP responses, bit 0 gratuitous ARPs. */
export const arpBits: Codec<ArpControl> = {
  encode(value, writer) {
    writer.u8(bit(1, value.arpResponses) | bit(0, value.gratuitousArps));
  },
  decode(reader) {
    const bits = reader.u8("arps");
    return { arpResponses: isSet(bits, 1), gratuitousArps: isSet(bits, 0) };
  },
};

import { udpPacket } from "../../src/decrypt/udp-packet.ts";
import type { CapturedPacket } from "../../src/file/capture-item.ts";
import { concat, uint } from "./bytes.ts";

/** The ends of the test conversations. */
export const ipv4Ends = {
  source: { address: "192.0.2.1", port: 40_000 },
  destination: { address: "198.51.100.200", port: 623 },
} as const;

/** The same over IPv6. */
export const ipv6Ends = {
  source: { address: "2001:db8::1", port: 40_000 },
  destination: { address: "fe80::a:0:0:1", port: 623 },
} as const;

/** A packet as a reader gives it. */
export function captured(data: Uint8Array, linkType: number): CapturedPacket {
  return { type: "packet", number: 1, time: 5n, linkType, data, originalLength: data.length, offset: 40 };
}

/** A UDP datagram in IPv4. */
export function ipv4(payload: Uint8Array): Uint8Array {
  return udpPacket(ipv4Ends.source, ipv4Ends.destination, payload);
}

/** A UDP datagram in IPv6. */
export function ipv6(payload: Uint8Array): Uint8Array {
  return udpPacket(ipv6Ends.source, ipv6Ends.destination, payload);
}

/** The fragments of an IPv4 packet, each with at most `length` bytes, a multiple of 8. */
export function ipv4Fragments(packet: Uint8Array, length: number, identification = 7): readonly Uint8Array[] {
  const body = packet.subarray(20);
  const fragments: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += length) {
    const part = body.subarray(at, at + length);
    const header = packet.slice(0, 20);
    const more = at + length < body.length;
    header.set(uint(20 + part.length, 2, false), 2);
    header.set(uint(identification, 2, false), 4);
    header.set(uint((more ? 0x2000 : 0) | (at / 8), 2, false), 6);
    fragments.push(concat(header, part));
  }
  return fragments;
}

/** The fragments of an IPv6 packet. */
export function ipv6Fragments(packet: Uint8Array, length: number, identification = 7): readonly Uint8Array[] {
  const body = packet.subarray(40);
  const fragments: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += length) {
    const part = body.subarray(at, at + length);
    const header = packet.slice(0, 40);
    header.set(uint(8 + part.length, 2, false), 4);
    header[6] = 44;
    const more = at + length < body.length ? 1 : 0;
    const extension = concat(Uint8Array.of(17, 0), uint(at | more, 2, false), uint(identification, 4, false));
    fragments.push(concat(header, extension, part));
  }
  return fragments;
}

/** An IPv6 packet with an extension header of 8 bytes before its UDP header. */
export function withExtension(packet: Uint8Array, type: number): Uint8Array {
  const header = packet.slice(0, 40);
  header.set(uint(packet.length - 40 + 8, 2, false), 4);
  header[6] = type;
  return concat(header, Uint8Array.of(17, 0, 1, 4, 0, 0, 0, 0), packet.subarray(40));
}

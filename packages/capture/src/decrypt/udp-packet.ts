import type { Endpoint } from "../network/datagram.ts";

/** An IP packet, without link layer, that carries one UDP datagram (RFC 768, RFC 791, RFC 8200). Checksums are right. */
export function udpPacket(source: Endpoint, destination: Endpoint, payload: Uint8Array): Uint8Array {
  const [from, to] = [addressBytes(source.address), addressBytes(destination.address)];
  const udpLength = 8 + payload.length;
  const isIpv6 = from.length === 16;
  const headerLength = isIpv6 ? 40 : 20;
  const packet = new Uint8Array(headerLength + udpLength);
  const view = new DataView(packet.buffer);
  if (isIpv6) {
    view.setUint8(0, 0x60);
    view.setUint16(4, udpLength);
    view.setUint8(6, udpProtocol);
    view.setUint8(7, hopLimit);
    packet.set(from, 8);
    packet.set(to, 24);
  } else {
    view.setUint8(0, 0x45);
    view.setUint16(2, packet.length);
    view.setUint8(8, hopLimit);
    view.setUint8(9, udpProtocol);
    packet.set(from, 12);
    packet.set(to, 16);
    view.setUint16(10, checksum([packet.subarray(0, 20)]));
  }
  view.setUint16(headerLength, source.port);
  view.setUint16(headerLength + 2, destination.port);
  view.setUint16(headerLength + 4, udpLength);
  packet.set(payload, headerLength + 8);
  const lengthAndProtocol = Uint8Array.of(0, udpProtocol, udpLength >>> 8, udpLength & 0xff);
  // 0 says that there is none.
  view.setUint16(headerLength + 6, checksum([from, to, lengthAndProtocol, packet.subarray(headerLength)]) || 0xffff);
  return packet;
}

const udpProtocol = 17;
const hopLimit = 64;

/** The Internet checksum (RFC 1071) over parts of which all but the last have an even length. */
function checksum(parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) sum += (part[at]! << 8) | (part[at + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** The bytes of an address as text: 4 or 16. */
function addressBytes(address: string): Uint8Array {
  if (!address.includes(":")) return Uint8Array.from(address.split("."), Number);
  const [head = "", tail] = address.split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = tail === undefined ? [] : new Array<number>(8 - before.length - after.length).fill(0);
  const all = [...before, ...zeros, ...after];
  return Uint8Array.from(all.flatMap((group) => [group >>> 8, group & 0xff]));
}

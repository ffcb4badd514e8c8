import type { MockAddress, TracedDatagram } from "./network-engine.ts";

/** What an address of a mock network is called in a capture file. */
export interface PcapEndpoint {
  /** Four numbers, 0 to 255. */
  readonly ip: readonly [number, number, number, number];
  /** UDP port, 1 to 65535. */
  readonly port: number;
}

/** What a capture file is to show. */
export interface PcapOptions {
  /**
   * `sent`: each datagram once, as and when it was sent, lost ones included; `arrived`: as and when the link delivered it,
   * twice where it was doubled. `sent` when left out.
   */
  readonly side?: "sent" | "arrived";
  /**
   * What addresses are called. The others are 192.0.2.1 and up in the order they are first seen, at port 623 whoever was
   * sent to first, so that Wireshark knows the protocol, and at 49152 and up all others.
   */
  readonly endpoints?: Readonly<Record<MockAddress, PcapEndpoint>>;
}

/** Raw IP, no link layer. */
const linkTypeRaw = 101;
const ipHeaderLength = 20;
const udpHeaderLength = 8;
const udp = 17;

/**
 * A trace as a classic pcap file, raw IPv4 and UDP with correct checksums: to be opened in Wireshark.
 *
 * @returns the file's bytes
 *
 * @example
 * ```ts
 * await fs.promises.writeFile("run.pcap", tracePcap(network.trace));
 * ```
 */
export function tracePcap(trace: readonly TracedDatagram[], options: PcapOptions = {}): Uint8Array {
  const endpointOf = endpoints(options.endpoints ?? {}, trace[0]?.to);
  const packets = trace
    .flatMap(({ from, to, datagram, sentAt, arrivesAt, arrived }) => {
      const ends = { from: endpointOf(from), to: endpointOf(to) };
      if (options.side !== "arrived") return [{ at: sentAt, bytes: udpPacket(ends, datagram) }];
      return arrivesAt.map((at, index) => ({ at, bytes: udpPacket(ends, arrived[index]!) }));
    })
    .sort((a, b) => a.at - b.at);
  const file = new Uint8Array(packets.reduce((length, { bytes }) => length + 16 + bytes.length, 24));
  const view = new DataView(file.buffer);
  // Magic with microseconds, version 2.4, no time zone, no accuracy, the longest packet, the link type.
  for (const [at, value] of [0xa1b2c3d4, 0x0004_0002, 0, 0, 65_535, linkTypeRaw].entries()) {
    view.setUint32(4 * at, value, true);
  }
  let at = 24;
  for (const packet of packets) {
    const { length } = packet.bytes;
    const microseconds = Math.round(packet.at * 1000);
    const header = [Math.floor(microseconds / 1_000_000), microseconds % 1_000_000, length, length];
    for (const [index, value] of header.entries()) view.setUint32(at + 4 * index, value, true);
    file.set(packet.bytes, at + 16);
    at += 16 + length;
  }
  return file;
}

function endpoints(
  named: Readonly<Record<MockAddress, PcapEndpoint>>,
  first: MockAddress | undefined,
): (address: MockAddress) => PcapEndpoint {
  const given = new Map<MockAddress, PcapEndpoint>(Object.entries(named));
  return (address) => {
    const known = given.get(address);
    if (known !== undefined) return known;
    const count = given.size;
    const ip = [192, 0, 2 + (count >> 8), (count + 1) & 0xff] as const;
    const endpoint = { ip, port: address === first ? 623 : 49_152 + (count & 0x3fff) };
    given.set(address, endpoint);
    return endpoint;
  };
}

function udpPacket(
  { from, to }: { readonly from: PcapEndpoint; readonly to: PcapEndpoint },
  datagram: Uint8Array,
): Uint8Array {
  const packet = new Uint8Array(ipHeaderLength + udpHeaderLength + datagram.length);
  const view = new DataView(packet.buffer);
  packet[0] = 0x45; // version 4, five words of header
  view.setUint16(2, packet.length);
  view.setUint16(6, 0x4000); // may not be fragmented
  packet[8] = 64;
  packet[9] = udp;
  packet.set(from.ip, 12);
  packet.set(to.ip, 16);
  view.setUint16(10, checksum(packet.subarray(0, ipHeaderLength), 0));
  view.setUint16(ipHeaderLength, from.port);
  view.setUint16(ipHeaderLength + 2, to.port);
  view.setUint16(ipHeaderLength + 4, udpHeaderLength + datagram.length);
  packet.set(datagram, ipHeaderLength + udpHeaderLength);
  // Over both addresses, the protocol, the length, and all of UDP; 0 would say that there is none (RFC 768).
  const code = checksum(packet.subarray(12), udp + udpHeaderLength + datagram.length);
  view.setUint16(ipHeaderLength + 6, code === 0 ? 0xffff : code);
  return packet;
}

/** The ones' complement of the ones' complement sum of 16-bit words (RFC 1071). */
function checksum(bytes: Uint8Array, start: number): number {
  let sum = start;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

import type { CapturedPacket, CaptureNote } from "../file/capture-item.ts";
import type { CapturedDatagram } from "./datagram.ts";
import { Fragments } from "./fragments.ts";
import { readIpPacket } from "./ip-packet.ts";
import { ipOffset, isKnownLinkType } from "./link-layer.ts";

const udpProtocol = 17;
const udpHeaderLength = 8;

/**
 * Finds UDP datagrams in captured packets: through VLAN tags, IPv4 and IPv6, fragments put together. Packets of other
 * kinds are passed over. Remembers nothing but the pieces of datagrams that are not whole, 64 at most.
 */
export class DatagramFinder {
  readonly #fragments = new Fragments();
  readonly #unknownLinkTypes = new Set<number>();

  /** The datagram that this packet is or completes; a note where its link type is not known, once each. */
  find(packet: CapturedPacket): CapturedDatagram | CaptureNote | undefined {
    const { linkType, data } = packet;
    const start = ipOffset(linkType, data);
    if (start === undefined) return this.#unknown(packet);
    const ip = readIpPacket(data.subarray(start));
    if (ip === undefined) return undefined;
    // Only the first fragment says what the others carry, and it may come last.
    if (ip.protocol !== udpProtocol && ip.fragment === undefined) return undefined;
    const udp = this.#fragments.add(ip);
    if (udp === undefined || udp.length < udpHeaderLength || ip.protocol !== udpProtocol) return undefined;
    const view = new DataView(udp.buffer, udp.byteOffset, udp.byteLength);
    // Less than the packet where the network pads, more where the capture cut it.
    const length = view.getUint16(4);
    if (length < udpHeaderLength) return undefined;
    return {
      number: packet.number,
      time: packet.time,
      source: { address: ip.source, port: view.getUint16(0) },
      destination: { address: ip.destination, port: view.getUint16(2) },
      payload: udp.subarray(udpHeaderLength, length),
      isCut: udp.length < length,
      offset: packet.offset,
    };
  }

  #unknown({ linkType, offset }: CapturedPacket): CaptureNote | undefined {
    if (isKnownLinkType(linkType) || this.#unknownLinkTypes.has(linkType)) return undefined;
    this.#unknownLinkTypes.add(linkType);
    return { type: "note", offset, text: `packets of link type ${linkType} cannot be read and are passed over` };
  }
}

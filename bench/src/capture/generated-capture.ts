import { type Recorded, trafficLength } from "./recorded-traffic.ts";

const fileHeaderLength = 24;
const packetHeaderLength = 16;
const ethernetLength = 14;
const ipLength = 20;
const udpLength = 8;

/** Where in a loop a packet's bytes are that change from one loop to the next. */
interface Place {
  /** Of the packet's header. */
  readonly at: number;
  /** Of the remote console's address. */
  readonly addressAt: number;
  readonly console: number;
  readonly time: number;
}

/**
 * A pcap file of any length, made as it is read: the recorded traffic over and over, each time at a later time and from
 * other remote consoles' addresses, so that each time brings as many sessions. Ethernet; checksums of IP and UDP are
 * left out.
 */
export class GeneratedCapture {
  readonly #loop: Uint8Array;
  readonly #places: readonly Place[];
  #loops = 0;

  constructor(traffic: readonly Recorded[]) {
    const packets = traffic.map((recorded) => frame(recorded));
    this.#loop = new Uint8Array(packets.reduce((sum, packet) => sum + packet.length, 0));
    let at = 0;
    this.#places = packets.map((packet, index) => {
      this.#loop.set(packet, at);
      const { fromConsole, console, at: time } = traffic[index]!;
      const address = packetHeaderLength + ethernetLength + (fromConsole ? 12 : 16);
      const place = { at, addressAt: at + address, console, time };
      at += packet.length;
      return place;
    });
  }

  /** Packets in each part. */
  get packets(): number {
    return this.#places.length;
  }

  /** What a file begins with. */
  header(): Uint8Array {
    const header = new Uint8Array(fileHeaderLength);
    const view = new DataView(header.buffer);
    view.setUint32(0, 0xa1b2_c3d4, true);
    view.setUint16(4, 2, true);
    view.setUint16(6, 4, true);
    view.setUint32(16, 65_535, true);
    view.setUint32(20, 1, true);
    return header;
  }

  /** The next part of the file, in an array of its own. */
  next(): Uint8Array {
    const part = this.#loop.slice();
    const view = new DataView(part.buffer);
    const start = 1_700_000_000_000 + this.#loops * trafficLength;
    for (const { at, addressAt, console, time } of this.#places) {
      const milliseconds = start + time;
      const seconds = Math.floor(milliseconds / 1000);
      view.setUint32(at, seconds, true);
      view.setUint32(at + 4, Math.floor((milliseconds - seconds * 1000) * 1000), true);
      view.setUint32(addressAt, 0x0a00_0000 + ((this.#loops << 6) & 0xff_ffff) + console);
    }
    this.#loops += 1;
    return part;
  }
}

/** A packet with its header, but for what differs from loop to loop. */
function frame({ fromConsole, console, datagram }: Recorded): Uint8Array {
  const length = ethernetLength + ipLength + udpLength + datagram.length;
  const bytes = new Uint8Array(packetHeaderLength + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, length, true);
  view.setUint32(12, length, true);
  view.setUint16(packetHeaderLength + 12, 0x0800);
  const ip = packetHeaderLength + ethernetLength;
  view.setUint16(ip, 0x4500);
  view.setUint16(ip + 2, ipLength + udpLength + datagram.length);
  view.setUint16(ip + 8, 0x4011);
  view.setUint32(ip + (fromConsole ? 16 : 12), 0xc000_0264);
  const udp = ip + ipLength;
  const [consolePort, managedSystemPort] = [40_000 + console, 623];
  view.setUint16(udp, fromConsole ? consolePort : managedSystemPort);
  view.setUint16(udp + 2, fromConsole ? managedSystemPort : consolePort);
  view.setUint16(udp + 4, udpLength + datagram.length);
  bytes.set(datagram, udp + udpLength);
  return bytes;
}

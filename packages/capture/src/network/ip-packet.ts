import { viewOf } from "../bytes.ts";
/** An IP packet's own header, read. */
export interface IpPacket {
  /** Sender, as text. */
  readonly source: string;
  /** Receiver, as text. */
  readonly destination: string;
  /** The protocol of what it carries; 17 is UDP. */
  readonly protocol: number;
  /** What it carries, as far as it was captured. */
  readonly payload: Uint8Array;
  /** How long that is by the header. */
  readonly payloadLength: number;
  /** Where it is a fragment: which datagram's, and where in it. */
  readonly fragment?: {
    /** What all fragments of one datagram have in common, besides the addresses. */
    readonly identification: number;
    /** Bytes before it. */
    readonly offset: number;
    /** Whether there are fragments behind it. */
    readonly more: boolean;
  };
}

/** Reads an IPv4 or IPv6 packet; `undefined` for anything else, and for a header that is not whole. */
export function readIpPacket(bytes: Uint8Array): IpPacket | undefined {
  switch ((bytes[0] ?? 0) >> 4) {
    case 4:
      return readIpv4(bytes);
    case 6:
      return readIpv6(bytes);
    default:
      return undefined;
  }
}

/** RFC 791 §3.1. */
function readIpv4(bytes: Uint8Array): IpPacket | undefined {
  const headerLength = (bytes[0]! & 0x0f) * 4;
  if (headerLength < 20 || bytes.length < headerLength) return undefined;
  const view = viewOf(bytes);
  // 0 is what a network card that segments by itself leaves there.
  const totalLength = view.getUint16(2) || bytes.length;
  if (totalLength < headerLength) return undefined;
  const flags = view.getUint16(6);
  const offset = (flags & 0x1fff) * 8;
  const more = (flags & 0x2000) !== 0;
  return {
    source: ipv4Text(bytes, 12),
    destination: ipv4Text(bytes, 16),
    protocol: bytes[9]!,
    payload: bytes.subarray(headerLength, totalLength),
    payloadLength: totalLength - headerLength,
    ...(offset > 0 || more ? { fragment: { identification: view.getUint16(4), offset, more } } : {}),
  };
}

/** Headers that may stand between IPv6's own and UDP's: hop-by-hop, routing, destination options (RFC 8200 §4). */
const optionHeaders: ReadonlySet<number> = new Set([0, 43, 60, 135]);
const fragmentHeader = 44;
const authenticationHeader = 51;
const maxExtensionHeaders = 8;

/** RFC 8200 §3. */
function readIpv6(bytes: Uint8Array): IpPacket | undefined {
  if (bytes.length < 40) return undefined;
  const view = viewOf(bytes);
  const end = 40 + (view.getUint16(4) || bytes.length - 40);
  let protocol = bytes[6]!;
  let at = 40;
  let fragment: IpPacket["fragment"];
  for (let count = 0; count < maxExtensionHeaders; count++) {
    const length = extensionLength(protocol, bytes, at);
    if (length === undefined) break;
    if (at + length > Math.min(end, bytes.length)) return undefined;
    if (protocol === fragmentHeader) {
      const field = view.getUint16(at + 2);
      fragment = { identification: view.getUint32(at + 4), offset: field & 0xfff8, more: (field & 1) !== 0 };
    }
    protocol = bytes[at]!;
    at += length;
    // What follows in a later fragment is data, whatever it looks like.
    if (fragment !== undefined && fragment.offset > 0) break;
  }
  const isWhole = fragment === undefined || (fragment.offset === 0 && !fragment.more);
  return {
    source: ipv6Text(bytes.subarray(8, 24)),
    destination: ipv6Text(bytes.subarray(24, 40)),
    protocol,
    payload: bytes.subarray(at, end),
    payloadLength: end - at,
    ...(isWhole || fragment === undefined ? {} : { fragment }),
  };
}

/** How long the extension header at `at` is; `undefined` where there is none. */
function extensionLength(protocol: number, bytes: Uint8Array, at: number): number | undefined {
  if (protocol === fragmentHeader) return 8;
  const length = bytes[at + 1];
  if (length === undefined) return undefined;
  if (optionHeaders.has(protocol)) return (length + 1) * 8;
  return protocol === authenticationHeader ? (length + 2) * 4 : undefined;
}

function ipv4Text(bytes: Uint8Array, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

/** RFC 5952: lower case, no leading zeros, the longest run of two zeros or more as `::`. */
function ipv6Text(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) => (bytes[2 * index]! << 8) | bytes[2 * index + 1]!);
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  const text = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  if (best.length < 2) return text(0, 8);
  return `${text(0, best.start)}::${text(best.start + best.length, 8)}`;
}

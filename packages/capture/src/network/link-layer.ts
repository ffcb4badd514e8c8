/** Link types (https://www.tcpdump.org/linktypes.html) whose packets are understood. */
export const LinkType = {
  /** BSD loopback: address family in the byte order of who captured. */
  null: 0,
  /** Ethernet. */
  ethernet: 1,
  /** Raw IP, as some BSDs number it. */
  rawBsd: 12,
  /** Raw IP, as OpenBSD numbers it. */
  rawOpenBsd: 14,
  /** Raw IP: version from the first four bits. */
  raw: 101,
  /** OpenBSD loopback: address family in network order. */
  loop: 108,
  /** Linux "cooked" capture, version 1: what `tcpdump -i any` writes. */
  linuxCooked: 113,
  /** Raw IPv4. */
  ipv4: 228,
  /** Raw IPv6. */
  ipv6: 229,
  /** Linux "cooked" capture, version 2. */
  linuxCooked2: 276,
} as const;

/** Where the IP packet begins in a captured packet; `undefined` where it is none, or the link type is not known. */
export function ipOffset(linkType: number, data: Uint8Array): number | undefined {
  switch (linkType) {
    case LinkType.ethernet:
      return behindTags(data, 12);
    case LinkType.linuxCooked:
      return behindTags(data, 14);
    case LinkType.linuxCooked2:
      return behindCooked2(data);
    case LinkType.null:
    case LinkType.loop:
      return 4;
    case LinkType.raw:
    case LinkType.rawBsd:
    case LinkType.rawOpenBsd:
    case LinkType.ipv4:
    case LinkType.ipv6:
      return 0;
    default:
      return undefined;
  }
}

/** Whether packets of this link type can be understood at all. */
export function isKnownLinkType(linkType: number): boolean {
  return (Object.values(LinkType) as readonly number[]).includes(linkType);
}

/** EtherTypes of VLAN tags: 802.1Q, 802.1ad (QinQ), and what was used before it. */
const tagTypes: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);

/** More tags than two are seen in tests of switches only; a limit keeps the work bounded. */
const maxTags = 4;

function behindTags(data: Uint8Array, typeAt: number): number | undefined {
  let at = typeAt;
  for (let tags = 0; tags <= maxTags; tags++) {
    const type = uint16(data, at);
    if (isIp(type)) return at + 2;
    if (type === undefined || !tagTypes.has(type)) return undefined;
    at += 4;
  }
  return undefined;
}

/** Its header begins with the EtherType; where that is a tag's, the tag and the next EtherType follow the header. */
function behindCooked2(data: Uint8Array): number | undefined {
  const type = uint16(data, 0);
  if (isIp(type)) return 20;
  return type !== undefined && tagTypes.has(type) ? behindTags(data, 22) : undefined;
}

function isIp(etherType: number | undefined): boolean {
  return etherType === 0x0800 || etherType === 0x86dd;
}

function uint16(data: Uint8Array, at: number): number | undefined {
  return at + 2 <= data.length ? (data[at]! << 8) | data[at + 1]! : undefined;
}

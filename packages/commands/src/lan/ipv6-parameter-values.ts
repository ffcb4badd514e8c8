/** What IPv6 there is (parameter 50). */
export interface Ipv6Support {
  /** Whether it can have IPv6 addresses and no IPv4 one. */
  readonly ipv6Only: boolean;
  /** Whether it can have both at once. */
  readonly dualStack: boolean;
  /** Whether alerts can be sent to IPv6 addresses. */
  readonly ipv6Alerting: boolean;
}

/** Which addresses it uses (parameter 51). */
export const Ipv6AddressingEnables = {
  /** IPv4 alone. */
  ipv4Only: 0,
  /** IPv6 alone. */
  ipv6Only: 1,
  /** Both at once. */
  both: 2,
} as const;

/** One of {@link Ipv6AddressingEnables}. */
export type Ipv6AddressingEnables = (typeof Ipv6AddressingEnables)[keyof typeof Ipv6AddressingEnables];

/** How many IPv6 addresses there can be (parameter 55). */
export interface Ipv6Status {
  /** How many static ones, 0–255. */
  readonly staticAddressMax: number;
  /** How many dynamic ones, 0–255. */
  readonly dynamicAddressMax: number;
  /** Whether they can be from DHCPv6. */
  readonly dhcpv6: boolean;
  /** Whether it can make them by itself (SLAAC). */
  readonly slaac: boolean;
}

/** How an IPv6 address is doing (parameters 56, 59). */
export const Ipv6AddressStatus = {
  /** In use. */
  active: 0,
  /** Disabled. */
  disabled: 1,
  /** Duplicate address detection is under way. */
  pending: 2,
  /** Somebody else has it. */
  failed: 3,
  /** Deprecated. */
  deprecated: 4,
  /** Not to be used. */
  invalid: 5,
} as const;

/** One of {@link Ipv6AddressStatus}. */
export type Ipv6AddressStatus = (typeof Ipv6AddressStatus)[keyof typeof Ipv6AddressStatus];

/** An IPv6 address, static or dynamic (parameters 56, 59). */
export interface Ipv6AddressEntry {
  /** Which, 0–255: the set selector. */
  readonly index: number;
  /** Whether it is enabled; of static ones. */
  readonly enabled: boolean;
  /** Where it is from: 0 static, 1 SLAAC, 2 DHCPv6, 3–15 reserved. */
  readonly source: number;
  /** The address, for example `2001:db8::2a`. */
  readonly address: string;
  /** Length of its prefix in bits, 0–128. */
  readonly prefixLength: number;
  /** One of {@link Ipv6AddressStatus}, 0–255. */
  readonly status: number;
}

/** A block of a DHCP unique identifier or of timing values (parameters 58, 61, 63, 80). */
export interface Ipv6DataBlock {
  /** Which, 0–255: the set selector. */
  readonly index: number;
  /** Which block of it, from 0: the block selector. */
  readonly block: number;
  /** Up to 16 bytes. */
  readonly data: Uint8Array;
}

/** Which routers it uses (parameter 64). */
export interface Ipv6RouterControl {
  /** Whether the static ones. */
  readonly staticRouters: boolean;
  /** Whether those that announce themselves. */
  readonly dynamicRouters: boolean;
}

/** Something of one of the dynamic routers (parameters 74–77). */
export interface Ipv6DynamicRouter<Value> {
  /** Which, 0–255: the set selector. */
  readonly index: number;
  /** The value. */
  readonly value: Value;
}

/** The value of each parameter of IPv6, by its name. */
export interface Ipv6LanParameterValues {
  /** What IPv6 there is. */
  ipv6Support: Ipv6Support;
  /** One of {@link Ipv6AddressingEnables}, 0–255. */
  ipv6AddressingEnables: number;
  /** Traffic class of its packets, 0–255. */
  ipv6TrafficClass: number;
  /** Hop limit of its packets where no router says another, 0–255. */
  ipv6StaticHopLimit: number;
  /** Flow label of its packets, 20 bits; 0 for none. */
  ipv6FlowLabel: number;
  /** How many addresses there can be. */
  ipv6Status: Ipv6Status;
  /** A static address. */
  ipv6StaticAddress: Ipv6AddressEntry;
  /** How many blocks there are for the static DUID, 0–255. */
  ipv6StaticDuidStorageLength: number;
  /** A block of a static DUID. */
  ipv6StaticDuid: Ipv6DataBlock;
  /** A dynamic address. */
  ipv6DynamicAddress: Ipv6AddressEntry;
  /** How many blocks there are for the dynamic DUID, 0–255. */
  ipv6DynamicDuidStorageLength: number;
  /** A block of a dynamic DUID. */
  ipv6DynamicDuid: Ipv6DataBlock;
  /** Whose DHCPv6 timing can be set: 0 nobody's, 1 all interfaces' together, 2 each interface's. */
  ipv6DhcpTimingSupport: number;
  /** DHCPv6 timing (RFC 3315 §5.5). */
  ipv6DhcpTiming: Ipv6DataBlock;
  /** Which routers it uses. */
  ipv6RouterControl: Ipv6RouterControl;
  /** Address of the first static router. */
  ipv6StaticRouter1Address: string;
  /** MAC address of the first static router. */
  ipv6StaticRouter1MacAddress: string;
  /** Length of the prefix reached by the first static router, bits. */
  ipv6StaticRouter1PrefixLength: number;
  /** Prefix reached by the first static router. */
  ipv6StaticRouter1Prefix: string;
  /** Address of the second static router. */
  ipv6StaticRouter2Address: string;
  /** MAC address of the second static router. */
  ipv6StaticRouter2MacAddress: string;
  /** Length of the prefix reached by the second static router, bits. */
  ipv6StaticRouter2PrefixLength: number;
  /** Prefix reached by the second static router. */
  ipv6StaticRouter2Prefix: string;
  /** How many dynamic routers are told of, 0–255. */
  ipv6DynamicRouterCount: number;
  /** Address of a dynamic router. */
  ipv6DynamicRouterAddress: Ipv6DynamicRouter<string>;
  /** MAC address of a dynamic router. */
  ipv6DynamicRouterMacAddress: Ipv6DynamicRouter<string>;
  /** Length of the prefix reached by a dynamic router, bits. */
  ipv6DynamicRouterPrefixLength: Ipv6DynamicRouter<number>;
  /** Prefix reached by a dynamic router. */
  ipv6DynamicRouterPrefix: Ipv6DynamicRouter<string>;
  /** The hop limit that a router announced, 0–255. */
  ipv6DynamicHopLimit: number;
  /** Whose neighbour discovery timing can be set, as of DHCPv6. */
  ipv6NeighborDiscoveryTimingSupport: number;
  /** Neighbour discovery and SLAAC timing (RFC 4861 §10). */
  ipv6NeighborDiscoveryTiming: Ipv6DataBlock;
}

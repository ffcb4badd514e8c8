import type { AlertDestination, AlertDestinationAddress, AlertDestinationVlanTag } from "./alert-destinations.ts";
import type { LanAuthenticationTypes } from "./authentication-types.ts";
import type { Ipv6LanParameterValues } from "./ipv6-parameter-values.ts";

/** Which authentication types are enabled for which requested privilege level. */
export interface LanAuthenticationTypeEnables {
  /** For CALLBACK. */
  readonly callback: LanAuthenticationTypes;
  /** For USER. */
  readonly user: LanAuthenticationTypes;
  /** For OPERATOR. */
  readonly operator: LanAuthenticationTypes;
  /** For ADMINISTRATOR. */
  readonly administrator: LanAuthenticationTypes;
  /** For the OEM's level. */
  readonly oem: LanAuthenticationTypes;
}

/** What the BMC puts into the header of its packets. */
export interface Ipv4HeaderParameters {
  /** Time to live, 0–255. */
  readonly timeToLive: number;
  /** Flags, 3 bits; 2 is "don't fragment". */
  readonly flags: number;
  /** Precedence, 3 bits. */
  readonly precedence: number;
  /** Type of service, 4 bits. */
  readonly typeOfService: number;
}

/** Which ARPs the BMC itself sends. */
export interface ArpControl {
  /** Answers to ARP requests. */
  readonly arpResponses: boolean;
  /** Gratuitous ARPs. */
  readonly gratuitousArps: boolean;
}

/** The virtual LAN it is in. */
export interface VlanId {
  /** Whether it is in one at all. */
  readonly enabled: boolean;
  /** 0–4095. */
  readonly id: number;
}

/** When somebody who gives wrong passwords is locked out. */
export interface BadPasswordThreshold {
  /** Whether an event is generated then. */
  readonly generateEvent: boolean;
  /** After how many wrong passwords; 0 never. */
  readonly threshold: number;
  /** Seconds after which wrong passwords are forgotten, a multiple of 10; 0 never. */
  readonly resetInterval: number;
  /** Seconds that the user is disabled for, a multiple of 10; 0 until enabled by hand. */
  readonly lockoutInterval: number;
}

/** Where the IP address is from (IPMI v2.0 table 23-4). */
export const IpAddressSource = {
  /** Not said. */
  unspecified: 0,
  /** Static. */
  static: 1,
  /** DHCP run by the BMC. */
  dhcp: 2,
  /** Loaded by BIOS or system software. */
  bios: 3,
  /** Another protocol run by the BMC. */
  other: 4,
} as const;

/** One of {@link IpAddressSource}. */
export type IpAddressSource = (typeof IpAddressSource)[keyof typeof IpAddressSource];

/** The value of each parameter, by its name. */
export interface LanParameterValues extends Ipv6LanParameterValues {
  /** 0 set complete, 1 set in progress, 2 commit write. */
  setInProgress: number;
  /** Which authentication types there are. */
  authenticationTypeSupport: LanAuthenticationTypes;
  /** Which of them are enabled. */
  authenticationTypeEnables: LanAuthenticationTypeEnables;
  /** IPv4 address. */
  ipAddress: string;
  /** One of {@link IpAddressSource}; 5–15 are reserved. */
  ipAddressSource: number;
  /** MAC address. */
  macAddress: string;
  /** Subnet mask. */
  subnetMask: string;
  /** IPv4 header parameters. */
  ipv4HeaderParameters: Ipv4HeaderParameters;
  /** Port of RMCP, normally 623. */
  primaryRmcpPort: number;
  /** Port of secure RMCP, normally 664. */
  secondaryRmcpPort: number;
  /** BMC-generated ARPs. */
  arpControl: ArpControl;
  /** Milliseconds between two gratuitous ARPs, a multiple of 500 from 500 to 128000. */
  gratuitousArpInterval: number;
  /** IPv4 address of the default gateway. */
  defaultGateway: string;
  /** MAC address of the default gateway. */
  defaultGatewayMacAddress: string;
  /** IPv4 address of the backup gateway. */
  backupGateway: string;
  /** MAC address of the backup gateway. */
  backupGatewayMacAddress: string;
  /** Community of the SNMP traps, at most 18 characters of Latin 1. */
  communityString: string;
  /** How many alert destinations there are, 0–15, the volatile destination 0 not counted. */
  alertDestinationCount: number;
  /** How a destination is alerted; the set selector names it. */
  alertDestination: AlertDestination;
  /** Where a destination is; the set selector names it. */
  alertDestinationAddress: AlertDestinationAddress;
  /** VLAN. */
  vlanId: VlanId;
  /** VLAN priority, 0–7. */
  vlanPriority: number;
  /** How many cipher suites there are, 0–16. */
  cipherSuiteEntrySupport: number;
  /** The IDs of the cipher suites, at most 16. */
  cipherSuiteEntries: readonly number[];
  /** The highest privilege level of each entry, 0 for unused, 16 of them. */
  cipherSuitePrivilegeLevels: readonly number[];
  /** The VLAN that a destination is alerted in; the set selector names it. */
  alertDestinationVlanTag: AlertDestinationVlanTag;
  /** Bad password threshold. */
  badPasswordThreshold: BadPasswordThreshold;
}

/** The name of a parameter. */
export type LanParameterName = keyof LanParameterValues;

import {
  type AlertDestination,
  AlertDestinationType,
  type IpUdpRmcpStatistics,
  type Ipv6LanParameterValues,
  type LanAuthenticationTypes,
  type LanParameterName,
  type LanParameterValues,
} from "@ruipmi/commands";
import { type CipherSuite, ConfidentialityAlgorithmId } from "@ruipmi/core/wire";

/** Where alerts are sent to. */
export interface AlertDestinationState {
  /** How it is alerted. */
  how: Omit<AlertDestination, "destination">;
  /** Where it is. */
  where: AlertDestinationPlace;
}

/** Where a destination of alerts is: an IPv4 address. */
export interface AlertDestinationPlace {
  /** Whether it is reached by the backup gateway instead of the default one. */
  backupGateway: boolean;
  /** IPv4 address. */
  ipAddress: string;
  /** MAC address. */
  macAddress: string;
}

/** The parameters that are not plain values of {@link LanState.parameters}. */
type OtherParameters =
  | "badPasswordThreshold"
  | "alertDestinationCount"
  | "alertDestination"
  | "alertDestinationAddress"
  | "alertDestinationVlanTag"
  | keyof Ipv6LanParameterValues;

/** The LAN configuration: plain state, to be read and set at any time. */
export interface LanState {
  /**
   * The parameters that the machine has, by name; what is not there is refused with 80h. The cipher suites are those of
   * the engine's configuration where they are not given here, and their privilege levels limit the sessions to come.
   * The bad password threshold is the device's `accounts.badPasswords`, alert destinations are `alertDestinations`, and
   * there is no IPv6.
   */
  parameters: Partial<Omit<LanParameterValues, OtherParameters>>;
  /** Where alerts are sent to: the volatile destination 0 first, then as many as outlive a restart; 16 at most. */
  alertDestinations: AlertDestinationState[];
  /** What Get IP/UDP/RMCP Statistics tells; the engine counts what it receives and sends. */
  statistics: { -readonly [Name in keyof IpUdpRmcpStatistics]: number };
}

/** What a device has that nobody described: a static address of the documentation's own network, RMCP+ only. */
export function createLan(): LanState {
  return {
    parameters: {
      setInProgress: 0,
      authenticationTypeSupport: noAuthenticationTypes(),
      authenticationTypeEnables: {
        callback: noAuthenticationTypes(),
        user: noAuthenticationTypes(),
        operator: noAuthenticationTypes(),
        administrator: noAuthenticationTypes(),
        oem: noAuthenticationTypes(),
      },
      ipAddress: "192.0.2.42",
      ipAddressSource: 1,
      macAddress: "02:00:5e:10:00:2a",
      subnetMask: "255.255.255.0",
      ipv4HeaderParameters: { timeToLive: 64, flags: 2, precedence: 0, typeOfService: 8 },
      primaryRmcpPort: 623,
      secondaryRmcpPort: 664,
      arpControl: { arpResponses: true, gratuitousArps: false },
      gratuitousArpInterval: 500,
      defaultGateway: "192.0.2.1",
      defaultGatewayMacAddress: "02:00:5e:10:00:01",
      backupGateway: "0.0.0.0",
      backupGatewayMacAddress: "00:00:00:00:00:00",
      communityString: "public",
      vlanId: { enabled: false, id: 0 },
      vlanPriority: 0,
      cipherSuitePrivilegeLevels: new Array<number>(16).fill(4),
    },
    alertDestinations: Array.from({ length: alertDestinationCount + 1 }, createAlertDestination),
    statistics: createLanStatistics(),
  };
}

/** A destination that nobody has set up. */
export function createAlertDestination(): AlertDestinationState {
  return {
    how: { acknowledged: false, type: AlertDestinationType.platformEventTrap, timeout: 3, retries: 3 },
    where: { backupGateway: false, ipAddress: "0.0.0.0", macAddress: "00:00:00:00:00:00" },
  };
}

/**
 * The IDs of the cipher suites that the LAN parameters 22 to 24 tell of, 16 at most (IPMI v2.0 table 23-4).
 *
 * @param enabled - those of the engine's configuration
 */
export function cipherSuiteEntries({ parameters }: LanState, enabled: readonly CipherSuite[]): readonly number[] {
  if (parameters.cipherSuiteEntries !== undefined) return parameters.cipherSuiteEntries.slice(0, 16);
  // Sixteen places for twenty suites: those with xRC4, which nobody else speaks, are left out first.
  const named = new Set([...enabled].sort((a, b) => Number(usesXrc4(a)) - Number(usesXrc4(b))).slice(0, 16));
  return enabled.filter((suite) => named.has(suite)).map(({ id }) => id);
}

/** Whether a parameter is a value of {@link LanState.parameters}. */
export function isPlainLanParameter(name: LanParameterName): name is Exclude<LanParameterName, OtherParameters> {
  return !(name.startsWith("ipv6") || name.startsWith("alertDestination") || name === "badPasswordThreshold");
}

/** Counters that begin at 0. */
export function createLanStatistics(): LanState["statistics"] {
  return {
    ipPacketsReceived: 0,
    ipHeaderErrors: 0,
    ipAddressErrors: 0,
    fragmentedPacketsReceived: 0,
    ipPacketsTransmitted: 0,
    udpPacketsReceived: 0,
    validRmcpPacketsReceived: 0,
    udpProxyPacketsReceived: 0,
    udpProxyPacketsDropped: 0,
  };
}

/** Counts a datagram that arrived. */
export function countReceived({ statistics }: LanState): void {
  statistics.ipPacketsReceived += 1;
  statistics.udpPacketsReceived += 1;
}

/** So many destinations outlive a restart. */
const alertDestinationCount = 4;

/** There are no sessions of IPMI v1.5. */
function noAuthenticationTypes(): LanAuthenticationTypes {
  return { none: false, md2: false, md5: false, password: false, oem: false };
}

function usesXrc4({ confidentiality }: CipherSuite): boolean {
  return (
    confidentiality === ConfidentialityAlgorithmId.xrc4_128 || confidentiality === ConfidentialityAlgorithmId.xrc4_40
  );
}

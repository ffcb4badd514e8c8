import {
  AlertDestinationType,
  type ArpControl,
  IpAddressSource,
  type Ipv4HeaderParameters,
  type LanAuthenticationTypeEnables,
  type LanAuthenticationTypes,
  type VlanId,
} from "@ruipmi/commands";
import {
  type AlertDestinationState,
  createAlertDestination,
  createLan,
  type LanState,
} from "../../device/lan/index.ts";
import { type Field, type Fields, field, list, object, removableField, switches } from "../compounds.ts";
import { byte, flag, named, text, textLike, whole } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const ipv4 = textLike(new RegExp(`^(?:${octet}\\.){3}${octet}$`), "an IPv4 address");
const mac = textLike(/^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/, "a MAC address such as 02:00:5e:10:00:2a");
const port = whole({ least: 0, most: 0xffff });

const noTypes = (): LanAuthenticationTypes => ({ none: false, md2: false, md5: false, password: false, oem: false });

const authenticationTypes: Shape<LanAuthenticationTypes> = switches<keyof LanAuthenticationTypes>(
  { none: "None.", md2: "MD2.", md5: "MD5.", password: "The password in the clear.", oem: "The manufacturer's." },
  noTypes,
);

const typesOfLevel = field(authenticationTypes, "Enabled for this level.");

const authenticationTypeEnables = object<LanAuthenticationTypeEnables, keyof LanAuthenticationTypeEnables>(
  {
    callback: typesOfLevel,
    user: typesOfLevel,
    operator: typesOfLevel,
    administrator: typesOfLevel,
    oem: typesOfLevel,
  },
  () => ({ callback: noTypes(), user: noTypes(), operator: noTypes(), administrator: noTypes(), oem: noTypes() }),
);

const ipv4HeaderParameters = object<Ipv4HeaderParameters, keyof Ipv4HeaderParameters>(
  {
    timeToLive: field(byte, "Time to live."),
    flags: field(whole({ least: 0, most: 7 }), 'Flags; 2 is "don\'t fragment".'),
    precedence: field(whole({ least: 0, most: 7 }), "Precedence."),
    typeOfService: field(whole({ least: 0, most: 15 }), "Type of service."),
  },
  () => ({ timeToLive: 64, flags: 2, precedence: 0, typeOfService: 8 }),
);

const arpControl: Shape<ArpControl> = switches<keyof ArpControl>(
  { arpResponses: "Whether it answers ARP requests.", gratuitousArps: "Whether it sends ARPs unasked." },
  () => ({ arpResponses: true, gratuitousArps: false }),
);

const vlanId = object<VlanId, keyof VlanId>(
  {
    enabled: field(flag, "Whether it is in a virtual LAN."),
    id: field(whole({ least: 0, most: 4095 }), "Which."),
  },
  () => ({ enabled: false, id: 0 }),
);

const alertDestinationHow = object<AlertDestinationState["how"], keyof AlertDestinationState["how"]>(
  {
    acknowledged: field(flag, "Whether an alert counts only once it was acknowledged."),
    type: field(named<number>(AlertDestinationType, { least: 0, most: 7 }), "How alerts are sent."),
    timeout: field(byte, "Seconds that an acknowledgement is waited for, or between two tries."),
    retries: field(whole({ least: 0, most: 7 }), "How often an alert is sent again."),
  },
  () => createAlertDestination().how,
);

const alertDestinationWhere = object<AlertDestinationState["where"], keyof AlertDestinationState["where"]>(
  {
    backupGateway: field(flag, "Whether it is reached by the backup gateway."),
    ipAddress: field(ipv4, "IPv4 address."),
    macAddress: field(mac, "MAC address."),
  },
  () => createAlertDestination().where,
);

const alertDestination = object<AlertDestinationState, keyof AlertDestinationState>(
  {
    how: field(alertDestinationHow, "How it is alerted."),
    where: field(alertDestinationWhere, "Where it is."),
  },
  createAlertDestination,
);

type Parameters = LanState["parameters"];

const parameterFields: Fields<Required<Parameters>, keyof Parameters> = {
  setInProgress: field(whole({ least: 0, most: 2 }), "0 set complete, 1 set in progress."),
  authenticationTypeSupport: field(authenticationTypes, "IPMI v1.5: which authentication types there are."),
  authenticationTypeEnables: field(authenticationTypeEnables, "IPMI v1.5: which of them are enabled."),
  ipAddress: field(ipv4, "IPv4 address."),
  ipAddressSource: field(named<number>(IpAddressSource, { least: 0, most: 15 }), "Where it is from."),
  macAddress: field(mac, "MAC address."),
  subnetMask: field(ipv4, "Subnet mask."),
  ipv4HeaderParameters: field(ipv4HeaderParameters, "What is in the header of its packets."),
  primaryRmcpPort: field(port, "Port of RMCP."),
  secondaryRmcpPort: field(port, "Port of secure RMCP."),
  arpControl: field(arpControl, "Which ARPs it sends."),
  gratuitousArpInterval: field(whole({ least: 500, most: 128_000 }), "Milliseconds between two of them, in 500s."),
  defaultGateway: field(ipv4, "IPv4 address of the default gateway."),
  defaultGatewayMacAddress: field(mac, "Its MAC address."),
  backupGateway: field(ipv4, "IPv4 address of the backup gateway."),
  backupGatewayMacAddress: field(mac, "Its MAC address."),
  communityString: field(text(18), "Community of the SNMP traps."),
  vlanId: field(vlanId, "Virtual LAN."),
  vlanPriority: field(whole({ least: 0, most: 7 }), "Priority there."),
  cipherSuiteEntrySupport: field(whole({ least: 0, most: 16 }), "How many cipher suites are told of."),
  cipherSuiteEntries: field<readonly number[]>(list(byte, 16), "Their IDs; those that are enabled when left out."),
  cipherSuitePrivilegeLevels: field<readonly number[]>(
    list(whole({ least: 0, most: 15 }), 16),
    "The highest level of each; 0 for unused.",
  ),
};

const parameters = object<Parameters, keyof Parameters>(
  Object.fromEntries(
    Object.entries<Field<unknown>>(parameterFields as never).map(([name, { shape, about }]) => [
      name,
      removableField(shape, about),
    ]),
  ) as never,
  () => createLan().parameters,
);

/** The LAN configuration. */
export const lanShape: Shape<LanState> = object<LanState, "parameters" | "alertDestinations">(
  {
    parameters: field(parameters, "Its parameters; null takes one away, which is then refused."),
    alertDestinations: field(
      list(alertDestination, 16),
      "Where alerts are sent to: the volatile destination 0 first, then those that outlive a restart.",
    ),
  },
  createLan,
);

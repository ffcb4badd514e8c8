/**
 * The LAN configuration parameters (IPMI v2.0 table 23-4) that are understood here:
 *
 * | number | parameter                       | data                                                             |
 * |--------|---------------------------------|------------------------------------------------------------------|
 * | 0      | set in progress                 | 1:0                                                              |
 * | 1      | authentication type support     | one bit a type; read-only                                        |
 * | 2      | authentication type enables     | one byte each: callback, user, operator, administrator, OEM      |
 * | 3      | IP address                      | 4 bytes                                                          |
 * | 4      | IP address source               | 3:0                                                              |
 * | 5      | MAC address                     | 6 bytes                                                          |
 * | 6      | subnet mask                     | 4 bytes                                                          |
 * | 7      | IPv4 header parameters          | TTL; 7:5 flags; 7:5 precedence, 4:1 type of service              |
 * | 8, 9   | primary, secondary RMCP port    | 2 bytes                                                          |
 * | 10     | BMC-generated ARP control       | 1: ARP responses, 0: gratuitous ARPs                             |
 * | 11     | gratuitous ARP interval         | 0-based: 500 milliseconds for 0, 500 more for each               |
 * | 12–15  | default, backup gateway         | address, MAC address; address, MAC address                       |
 * | 16     | community string                | 18 bytes, filled up with 00h                                     |
 * | 17–19  | alert destinations              | see `alert-destinations.ts`                                      |
 * | 20     | 802.1q VLAN ID                  | 0:1: 15: enabled, 11:0: ID                                       |
 * | 21     | 802.1q VLAN priority            | 2:0                                                              |
 * | 22     | cipher suite entry support      | 4:0; read-only                                                   |
 * | 23     | cipher suite entries            | reserved, then IDs; read-only                                    |
 * | 24     | cipher suite privilege levels   | reserved, then one nibble an entry, the low one first            |
 * | 25     | destination VLAN tags           | see `alert-destinations.ts`                                      |
 * | 26     | bad password threshold          | 0: event; threshold; reset interval, lockout interval in 10 s    |
 * | 50–80  | IPv6                            | see `ipv6-parameters.ts`                                         |
 */
import { bit, isSet } from "@ruipmi/core/wire";
import { ipv4Address, macAddress } from "./addresses.ts";
import { alertDestination, alertDestinationAddress, alertDestinationVlanTag } from "./alert-destinations.ts";
import { type LanAuthenticationTypes, lanAuthenticationTypes } from "./authentication-types.ts";
import { ipv6LanParameterFormats } from "./ipv6-parameters.ts";
import { arpBits, halfSeconds, smallNumber, udpPort } from "./lan-codecs.ts";
import type { LanParameterFormat } from "./lan-parameter-format.ts";
import type { LanParameterName, LanParameterValues } from "./lan-parameter-values.ts";

/** All parameters, by their names. */
export const lanParameterFormats: {
  readonly [Name in LanParameterName]: LanParameterFormat<LanParameterValues[Name]>;
} = {
  setInProgress: { selector: 0, codec: smallNumber(0x03) },
  authenticationTypeSupport: { selector: 1, codec: lanAuthenticationTypes, readOnly: true },
  authenticationTypeEnables: {
    selector: 2,
    codec: {
      encode(value, writer) {
        for (const level of enabledLevels) lanAuthenticationTypes.encode(value[level], writer);
      },
      decode(reader) {
        const [callback, user, operator, administrator, oem] = enabledLevels.map(() =>
          lanAuthenticationTypes.decode(reader),
        ) as FiveAuthenticationTypes;
        return { callback, user, operator, administrator, oem };
      },
    },
  },
  ipAddress: { selector: 3, codec: ipv4Address },
  ipAddressSource: { selector: 4, codec: smallNumber(0x0f) },
  macAddress: { selector: 5, codec: macAddress },
  subnetMask: { selector: 6, codec: ipv4Address },
  ipv4HeaderParameters: {
    selector: 7,
    codec: {
      encode(value, writer) {
        writer
          .u8(value.timeToLive)
          .u8((value.flags & 7) << 5)
          .u8(((value.precedence & 7) << 5) | ((value.typeOfService & 0x0f) << 1));
      },
      decode(reader) {
        const timeToLive = reader.u8("timeToLive");
        const flags = reader.u8("flags") >>> 5;
        const service = reader.u8("typeOfService");
        return { timeToLive, flags, precedence: service >>> 5, typeOfService: (service >>> 1) & 0x0f };
      },
    },
  },
  primaryRmcpPort: { selector: 8, codec: udpPort },
  secondaryRmcpPort: { selector: 9, codec: udpPort },
  arpControl: { selector: 10, codec: arpBits },
  gratuitousArpInterval: { selector: 11, codec: halfSeconds },
  defaultGateway: { selector: 12, codec: ipv4Address },
  defaultGatewayMacAddress: { selector: 13, codec: macAddress },
  backupGateway: { selector: 14, codec: ipv4Address },
  backupGatewayMacAddress: { selector: 15, codec: macAddress },
  communityString: {
    selector: 16,
    codec: {
      encode(value, writer) {
        const characters = Array.from(value).slice(0, communityLength);
        for (const character of characters) writer.u8(Math.min(character.codePointAt(0)!, 0xff));
        writer.fill(0, communityLength - characters.length);
      },
      decode(reader) {
        return String.fromCharCode(...reader.view(communityLength, "communityString")).replace(/\0+$/, "");
      },
    },
  },
  alertDestinationCount: { selector: 17, codec: smallNumber(0x0f), readOnly: true },
  alertDestination: { selector: 18, codec: alertDestination },
  alertDestinationAddress: { selector: 19, codec: alertDestinationAddress },
  vlanId: {
    selector: 20,
    codec: {
      encode(value, writer) {
        writer.u16((value.id & 0x0fff) | bit(15, value.enabled));
      },
      decode(reader) {
        const bits = reader.u16("vlanId");
        return { enabled: isSet(bits, 15), id: bits & 0x0fff };
      },
    },
  },
  vlanPriority: { selector: 21, codec: smallNumber(0x07) },
  cipherSuiteEntrySupport: { selector: 22, codec: smallNumber(0x1f), readOnly: true },
  cipherSuiteEntries: {
    selector: 23,
    readOnly: true,
    codec: {
      encode(value, writer) {
        writer.u8(0);
        for (const id of value.slice(0, mostCipherSuites)) writer.u8(id);
      },
      decode(reader) {
        reader.skip(1, "reserved");
        return Array.from(reader.view(Math.min(reader.remaining, mostCipherSuites), "cipherSuiteEntries"));
      },
    },
  },
  cipherSuitePrivilegeLevels: {
    selector: 24,
    codec: {
      encode(value, writer) {
        writer.u8(0);
        for (let index = 0; index < mostCipherSuites; index += 2) {
          writer.u8(((value[index] ?? 0) & 0x0f) | (((value[index + 1] ?? 0) & 0x0f) << 4));
        }
      },
      decode(reader) {
        reader.skip(1, "reserved");
        const bytes = reader.view(mostCipherSuites / 2, "cipherSuitePrivilegeLevels");
        return Array.from(bytes).flatMap((byte) => [byte & 0x0f, byte >>> 4]);
      },
    },
  },
  alertDestinationVlanTag: { selector: 25, codec: alertDestinationVlanTag },
  badPasswordThreshold: {
    selector: 26,
    codec: {
      encode(value, writer) {
        writer
          .u8(bit(0, value.generateEvent))
          .u8(value.threshold)
          .u16(Math.round(value.resetInterval / 10))
          .u16(Math.round(value.lockoutInterval / 10));
      },
      decode(reader) {
        const options = reader.u8("options");
        return {
          generateEvent: isSet(options, 0),
          threshold: reader.u8("threshold"),
          resetInterval: reader.u16("resetInterval") * 10,
          lockoutInterval: reader.u16("lockoutInterval") * 10,
        };
      },
    },
  },
  ...ipv6LanParameterFormats,
};

/** The name of the parameter of this number; `undefined` for one that is not understood. */
export function lanParameterName(selector: number): LanParameterName | undefined {
  return names.find((name) => lanParameterFormats[name].selector === selector);
}

const names = Object.keys(lanParameterFormats) as LanParameterName[];
const enabledLevels = ["callback", "user", "operator", "administrator", "oem"] as const;
const communityLength = 18;
const mostCipherSuites = 16;

type FiveAuthenticationTypes = [
  LanAuthenticationTypes,
  LanAuthenticationTypes,
  LanAuthenticationTypes,
  LanAuthenticationTypes,
  LanAuthenticationTypes,
];

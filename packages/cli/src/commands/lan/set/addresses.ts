import { IpAddressSource, type LanParameterName, type LanParameterValues } from "@ruipmi/commands";
import { UsageError } from "../../../errors.ts";
import { quote, requireLength } from "../../../options/values.ts";
import { type LanSetting, parseWord, setParameter } from "./lan-setting.ts";

/** Those of the parameters that are text. */
type TextParameter = {
  [Name in LanParameterName]: LanParameterValues[Name] extends string ? Name : never;
}[LanParameterName];

/** Addresses, and where they are from. */
export const addressSettings: readonly LanSetting[] = [
  ipv4("ipaddr", "IP address", "ipAddress", "IP Address"),
  ipv4("netmask", "subnet mask", "subnetMask", "Subnet Mask"),
  mac("macaddr", "MAC address", "macAddress", "MAC Address"),
  ipv4("defgw ipaddr", "IP address of the default gateway", "defaultGateway", "Default Gateway IP"),
  mac("defgw macaddr", "MAC address of the default gateway", "defaultGatewayMacAddress", "Default Gateway MAC"),
  ipv4("bakgw ipaddr", "IP address of the backup gateway", "backupGateway", "Backup Gateway IP"),
  mac("bakgw macaddr", "MAC address of the backup gateway", "backupGatewayMacAddress", "Backup Gateway MAC"),
  {
    name: "ipsrc",
    usage: "none|static|dhcp|bios",
    summary: "where the IP address is from",
    count: [1, 1],
    words: ["none", "static", "dhcp", "bios"],
    parse([text]) {
      const source = parseWord("ipsrc", text!, ["none", "static", "dhcp", "bios"]);
      return async (context) => {
        await setParameter(context, "ipAddressSource", sources[source]);
        return source;
      };
    },
  },
  {
    name: "snmp",
    usage: "COMMUNITY",
    summary: "community of SNMP traps, at most 18 characters",
    count: [1, 1],
    parse([text]) {
      // One byte a character (IPMI v2.0 table 23-4, parameter 16).
      requireLength("COMMUNITY", Uint8Array.from(Buffer.from(text!, "latin1")), 18);
      return async (context) => {
        context.say(`Setting LAN SNMP Community String to ${text}`);
        return await setParameter(context, "communityString", text!);
      };
    },
  },
];

/** An IPv4 address. */
export function parseIpv4(what: string, text: string): string {
  const parts = text.split(".");
  const isAddress = parts.length === 4 && parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255);
  if (isAddress) return parts.map(Number).join(".");
  throw new UsageError(`${what} is an IPv4 address such as 192.0.2.10, not ${quote(text)}`);
}

/** A MAC address. */
export function parseMac(what: string, text: string): string {
  const parts = text.split(":");
  if (parts.length === 6 && parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) {
    return parts.map((part) => part.toLowerCase().padStart(2, "0")).join(":");
  }
  throw new UsageError(`${what} is a MAC address such as 02:00:5e:10:00:2a, not ${quote(text)}`);
}

const sources = {
  none: IpAddressSource.unspecified,
  static: IpAddressSource.static,
  dhcp: IpAddressSource.dhcp,
  bios: IpAddressSource.bios,
} as const;

function ipv4(name: string, summary: string, parameter: TextParameter, shown: string): LanSetting {
  return address(name, "A.B.C.D", summary, parameter, shown, parseIpv4);
}

function mac(name: string, summary: string, parameter: TextParameter, shown: string): LanSetting {
  return address(name, "AA:BB:CC:DD:EE:FF", summary, parameter, shown, parseMac);
}

function address(
  name: string,
  usage: string,
  summary: string,
  parameter: TextParameter,
  shown: string,
  parse: (what: string, text: string) => string,
): LanSetting {
  return {
    name,
    usage,
    summary,
    count: [1, 1],
    parse([text]) {
      const value = parse(name, text!);
      return async (context) => {
        context.say(`Setting LAN ${shown} to ${value}`);
        return await setParameter(context, parameter, value);
      };
    },
  };
}

/**
 * The LAN configuration parameters of IPv6 (IPMI v2.0 table 23-4, revision 1.1):
 *
 * | number | parameter                                | data                                                            |
 * |--------|------------------------------------------|-----------------------------------------------------------------|
 * | 50     | IPv6/IPv4 support                        | 0 IPv6 alone, 1 both, 2 IPv6 alerting; read-only                |
 * | 51     | IPv6/IPv4 addressing enables             | one byte                                                        |
 * | 52, 53 | traffic class, static hop limit          | one byte each                                                   |
 * | 54     | flow label                               | 3 bytes, most significant first                                 |
 * | 55     | status                                   | most static, most dynamic addresses; 0 DHCPv6, 1 SLAAC; r/o     |
 * | 56, 59 | static, dynamic (read-only) address      | set; 7 enabled, 3:0 source; address (16); prefix length; status |
 * | 57, 60 | DUID storage length, static, dynamic     | blocks of 16 bytes; read-only                                   |
 * | 58, 61 | static, dynamic DUID                     | set; block; up to 16 bytes                                      |
 * | 62, 79 | DHCPv6, ND/SLAAC timing support          | one byte; read-only                                             |
 * | 63, 80 | DHCPv6, ND/SLAAC timing                  | set; block; up to 16 bytes                                      |
 * | 64     | router address configuration control     | 0 static, 1 dynamic                                             |
 * | 65–72  | static routers 1 and 2                   | address (16), MAC (6), prefix length (1), prefix (16)           |
 * | 73     | number of dynamic router sets            | one byte; read-only                                             |
 * | 74–77  | dynamic router                           | set; address (16), MAC (6), prefix length (1), prefix (16); r/o |
 * | 78     | dynamic router hop limit                 | one byte; read-only                                             |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import { macAddress } from "./addresses.ts";
import { ipv6Address } from "./ipv6-address.ts";
import type {
  Ipv6AddressEntry,
  Ipv6DataBlock,
  Ipv6DynamicRouter,
  Ipv6LanParameterValues,
} from "./ipv6-parameter-values.ts";
import { smallNumber } from "./lan-codecs.ts";
import type { LanParameterFormat } from "./lan-parameter-format.ts";

const byte = smallNumber(0xff);

const addressEntry: Codec<Ipv6AddressEntry> = {
  encode(value, writer) {
    writer.u8(value.index).u8(bit(7, value.enabled) | (value.source & 0x0f));
    ipv6Address.encode(value.address, writer);
    writer.u8(value.prefixLength).u8(value.status);
  },
  decode(reader) {
    const index = reader.u8("index");
    const source = reader.u8("source");
    const address = ipv6Address.decode(reader);
    const prefixLength = reader.u8("prefixLength");
    const status = reader.u8("status");
    return { index, enabled: isSet(source, 7), source: source & 0x0f, address, prefixLength, status };
  },
};

const dataBlock: Codec<Ipv6DataBlock> = {
  encode(value, writer) {
    writer.u8(value.index).u8(value.block).bytes(value.data.subarray(0, 16));
  },
  decode(reader) {
    const index = reader.u8("index");
    const block = reader.u8("block");
    return { index, block, data: reader.bytes(Math.min(reader.remaining, 16), "data") };
  },
};

function dynamicRouter<Value>(codec: Codec<Value>): LanParameterFormat<Ipv6DynamicRouter<Value>>["codec"] {
  return {
    encode({ index, value }, writer) {
      writer.u8(index);
      codec.encode(value, writer);
    },
    decode(reader) {
      return { index: reader.u8("index"), value: codec.decode(reader) };
    },
  };
}

/** The parameters of IPv6, by their names. */
export const ipv6LanParameterFormats: {
  readonly [Name in keyof Ipv6LanParameterValues]: LanParameterFormat<Ipv6LanParameterValues[Name]>;
} = {
  ipv6Support: {
    selector: 50,
    readOnly: true,
    codec: {
      encode(value, writer) {
        writer.u8(bit(0, value.ipv6Only) | bit(1, value.dualStack) | bit(2, value.ipv6Alerting));
      },
      decode(reader) {
        const bits = reader.u8("support");
        return { ipv6Only: isSet(bits, 0), dualStack: isSet(bits, 1), ipv6Alerting: isSet(bits, 2) };
      },
    },
  },
  ipv6AddressingEnables: { selector: 51, codec: byte },
  ipv6TrafficClass: { selector: 52, codec: byte },
  ipv6StaticHopLimit: { selector: 53, codec: byte },
  ipv6FlowLabel: {
    selector: 54,
    codec: {
      encode(value, writer) {
        writer
          .u8((value >>> 16) & 0x0f)
          .u8((value >>> 8) & 0xff)
          .u8(value & 0xff);
      },
      decode(reader) {
        const [high, middle, low] = reader.view(3, "flowLabel");
        return ((high! & 0x0f) << 16) | (middle! << 8) | low!;
      },
    },
  },
  ipv6Status: {
    selector: 55,
    readOnly: true,
    codec: {
      encode(value, writer) {
        writer
          .u8(value.staticAddressMax)
          .u8(value.dynamicAddressMax)
          .u8(bit(0, value.dhcpv6) | bit(1, value.slaac));
      },
      decode(reader) {
        const staticAddressMax = reader.u8("staticAddressMax");
        const dynamicAddressMax = reader.u8("dynamicAddressMax");
        const bits = reader.u8("support");
        return { staticAddressMax, dynamicAddressMax, dhcpv6: isSet(bits, 0), slaac: isSet(bits, 1) };
      },
    },
  },
  ipv6StaticAddress: { selector: 56, codec: addressEntry },
  ipv6StaticDuidStorageLength: { selector: 57, codec: byte, readOnly: true },
  ipv6StaticDuid: { selector: 58, codec: dataBlock },
  ipv6DynamicAddress: { selector: 59, codec: addressEntry, readOnly: true },
  ipv6DynamicDuidStorageLength: { selector: 60, codec: byte, readOnly: true },
  ipv6DynamicDuid: { selector: 61, codec: dataBlock },
  ipv6DhcpTimingSupport: { selector: 62, codec: byte, readOnly: true },
  ipv6DhcpTiming: { selector: 63, codec: dataBlock },
  ipv6RouterControl: {
    selector: 64,
    codec: {
      encode(value, writer) {
        writer.u8(bit(0, value.staticRouters) | bit(1, value.dynamicRouters));
      },
      decode(reader) {
        const bits = reader.u8("routers");
        return { staticRouters: isSet(bits, 0), dynamicRouters: isSet(bits, 1) };
      },
    },
  },
  ipv6StaticRouter1Address: { selector: 65, codec: ipv6Address },
  ipv6StaticRouter1MacAddress: { selector: 66, codec: macAddress },
  ipv6StaticRouter1PrefixLength: { selector: 67, codec: byte },
  ipv6StaticRouter1Prefix: { selector: 68, codec: ipv6Address },
  ipv6StaticRouter2Address: { selector: 69, codec: ipv6Address },
  ipv6StaticRouter2MacAddress: { selector: 70, codec: macAddress },
  ipv6StaticRouter2PrefixLength: { selector: 71, codec: byte },
  ipv6StaticRouter2Prefix: { selector: 72, codec: ipv6Address },
  ipv6DynamicRouterCount: { selector: 73, codec: byte, readOnly: true },
  ipv6DynamicRouterAddress: { selector: 74, codec: dynamicRouter(ipv6Address), readOnly: true },
  ipv6DynamicRouterMacAddress: { selector: 75, codec: dynamicRouter(macAddress), readOnly: true },
  ipv6DynamicRouterPrefixLength: { selector: 76, codec: dynamicRouter(byte), readOnly: true },
  ipv6DynamicRouterPrefix: { selector: 77, codec: dynamicRouter(ipv6Address), readOnly: true },
  ipv6DynamicHopLimit: { selector: 78, codec: byte, readOnly: true },
  ipv6NeighborDiscoveryTimingSupport: { selector: 79, codec: byte, readOnly: true },
  ipv6NeighborDiscoveryTiming: { selector: 80, codec: dataBlock },
};

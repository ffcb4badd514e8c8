import { decodeFromBytes, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../../core/test/crypto/bytes.ts";
import { byte, bytesOf, nibble, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  type AlertDestinationAddress,
  type GetLanConfigurationParametersResponse,
  getLanConfigurationParameters,
  type Ipv6AddressEntry,
  type Ipv6DataBlock,
  type Ipv6LanParameterValues,
  type LanParameter,
  lanParameterFormats,
  parseIpv6Address,
} from "../../src/index.ts";
import { ipv6Address } from "../../src/lan/ipv6-address.ts";

type Ipv6Name = keyof Ipv6LanParameterValues;

/** Addresses in the form that decoding gives. */
const address = bytesOf(16).map((bytes) => canonical(bytes));
const mac = bytesOf(6).map((bytes) => Array.from(bytes, (value) => value.toString(16).padStart(2, "0")).join(":"));
const block = record<Ipv6DataBlock>({ index: byte, block: byte, data: bytesOf(0, 16) });
const entry = record<Ipv6AddressEntry>({
  index: byte,
  enabled: fc.boolean(),
  source: nibble,
  address,
  prefixLength: byte,
  status: byte,
});
const documentation = "20010db8 0000000000000000 0000002a";
const blockCase = ["01 02 000102", { index: 1, block: 2, data: Uint8Array.of(0, 1, 2) }, block] as const;

type Cases = {
  readonly [Name in Ipv6Name]: readonly [
    hex: string,
    value: Ipv6LanParameterValues[Name],
    arbitrary: fc.Arbitrary<Ipv6LanParameterValues[Name]>,
  ];
};

const cases: Cases = {
  ipv6Support: [
    "06",
    { ipv6Only: false, dualStack: true, ipv6Alerting: true },
    record({ ipv6Only: fc.boolean(), dualStack: fc.boolean(), ipv6Alerting: fc.boolean() }),
  ],
  ipv6AddressingEnables: ["02", 2, byte],
  ipv6TrafficClass: ["00", 0, byte],
  ipv6StaticHopLimit: ["40", 64, byte],
  ipv6FlowLabel: ["012345", 0x12345, fc.integer({ min: 0, max: 0xfffff })],
  ipv6Status: [
    "01 04 03",
    { staticAddressMax: 1, dynamicAddressMax: 4, dhcpv6: true, slaac: true },
    record({ staticAddressMax: byte, dynamicAddressMax: byte, dhcpv6: fc.boolean(), slaac: fc.boolean() }),
  ],
  ipv6StaticAddress: [
    `00 80 ${documentation} 40 00`,
    { index: 0, enabled: true, source: 0, address: "2001:db8::2a", prefixLength: 64, status: 0 },
    entry,
  ],
  ipv6StaticDuidStorageLength: ["01", 1, byte],
  ipv6StaticDuid: blockCase,
  ipv6DynamicAddress: [
    `01 02 ${documentation} 40 02`,
    { index: 1, enabled: false, source: 2, address: "2001:db8::2a", prefixLength: 64, status: 2 },
    entry,
  ],
  ipv6DynamicDuidStorageLength: ["01", 1, byte],
  ipv6DynamicDuid: blockCase,
  ipv6DhcpTimingSupport: ["01", 1, byte],
  ipv6DhcpTiming: blockCase,
  ipv6RouterControl: [
    "02",
    { staticRouters: false, dynamicRouters: true },
    record({ staticRouters: fc.boolean(), dynamicRouters: fc.boolean() }),
  ],
  ipv6StaticRouter1Address: [documentation, "2001:db8::2a", address],
  ipv6StaticRouter1MacAddress: ["02005e10002a", "02:00:5e:10:00:2a", mac],
  ipv6StaticRouter1PrefixLength: ["40", 64, byte],
  ipv6StaticRouter1Prefix: [documentation, "2001:db8::2a", address],
  ipv6StaticRouter2Address: [documentation, "2001:db8::2a", address],
  ipv6StaticRouter2MacAddress: ["02005e10002a", "02:00:5e:10:00:2a", mac],
  ipv6StaticRouter2PrefixLength: ["40", 64, byte],
  ipv6StaticRouter2Prefix: [documentation, "2001:db8::2a", address],
  ipv6DynamicRouterCount: ["02", 2, byte],
  ipv6DynamicRouterAddress: [
    `01 ${documentation}`,
    { index: 1, value: "2001:db8::2a" },
    record({ index: byte, value: address }),
  ],
  ipv6DynamicRouterMacAddress: [
    "01 02005e10002a",
    { index: 1, value: "02:00:5e:10:00:2a" },
    record({ index: byte, value: mac }),
  ],
  ipv6DynamicRouterPrefixLength: ["01 40", { index: 1, value: 64 }, record({ index: byte, value: byte })],
  ipv6DynamicRouterPrefix: [
    `01 ${documentation}`,
    { index: 1, value: "2001:db8::2a" },
    record({ index: byte, value: address }),
  ],
  ipv6DynamicHopLimit: ["40", 64, byte],
  ipv6NeighborDiscoveryTimingSupport: ["02", 2, byte],
  ipv6NeighborDiscoveryTiming: blockCase,
};

for (const parameter of Object.keys(cases) as Ipv6Name[]) {
  const [hex, value, arbitrary] = cases[parameter];
  const { selector } = lanParameterFormats[parameter];
  const isBlock = (cases[parameter] as readonly unknown[]) === (blockCase as readonly unknown[]);
  testCodecLaws<
    GetLanConfigurationParametersResponse,
    Parameters<typeof getLanConfigurationParameters.response.decode>[1]
  >(`LAN parameter ${parameter}`, {
    codec: getLanConfigurationParameters.response,
    context: { channelNumber: 1, revisionOnly: false, parameterSelector: selector, setSelector: 0, blockSelector: 0 },
    golden: [
      {
        name: "an example",
        hex: `11 ${hex}`,
        value: { parameterRevision: 0x11, parameter: { parameter, value } as LanParameter },
      },
    ],
    arbitrary: record({
      parameterRevision: byte,
      parameter: (arbitrary as fc.Arbitrary<unknown>).map((any) => ({ parameter, value: any }) as LanParameter),
    }),
    shortest: isBlock ? 3 : 1 + hex.replaceAll(" ", "").length / 2,
    trailing: isBlock ? "taken" : "refused",
  });
}

describe("an alert destination", () => {
  const read = (hex: string): AlertDestinationAddress => {
    const bytes = Uint8Array.from(hex.replaceAll(" ", "").match(/../g)!, (pair) => Number.parseInt(pair, 16));
    const { codec } = lanParameterFormats.alertDestinationAddress;
    return decodeFromBytes(codec, bytes, "alert destination");
  };

  it("may be an IPv6 address, or in a format nobody knows", () => {
    expect(read(`02 10 ${documentation}`)).toStrictEqual({ destination: 2, format: "ipv6", ipAddress: "2001:db8::2a" });
    expect(read("02 70 0102")).toStrictEqual({
      destination: 2,
      format: "unknown",
      formatNumber: 7,
      data: Uint8Array.of(1, 2),
    });
    const { codec } = lanParameterFormats.alertDestinationAddress;
    const written = encodeToBytes(codec, { destination: 2, format: "ipv6", ipAddress: "2001:db8::2a" });
    expect(toHex(written)).toBe(`0210${documentation}`.replaceAll(" ", ""));
  });
});

describe("IPv6 addresses", () => {
  it.each([
    ["::", "00000000000000000000000000000000"],
    ["::1", "00000000000000000000000000000001"],
    ["2001:db8::1:0:0:1", "20010db8000000000001000000000001"],
    ["2001:0:0:1::1", "20010000000000010000000000000001"],
    ["1:0:2:3:4:5:6:7", "00010000000200030004000500060007"],
    ["fe80::", "fe800000000000000000000000000000"],
  ])("%s is the shortest form of its bytes", (text, hex) => {
    const bytes = Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
    expect(canonical(bytes)).toBe(text);
    expect(toHex(encodeToBytes(ipv6Address, text))).toBe(hex);
  });

  it("are the same after text and back", () => {
    fc.assert(
      fc.property(bytesOf(16), (bytes) => {
        expect(encodeToBytes(ipv6Address, canonical(bytes))).toStrictEqual(bytes);
      }),
    );
  });

  it.each(["", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8::"])(
    "%j is none",
    (text) => {
      expect(parseIpv6Address(text)).toBeUndefined();
    },
  );
});

function canonical(bytes: Uint8Array): string {
  return decodeFromBytes(ipv6Address, bytes, "address");
}

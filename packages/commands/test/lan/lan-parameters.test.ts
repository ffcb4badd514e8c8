import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type AlertDestination,
  type AlertDestinationAddress,
  type AlertDestinationVlanTag,
  type GetLanConfigurationParametersResponse,
  getIpUdpRmcpStatistics,
  getLanConfigurationParameters,
  type IpUdpRmcpStatistics,
  type Ipv6LanParameterValues,
  type LanAuthenticationTypes,
  type LanParameter,
  type LanParameterName,
  type LanParameterValues,
  lanParameterFormats,
  lanParameterName,
  setLanConfigurationParameters,
  suspendBmcArps,
} from "../../src/index.ts";

const address = bytesOf(4).map((bytes) => Array.from(bytes).join("."));
const mac = bytesOf(6).map((bytes) => Array.from(bytes, (value) => value.toString(16).padStart(2, "0")).join(":"));
const types = record<LanAuthenticationTypes>({
  none: fc.boolean(),
  md2: fc.boolean(),
  md5: fc.boolean(),
  password: fc.boolean(),
  oem: fc.boolean(),
});
const noTypes: LanAuthenticationTypes = { none: false, md2: false, md5: false, password: false, oem: false };
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

/** Those of IPv6 have a test of their own. */
type NamesHere = Exclude<LanParameterName, keyof Ipv6LanParameterValues>;

type Cases = {
  readonly [Name in NamesHere]: readonly [
    hex: string,
    value: LanParameterValues[Name],
    arbitrary: fc.Arbitrary<LanParameterValues[Name]>,
  ];
};

const cases: Cases = {
  setInProgress: ["01", 1, upTo(3)],
  authenticationTypeSupport: ["15", { ...noTypes, none: true, md5: true, password: true }, types],
  authenticationTypeEnables: [
    "00 04 04 06 00",
    {
      callback: noTypes,
      user: { ...noTypes, md5: true },
      operator: { ...noTypes, md5: true },
      administrator: { ...noTypes, md2: true, md5: true },
      oem: noTypes,
    },
    record({ callback: types, user: types, operator: types, administrator: types, oem: types }),
  ],
  ipAddress: ["c000022a", "192.0.2.42", address],
  ipAddressSource: ["02", 2, nibble],
  macAddress: ["02005e10002a", "02:00:5e:10:00:2a", mac],
  subnetMask: ["ffffff00", "255.255.255.0", address],
  ipv4HeaderParameters: [
    "40 40 10",
    { timeToLive: 64, flags: 2, precedence: 0, typeOfService: 8 },
    record({ timeToLive: byte, flags: upTo(7), precedence: upTo(7), typeOfService: nibble }),
  ],
  primaryRmcpPort: ["6f02", 623, uint16],
  secondaryRmcpPort: ["9802", 664, uint16],
  arpControl: [
    "02",
    { arpResponses: true, gratuitousArps: false },
    record({ arpResponses: fc.boolean(), gratuitousArps: fc.boolean() }),
  ],
  gratuitousArpInterval: ["03", 2000, byte.map((count) => (count + 1) * 500)],
  defaultGateway: ["c0000201", "192.0.2.1", address],
  defaultGatewayMacAddress: ["02005e100001", "02:00:5e:10:00:01", mac],
  backupGateway: ["00000000", "0.0.0.0", address],
  backupGatewayMacAddress: ["000000000000", "00:00:00:00:00:00", mac],
  communityString: [
    "7075626c6963000000000000000000000000",
    "public",
    fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 18 }).map((codes) => String.fromCharCode(...codes)),
  ],
  alertDestinationCount: ["04", 4, upTo(15)],
  alertDestination: [
    "02 86 07 05",
    { destination: 2, acknowledged: true, type: 6, timeout: 7, retries: 5 },
    record<AlertDestination>({
      destination: nibble,
      acknowledged: fc.boolean(),
      type: upTo(7),
      timeout: byte,
      retries: upTo(7),
    }),
  ],
  alertDestinationAddress: [
    "01 00 01 c0000263 02005e100063",
    {
      destination: 1,
      format: "ipv4",
      backupGateway: true,
      ipAddress: "192.0.2.99",
      macAddress: "02:00:5e:10:00:63",
    },
    record<Extract<AlertDestinationAddress, { format: "ipv4" }>>({
      destination: nibble,
      format: fc.constant("ipv4"),
      backupGateway: fc.boolean(),
      ipAddress: address,
      macAddress: mac,
    }),
  ],
  alertDestinationVlanTag: [
    "03 10 2ab0",
    { destination: 3, format: 1, vlanId: 0x02a, canonicalFormat: true, priority: 5 },
    record<AlertDestinationVlanTag>({
      destination: nibble,
      format: nibble,
      vlanId: upTo(4095),
      canonicalFormat: fc.boolean(),
      priority: upTo(7),
    }),
  ],
  vlanId: ["0c80", { enabled: true, id: 12 }, record({ enabled: fc.boolean(), id: upTo(4095) })],
  vlanPriority: ["05", 5, upTo(7)],
  cipherSuiteEntrySupport: ["02", 2, upTo(31)],
  cipherSuiteEntries: ["00 03 11", [3, 17], fc.array(byte, { maxLength: 16 })],
  cipherSuitePrivilegeLevels: [
    "00 40 44 04 00 00 00 00 00",
    [0, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    fc.array(nibble, { minLength: 16, maxLength: 16 }),
  ],
  badPasswordThreshold: [
    "01 05 0600 1e00",
    { generateEvent: true, threshold: 5, resetInterval: 60, lockoutInterval: 300 },
    record({
      generateEvent: fc.boolean(),
      threshold: byte,
      resetInterval: uint16.map((tens) => tens * 10),
      lockoutInterval: uint16.map((tens) => tens * 10),
    }),
  ],
};

for (const parameter of Object.keys(cases) as NamesHere[]) {
  const [hex, value, arbitrary] = cases[parameter];
  const { selector } = lanParameterFormats[parameter];
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
    shortest: parameter === "cipherSuiteEntries" ? 2 : 1 + hex.replaceAll(" ", "").length / 2,
    trailing: parameter === "cipherSuiteEntries" ? "taken" : "refused",
  });
}

testCodecLaws("Set LAN Configuration Parameters request", {
  codec: setLanConfigurationParameters.request,
  context: undefined,
  golden: [
    {
      name: "an address",
      hex: "01 03 c000024d",
      value: { channelNumber: 1, parameterSelector: 3, parameter: { parameter: "ipAddress", value: "192.0.2.77" } },
    },
    {
      name: "something of the OEM's",
      hex: "01 c0 0102",
      value: {
        channelNumber: 1,
        parameterSelector: 0xc0,
        parameter: { parameter: "unknown", data: Uint8Array.of(1, 2) },
      },
    },
  ],
  arbitrary: address.map((value) => ({
    channelNumber: 1,
    parameterSelector: 3,
    parameter: { parameter: "ipAddress" as const, value },
  })),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get LAN Configuration Parameters request", {
  codec: getLanConfigurationParameters.request,
  context: undefined,
  golden: [
    {
      name: "the revision of the address",
      hex: "8e 03 00 00",
      value: { channelNumber: 14, revisionOnly: true, parameterSelector: 3, setSelector: 0, blockSelector: 0 },
    },
  ],
  arbitrary: record({
    channelNumber: nibble,
    revisionOnly: fc.boolean(),
    parameterSelector: byte,
    setSelector: byte,
    blockSelector: byte,
  }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get IP/UDP/RMCP Statistics response", {
  codec: getIpUdpRmcpStatistics.response,
  context: { channelNumber: 1, clear: false },
  golden: [
    {
      name: "one to nine",
      hex: "0100 0200 0300 0400 0500 0600 0700 0800 0900",
      value: {
        ipPacketsReceived: 1,
        ipHeaderErrors: 2,
        ipAddressErrors: 3,
        fragmentedPacketsReceived: 4,
        ipPacketsTransmitted: 5,
        udpPacketsReceived: 6,
        validRmcpPacketsReceived: 7,
        udpProxyPacketsReceived: 8,
        udpProxyPacketsDropped: 9,
      },
    },
  ],
  arbitrary: record<IpUdpRmcpStatistics>({
    ipPacketsReceived: uint16,
    ipHeaderErrors: uint16,
    ipAddressErrors: uint16,
    fragmentedPacketsReceived: uint16,
    ipPacketsTransmitted: uint16,
    udpPacketsReceived: uint16,
    validRmcpPacketsReceived: uint16,
    udpProxyPacketsReceived: uint16,
    udpProxyPacketsDropped: uint16,
  }),
  shortest: 18,
  trailing: "refused",
});

testCodecLaws("Get IP/UDP/RMCP Statistics request", {
  codec: getIpUdpRmcpStatistics.request,
  context: undefined,
  golden: [{ name: "clear", hex: "01 01", value: { channelNumber: 1, clear: true } }],
  arbitrary: record({ channelNumber: nibble, clear: fc.boolean() }),
  shortest: 2,
  trailing: "refused",
});

describe("LAN parameters", () => {
  it("are found by their numbers", () => {
    expect(lanParameterName(3)).toBe("ipAddress");
    expect(lanParameterName(96)).toBeUndefined();
  });
});

testCodecLaws("Suspend BMC ARPs request", {
  codec: suspendBmcArps.request,
  context: undefined,
  golden: [
    {
      name: "both",
      hex: "01 03",
      value: { channelNumber: 1, suspended: { arpResponses: true, gratuitousArps: true } },
    },
  ],
  arbitrary: record({
    channelNumber: nibble,
    suspended: record({ arpResponses: fc.boolean(), gratuitousArps: fc.boolean() }),
  }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Suspend BMC ARPs response", {
  codec: suspendBmcArps.response,
  context: { channelNumber: 1, suspended: { arpResponses: true, gratuitousArps: true } },
  golden: [{ name: "none", hex: "00", value: { active: { arpResponses: false, gratuitousArps: false } } }],
  arbitrary: record({ active: record({ arpResponses: fc.boolean(), gratuitousArps: fc.boolean() }) }),
  shortest: 1,
  trailing: "refused",
});

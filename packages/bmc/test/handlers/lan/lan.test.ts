import {
  getIpUdpRmcpStatistics,
  getLanConfigurationParameters,
  type LanParameter,
  lanParameterFormats,
  setLanConfigurationParameters,
  suspendBmcArps,
} from "@ruipmi/commands";
import { cipherSuites } from "@ruipmi/core";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Administrator } from "../../support/administrator.ts";

function get(parameterSelector: number, change: { channelNumber?: number; revisionOnly?: boolean } = {}) {
  return { channelNumber: 1, revisionOnly: false, parameterSelector, setSelector: 0, blockSelector: 0, ...change };
}

function set(parameterSelector: number, parameter: LanParameter) {
  return { channelNumber: 1, parameterSelector, parameter };
}

/** What no machine here has: IPv6, and VLANs of alerts. */
function isMissing(name: string): boolean {
  return name.startsWith("ipv6") || name === "alertDestinationVlanTag";
}

describe("LAN configuration parameters", () => {
  it("are given and taken, each of them", () => {
    const admin = new Administrator();
    const given = Object.entries(lanParameterFormats).filter(([name]) => !isMissing(name));
    expect(given).toHaveLength(26);
    for (const [, { selector, readOnly }] of given) {
      const { parameter } = admin.ask(getLanConfigurationParameters, get(selector));
      const code = admin.codeOf(setLanConfigurationParameters, set(selector, parameter!));
      expect(code, `parameter ${selector}`).toBe(readOnly ? 0x82 : 0);
      expect(admin.ask(getLanConfigurationParameters, get(selector))).toStrictEqual({
        parameterRevision: 0x11,
        parameter,
      });
    }
    admin.ask(setLanConfigurationParameters, set(3, { parameter: "ipAddress", value: "198.51.100.7" }));
    expect(admin.device.lan.parameters.ipAddress).toBe("198.51.100.7");
    admin.device.lan.parameters.communityString = "elsewhere";
    expect(admin.ask(getLanConfigurationParameters, get(16)).parameter).toMatchObject({ value: "elsewhere" });
  });

  it("name the cipher suites of the configuration", () => {
    const admin = new Administrator({ cipherSuites: [17, 3] });
    expect(admin.ask(getLanConfigurationParameters, get(23)).parameter).toMatchObject({ value: [17, 3] });
    expect(admin.ask(getLanConfigurationParameters, get(22)).parameter).toMatchObject({ value: 2 });
  });

  it("name sixteen of more suites, and among them every one that is not xRC4", () => {
    const admin = new Administrator({ cipherSuites: cipherSuites.map(({ id }) => id) });
    const { parameter } = admin.ask(getLanConfigurationParameters, get(23));
    expect(parameter).toMatchObject({ value: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17] });
  });

  it("tell of each alert destination, the volatile one first", () => {
    const admin = new Administrator();
    const { alertDestinations } = admin.device.lan;
    expect(admin.ask(getLanConfigurationParameters, get(17)).parameter).toMatchObject({ value: 4 });
    const how = { acknowledged: true, type: 6, timeout: 9, retries: 2 };
    const where = { backupGateway: true, ipAddress: "192.0.2.99", macAddress: "02:00:5e:10:00:63" };
    admin.ask(
      setLanConfigurationParameters,
      set(18, { parameter: "alertDestination", value: { destination: 2, ...how } }),
    );
    const address = { destination: 2, format: "ipv4" as const, ...where };
    admin.ask(setLanConfigurationParameters, set(19, { parameter: "alertDestinationAddress", value: address }));
    expect(alertDestinations[2]).toStrictEqual({ how, where });
    expect(alertDestinations[1]).not.toStrictEqual(alertDestinations[2]);
    const asked = { ...get(19), setSelector: 2 };
    expect(admin.ask(getLanConfigurationParameters, asked).parameter).toMatchObject({ value: address });
    expect(admin.codeOf(getLanConfigurationParameters, { ...get(18), setSelector: 5 })).toBe(0xc9);
    const elsewhere: LanParameter = { parameter: "alertDestination", value: { destination: 7, ...how } };
    expect(admin.codeOf(setLanConfigurationParameters, set(18, elsewhere))).toBe(0xc9);
    const ipv6: LanParameter = {
      parameter: "alertDestinationAddress",
      value: { destination: 2, format: "ipv6", ipAddress: "2001:db8::1" },
    };
    expect(admin.codeOf(setLanConfigurationParameters, set(19, ipv6))).toBe(0xc9);
    admin.device.lan.alertDestinations = [];
    expect(admin.codeOf(getLanConfigurationParameters, get(17))).toBe(0x80);
  });

  it("are refused where there are none", () => {
    const admin = new Administrator();
    const unknown: LanParameter = { parameter: "unknown", data: Uint8Array.of(1) };
    expect(admin.codeOf(getLanConfigurationParameters, get(51))).toBe(0x80);
    expect(admin.codeOf(setLanConfigurationParameters, set(51, unknown))).toBe(0x80);
    expect(admin.codeOf(getLanConfigurationParameters, get(3, { channelNumber: 7 }))).toBe(0xcc);
    expect(admin.codeOf(getLanConfigurationParameters, get(3, { channelNumber: 14 }))).toBe(0);
    delete admin.device.lan.parameters.vlanId;
    expect(admin.codeOf(getLanConfigurationParameters, get(20))).toBe(0x80);
    expect(
      admin.codeOf(setLanConfigurationParameters, set(20, { parameter: "vlanId", value: { enabled: true, id: 1 } })),
    ).toBe(0x80);
  });

  it("give their revision alone when only that is asked for", () => {
    const answer = new Administrator().ask(getLanConfigurationParameters, get(3, { revisionOnly: true }));
    expect(answer).toStrictEqual({ parameterRevision: 0x11 });
  });

  it("are set by one at a time", () => {
    const admin = new Administrator();
    const progress = (value: number) => set(0, { parameter: "setInProgress", value });
    expect(admin.codeOf(setLanConfigurationParameters, progress(1))).toBe(0);
    expect(admin.codeOf(setLanConfigurationParameters, progress(1))).toBe(0x81);
    expect(admin.codeOf(setLanConfigurationParameters, progress(0))).toBe(0);
    expect(admin.codeOf(setLanConfigurationParameters, progress(2))).toBe(0xcc);
  });

  it("are the operator's to read, and the administrator's to set", () => {
    const user = new Administrator({}, PrivilegeLevel.user);
    expect(user.codeOf(getLanConfigurationParameters, get(3))).toBe(0xd4);
    const operator = new Administrator({}, PrivilegeLevel.operator);
    expect(operator.codeOf(getLanConfigurationParameters, get(3))).toBe(0);
    const request = set(3, { parameter: "ipAddress", value: "192.0.2.1" });
    expect(operator.codeOf(setLanConfigurationParameters, request)).toBe(0xd4);
  });
});

describe("Get IP/UDP/RMCP Statistics", () => {
  it("counts what came and went, until it is cleared", () => {
    const admin = new Administrator();
    const statistics = { channelNumber: 1, clear: false };
    const before = admin.ask(getIpUdpRmcpStatistics, statistics);
    admin.console.send(Uint8Array.of(1, 2, 3));
    const after = admin.ask(getIpUdpRmcpStatistics, statistics);
    expect(after.udpPacketsReceived - before.udpPacketsReceived).toBe(2);
    expect(after.validRmcpPacketsReceived - before.validRmcpPacketsReceived).toBe(1);
    expect(after.ipPacketsTransmitted - before.ipPacketsTransmitted).toBe(1);
    admin.ask(getIpUdpRmcpStatistics, { ...statistics, clear: true });
    expect(admin.ask(getIpUdpRmcpStatistics, statistics).udpPacketsReceived).toBe(1);
    const user = new Administrator({}, PrivilegeLevel.user);
    expect(user.codeOf(getIpUdpRmcpStatistics, { ...statistics, clear: true })).toBe(0xd4);
  });
});

describe("Suspend BMC ARPs", () => {
  it("tells what goes on", () => {
    const admin = new Administrator();
    const request = { channelNumber: 1, suspended: { arpResponses: false, gratuitousArps: true } };
    expect(admin.ask(suspendBmcArps, request)).toStrictEqual({
      active: { arpResponses: true, gratuitousArps: false },
    });
    const both = { channelNumber: 1, suspended: { arpResponses: true, gratuitousArps: true } };
    expect(admin.ask(suspendBmcArps, both).active.arpResponses).toBe(false);
    expect(admin.codeOf(suspendBmcArps, { ...request, channelNumber: 7 })).toBe(0xcc);
    delete admin.device.lan.parameters.arpControl;
    expect(admin.codeOf(suspendBmcArps, request)).toBe(0x80);
  });
});

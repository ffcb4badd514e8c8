import { refuse } from "@ruipmi/bmc";
import { getLanConfigurationParameters, type LanParameter } from "@ruipmi/commands";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Outcome, ruipmi } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc({ cipherSuites: [3, 17] });
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...words);

describe("lan print", () => {
  it("gives values with units as JSON", async () => {
    const { out } = await run("--json", "lan", "print");
    expect(JSON.parse(out)).toMatchObject({
      channelNumber: 1,
      ipAddress: "192.0.2.42",
      ipAddressSource: "static",
      gratuitousArpInterval: { value: 0.5, unit: "s" },
      cipherSuites: [
        { id: 3, privilegeLimit: "administrator" },
        { id: 17, privilegeLimit: "administrator" },
      ],
      badPasswordThreshold: { threshold: 0, lockoutInterval: { value: 300, unit: "s" } },
    });
  });

  it("leaves out what there is not, and what makes no sense with a warning", async () => {
    bmc.engine.handle(getLanConfigurationParameters, ({ parameterSelector }) => {
      if (parameterSelector === 3)
        return { parameterRevision: 0x11, parameter: { parameter: "ipAddress" as const, value: "192.0.2.9" } };
      if (parameterSelector === 6)
        return { parameterRevision: 0x11, parameter: { parameter: "unknown" as const, data: Uint8Array.of(1) } };
      return refuse(0x80);
    });
    const { code, out, err } = await run("lan", "print", "1");
    expect([code, out]).toEqual([
      0,
      [
        "IP Address              : 192.0.2.9",
        "Cipher Suite Priv Max   : Not Available",
        "Bad Password Threshold  : Not Available",
        "",
      ].join("\n"),
    ]);
    expect(err).toContain("subnetMask is left out");
  });

  it("fails for a channel that is not LAN", async () => {
    expect(await run("lan", "print", "0")).toMatchObject({ code: 1, out: "" });
    expect((await run("--json", "lan", "print", "15")).err).toContain('"code":"notFound"');
  });
});

describe("lan set", () => {
  it("sets a parameter and reads it back", async () => {
    expect(await run("lan", "set", "1", "vlan", "id", "42")).toEqual({ code: 0, out: "", err: "" });
    expect(bmc.device.lan.parameters.vlanId).toEqual({ enabled: true, id: 42 });
    await run("lan", "set", "1", "auth", "user,operator", "MD5,PASSWORD");
    const { user, operator, administrator } = bmc.device.lan.parameters.authenticationTypeEnables!;
    expect([user.md5, operator.password, administrator.md5]).toEqual([true, true, false]);
    expect(JSON.parse((await run("--json", "lan", "set", "1", "arp", "interval", "3")).out)).toEqual({
      channelNumber: 1,
      setting: "arp interval",
      value: { value: 3, unit: "s" },
    });
    expect(bmc.device.lan.parameters.gratuitousArpInterval).toBe(3000);
  });

  it("keeps the sixteenth cipher suite's level, which ipmitool does not know", async () => {
    bmc.device.lan.parameters.cipherSuitePrivilegeLevels = new Array<number>(16).fill(4);
    await run("lan", "set", "1", "cipher_privs", "aauoOcXXXXXXXXX");
    expect(bmc.device.lan.parameters.cipherSuitePrivilegeLevels).toEqual([
      4, 4, 2, 3, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4,
    ]);
  });

  it("turns alerts on for on, and off for off", async () => {
    const { present, nonVolatile } = bmc.device.accounts.channels[1]!.access!;
    await run("lan", "set", "1", "alert", "on");
    expect([present.alertingDisabled, nonVolatile.alertingDisabled]).toEqual([false, false]);
    await run("lan", "set", "1", "alert", "off");
    expect([present.alertingDisabled, nonVolatile.alertingDisabled]).toEqual([true, true]);
  });

  it("says when the managed system keeps what it had", async () => {
    bmc.engine.handle(getLanConfigurationParameters, ({ parameterSelector }) =>
      parameterSelector === 3
        ? {
            parameterRevision: 0x11,
            parameter: { parameter: "ipAddress", value: "192.0.2.1" } satisfies LanParameter,
          }
        : refuse(0x80),
    );
    const { code, out, err } = await run("lan", "set", "1", "ipaddr", "192.0.2.10");
    expect([code, out]).toEqual([1, "Setting LAN IP Address to 192.0.2.10\n"]);
    expect(err).toContain("still says something else");
  }, 20_000);

  it("refuses wrong words with the right one, and sends nothing", async () => {
    const wrong: readonly (readonly [string[], string])[] = [
      [["ipadr", "192.0.2.1"], "ipaddr"],
      [["ipaddr", "192.0.2.256"], "IPv4"],
      [["macaddr", "02:00"], "MAC"],
      [["defgw", "ipadr", "192.0.2.1"], "ipaddr"],
      [["defgw"], "ipaddr or macaddr"],
      [["vlan", "id", "0"], "1 to 4094"],
      [["auth", "admin"], "takes"],
      [["auth", "admin", "md6"], "md5"],
      [["snmp", "a community of more than 18"], "18"],
      [["bad_pass_thresh", "1", "2", "3", "4"], "0 to 1"],
      [["user", "now"], "nothing more"],
    ];
    for (const [words, said] of wrong) {
      const { code, err } = await run("lan", "set", "1", ...words);
      expect([code, err], words.join(" ")).toEqual([2, expect.stringContaining(said)]);
    }
    expect(bmc.events).toEqual([]);
  });
});

describe("lan alert", () => {
  it("shows what was set", async () => {
    await run("lan", "alert", "set", "1", "2", "ipaddr", "192.0.2.99");
    await run("lan", "alert", "set", "1", "2", "gateway", "backup");
    expect((await run("lan", "alert", "set", "1", "2", "ACK", "ON")).out).toBe("Setting LAN Alert 2 to Acknowledged\n");
    expect((await run("lan", "alert", "print", "1", "2")).out).toBe(
      [
        "Alert Destination       : 2",
        "Alert Acknowledge       : Acknowledged",
        "Destination Type        : PET Trap",
        "Acknowledge Timeout     : 3",
        "Number of Retries       : 3",
        "Alert Gateway           : Backup",
        "Alert IP Address        : 192.0.2.99",
        "Alert MAC Address       : 00:00:00:00:00:00",
        "",
        "",
      ].join("\n"),
    );
    expect((await run("lan", "alert", "print", "1", "9")).code).toBe(1);
    bmc.device.lan.alertDestinations = [];
    expect((await run("lan", "alert", "print", "1")).err).toContain("no alert destinations");
  });
});

describe("lan stats", () => {
  it("counts, and begins at 0 again", async () => {
    const { statistics } = bmc.device.lan;
    statistics.ipHeaderErrors = 0x0102;
    expect((await run("lan", "stats", "get")).out).toContain("IP Rx Header Errors       : 258\n");
    await run("lan", "stats", "clear", "1");
    expect(bmc.device.lan.statistics.ipHeaderErrors).toBe(0);
  });
});

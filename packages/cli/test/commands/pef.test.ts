import { refuse } from "@ruipmi/bmc";
import { getPefCapabilities, getSystemGuid } from "@ruipmi/commands";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Outcome, ruipmi } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc({ cipherSuites: [3, 17] });
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...words);

describe("pef info", () => {
  it("takes the GUID of alerts where there is one, else the system's, else none", async () => {
    expect((await run("pef", "info")).out).toBe(
      " 0x51 | 12 | 4 | 5e1ca83f-9027-4b9d-8446-d21b6f7530e8 | Alert,Power-off,Reset,Power-cycle,Diagnostic-interrupt\n",
    );
    bmc.device.pef.systemGuid = { used: true, guid: new Uint8Array(16).fill(0xab) };
    expect((await run("pef", "info")).out).toContain("| abababab-abab-abab-abab-abababababab |");
    bmc.device.pef.systemGuid = { used: false, guid: new Uint8Array(16) };
    bmc.engine.handle(getSystemGuid, () => refuse(0xc1));
    expect((await run("pef", "info")).out).toMatch(/^ 0x51 \| 12 \| 4 \| Alert/);
    expect(JSON.parse((await run("--json", "pef", "info")).out)).toMatchObject({
      version: "1.5",
      eventFilterCount: 12,
    });
  });
});

describe("pef status", () => {
  it("leaves out what is off, and names it with -v", async () => {
    bmc.device.pef.control = { pefEnabled: false, eventMessages: false, startupDelay: false, alertStartupDelay: false };
    expect((await run("pef", "status")).out).toMatch(/\| 0x000c \| 0x0000 \| 0x000c \| Power-off,Reset,Power-cycle\n$/);
    const { out } = await run("-v", "pef", "status");
    expect(out).toContain("PEF                      : disabled\n");
    expect(out).toContain("Power-off                : active\n");
  });
});

describe("pef filter", () => {
  it("names what filters look for, whatever it is", async () => {
    const [first] = bmc.device.pef.eventFilters;
    bmc.device.pef.eventFilters = [
      { ...first!, sensorType: 0xc0, severity: 0, eventTrigger: 0x70, sensorNumber: 7, type: 3 },
      { ...first!, eventTrigger: 0x0d, offsetMask: 0x0003 },
      { ...first!, eventTrigger: 0x03, offsetMask: 0x0005, actions: { ...first!.actions, alert: false } },
      { ...first!, eventTrigger: 0, offsetMask: 1 },
    ];
    expect((await run("pef", "filter", "list")).out).toBe(
      [
        " 1 | enabled, reserved | None | 7 | None | OEM | OEM | Alert | 1",
        " 2 | enabled, pre-configured | Temperature | Any | Critical | Discrete | (0x0d/0x0003), Unrecognized event trigger, Unrecognized event trigger | Alert | 1",
        " 3 | enabled, pre-configured | Temperature | Any | Critical | Discrete | (0x03/0x0005),state deasserted,None | None",
        " 4 | enabled, pre-configured | Temperature | Any | Critical | Discrete | Unspecified | Alert | 1",
        "",
      ].join("\n"),
    );
    bmc.device.pef.eventFilters = [];
    expect(await run("pef", "list")).toMatchObject({ code: 1, err: expect.stringContaining("no event filters") });
  });

  it("is switched without losing what it is", async () => {
    expect((await run("pef", "filter", "disable", "2")).out).toBe("PEF Filter ID 2 is disabled now.\n");
    expect(bmc.device.pef.eventFilters[1]).toMatchObject({ enabled: false, type: 2 });
    expect(await run("pef", "filter", "enable", "99")).toMatchObject({ code: 1 });
    expect((await run("pef", "filter", "enable", "0")).code).toBe(2);
  });

  it("says which entries are not told, and lists the others", async () => {
    const actions = { ...bmc.device.pef.actions };
    bmc.engine.handle(getPefCapabilities, () => ({
      ...{ version: 0x51, actions, oemEventRecordFiltering: false },
      eventFilterCount: 14,
    }));
    const { code, out, err } = await run("pef", "filter", "list");
    expect([code, out.split("\n")]).toEqual([0, expect.objectContaining({ length: 13 })]);
    expect(err).toContain("event filter 13 is left out");
  });
});

describe("pef policy", () => {
  it("tells where alerts go, and of channels that are not there", async () => {
    bmc.device.pef.alertPolicies[0] = {
      ...bmc.device.pef.alertPolicies[0]!,
      ...{ enabled: true, channelNumber: 0, destination: 3, eventSpecificString: true },
    };
    bmc.device.pef.alertPolicies[1]!.channelNumber = 9;
    bmc.device.lan.alertDestinations[3]!.how = { acknowledged: false, type: 6, timeout: 9, retries: 1 };
    bmc.device.pef.alertPolicies.length = 3;
    const { out, err } = await run("pef", "policy", "list");
    expect(out).toBe(
      [
        " 1 | 1 | enabled | Match-always | true | 0 | IPMB (I2C) | 3",
        " 2 | 1 | disabled | Match-always",
        " 3 | 1 | disabled | Match-always | 1 | 802.3 LAN | OEM 1 | 9 | 1 | 0.0.0.0 | 00:00:00:00:00:00",
        "",
      ].join("\n"),
    );
    expect(err).toContain("names channel 9");
    expect((await run("pef", "policy", "enable", "3")).out).toBe("PEF Policy ID 3 is enabled now.\n");
    expect(bmc.device.pef.alertPolicies[2]).toMatchObject({ enabled: true, destination: 3 });
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Outcome, ruipmi } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, "--no-cache", "dcmi", ...words);
const json = async (...words: string[]) => JSON.parse((await ruipmi(...bmc.options, "--json", "dcmi", ...words)).out);

describe("dcmi power", () => {
  it("reads, sets and activates the limit", async () => {
    expect((await run("power", "get_limit")).out).toContain("Current Limit State: No Active Power Limit\n");
    expect((await run("power", "set_limit", "limit", "500", "action", "power_off")).code).toBe(0);
    expect((await run("power", "activate")).out).toBe("\n    Power limit successfully activated\n\n");
    expect(await json("power", "get_limit")).toStrictEqual({
      active: true,
      exceptionActions: 1,
      powerLimit: { value: 500, unit: "W" },
      correctionTimeLimit: { value: 5000, unit: "ms" },
      statisticsSamplingPeriod: { value: 60, unit: "s" },
    });
    expect((await run("power", "deactivate")).code).toBe(0);
    expect(bmc.device.dcmi.powerLimit.active).toBe(false);
    expect(await run("power", "set_limit", "limit", "9")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Power Limit out of range"),
    });
  });

  it("gives watts with their unit", async () => {
    const { currentPower, measurementActive } = await json("power", "reading");
    expect(currentPower).toStrictEqual({ value: expect.any(Number), unit: "W" });
    expect(measurementActive).toBe(true);
    expect((await run("power", "reading", "15_min")).out).toContain(
      "Sampling period:                          15_min \n",
    );
  });
});

describe("strings of dcmi", () => {
  it("are written and read, longer than one part", async () => {
    const tag = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    expect((await run("set_asset_tag", tag)).out).toBe(`\n Set Asset Tag: ${tag}\n\n`);
    expect((await run("asset_tag")).out).toBe(`\n Asset tag: ${tag}\n\n`);
    expect((await run("set_mc_id_string", "rack-é")).code).toBe(0);
    expect(await json("mc_id_string")).toStrictEqual({ managementControllerId: "rack-é" });
    expect(await json("get_mc_id_string")).toStrictEqual({ managementControllerId: "rack-é" });
  });
});

describe("temperatures of dcmi", () => {
  it("are read by entity, and their sensors named", async () => {
    const { readings } = await json("get_temp_reading");
    expect(readings.map(({ entity }: { entity: string }) => entity)).toStrictEqual(
      expect.arrayContaining(["inlet", "processor", "baseboard"]),
    );
    const { out } = await run("sensors");
    expect(out).toMatch(/^\nInlet: 1 temperature sensor found:\nRecord ID 0x[0-9a-f]{4}: Inlet Temp/);
    const { entities } = await json("sensors");
    expect(entities[1]).toMatchObject({ entity: "CPU", totalInstances: 2, sensors: [{}, {}] });
  });

  it("have limits", async () => {
    expect((await run("thermalpolicy", "set", "0x37", "1", "nonvolatile", "poweroff", "nosel", "50", "90")).out).toBe(
      "\nThermal policy 1 for 37h entity successfully set.\n\n\n",
    );
    expect(await json("thermalpolicy", "get", "0x40", "1")).toStrictEqual({
      ...{ entityId: 0x40, entityInstance: 1, persistent: true, hardPowerOff: true, logOnly: false },
      temperatureLimit: { value: 50, unit: "degrees C" },
      exceptionTime: { value: 90, unit: "s" },
    });
  });
});

describe("configuration of dcmi", () => {
  it("is set parameter by parameter", async () => {
    for (const words of ["init 9", "timeout 300", "retry 70", "dhcp_config 2", "activate_dhcp"]) {
      expect(await run("set_conf_param", ...words.split(" "))).toStrictEqual({ code: 0, out: "\n", err: "" });
    }
    expect((await json("get_conf_param")).parameters).toStrictEqual([
      { kind: "discoveryConfiguration", managementControllerIdString: false, vendorClass: true, randomBackOff: false },
      { kind: "initialTimeoutInterval", seconds: 9 },
      { kind: "serverContactTimeoutInterval", seconds: 300 },
      { kind: "serverContactRetryInterval", seconds: 70 },
    ]);
  });

  it("is discovered", async () => {
    const { version, parameters } = await json("discover");
    expect(version).toBe("1.5");
    expect(parameters).toHaveLength(4);
  });
});

describe("wrong words after dcmi", () => {
  it.each([
    ["power reading 14_min", "period"],
    ["power set_limit", "needs one of"],
    ["power set_limit limti 5", "did you mean limit?"],
    ["power set_limit limit", "needs a value"],
    ["power set_limit action explode", "sel_logging"],
    ["set_asset_tag", "needs a text"],
    ["set_asset_tag A B", "one too many"],
    ["thermalpolicy get 0x37", "instance"],
    ["thermalpolicy set 0x37 1 volatile maybe sel 50 90", "poweroff"],
    ["thermalpolicy set 0x37 1 volatile nopoweroff sel 50", "needs more"],
    ["set_conf_param inti 5", "did you mean init?"],
    ["set_conf_param init", "needs a number"],
    ["set_conf_param init 256", "0 to 255"],
    ["sensros", "did you mean dcmi sensors?"],
  ])("dcmi %s: exit 2, and nothing is sent", async (line, message) => {
    const before = bmc.events.length;
    expect(await run(...line.split(" "))).toMatchObject({ code: 2, out: "", err: expect.stringContaining(message) });
    expect(bmc.events.length).toBe(before);
  });

  it("refuses a text that is too long, and cuts none", async () => {
    expect(await run("set_asset_tag", "x".repeat(64))).toMatchObject({ code: 2, err: expect.stringContaining("63") });
  });
});

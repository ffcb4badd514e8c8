import { createDevice } from "@ruipmi/bmc";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, ipmitoolAt, ipmitoolLogin } from "./support/logins.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";
import { fieldsOf, tableOf } from "./support/text.ts";

describe.skipIf(!installed("ipmitool"))("ipmitool takes ruipmi sim for a machine", () => {
  /** What the simulated machine says of itself. */
  const device = createDevice();
  let sim: RunningSim;
  let ipmitool: Client;
  beforeAll(async () => {
    sim = await startRuipmiSim();
    ipmitool = ipmitoolAt(sim.port);
  });
  afterAll(() => sim.stop());

  const printed = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await ipmitool(...args);
    expect(code, stderr).toBe(0);
    return stdout;
  };

  it("mc info", async () => {
    const fields = fieldsOf(await printed("mc", "info"));
    expect(fields).toMatchObject({
      "Device ID": "32",
      "Firmware Revision": "1.05",
      "IPMI Version": "2.0",
      "Manufacturer ID": "7154",
      "Product ID": "513 (0x0201)",
      "Device Available": "yes",
    });
  });

  it("mc info of a controller behind the bridge (-t)", async () => {
    const [satellite] = device.satellites;
    const fields = fieldsOf(await printed("-t", `0x${satellite!.address.toString(16)}`, "mc", "info"));
    expect(fields).toMatchObject({ "Device ID": String(satellite!.deviceId.deviceId), "Firmware Revision": "2.03" });
    const nobody = await ipmitool("-R", "1", "-N", "1", "-t", "0x7e", "mc", "info");
    expect(nobody.code).not.toBe(0);
  });

  it("chassis status", async () => {
    const fields = fieldsOf(await printed("chassis", "status"));
    expect(fields).toMatchObject({
      "System Power": "on",
      "Power Restore Policy": "previous",
      "Main Power Fault": "false",
      "Chassis Intrusion": "inactive",
      "Cooling/Fan Fault": "false",
    });
  });

  it("sdr elist all: every sensor, FRU and controller, and what they read", async () => {
    const rows = tableOf(await printed("sdr", "elist", "all"));
    const names = rows.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(device.sensors.map(({ name }) => name)));
    expect(names).toContain("BMC");
    expect(rows.filter(([, , , , what]) => what?.startsWith("Logical FRU"))).toHaveLength(
      device.fru.devices.length - 1,
    );
    expect(rows.find(([name]) => name === "Inlet Temp")).toEqual([
      ...["Inlet Temp", "01h", "ok", "55.1"],
      expect.stringMatching(/^2\d degrees C$/),
    ]);
    expect(rows.find(([name]) => name === "PSU1 Status")?.[4]).toBe("Presence detected");
  });

  it("sensor list: values, units and thresholds", async () => {
    const rows = tableOf(await printed("sensor", "list"));
    const readable = device.sensors.filter(({ kind }) => kind !== "eventOnly");
    expect(rows.map(([name]) => name)).toEqual(readable.map(({ name }) => name));
    const fan = rows.find(([name]) => name === "FAN1")!;
    expect(Number(fan[1])).toBeGreaterThan(5000);
    expect(fan.slice(2)).toEqual(["RPM", "ok", "490.000", "980.000", "1470.000", "na", "na", "na"]);
    const volts = rows.find(([name]) => name === "P12V")!;
    expect(Number(volts[1])).toBeCloseTo(12.1, 0);
    expect(volts.slice(2, 4)).toEqual(["Volts", "ok"]);
  });

  it("fru print: every device's serial number", async () => {
    const text = await printed("fru", "print");
    expect(text.match(/^FRU Device Description/gm)).toHaveLength(device.fru.devices.length);
    for (const { inventory } of device.fru.devices) {
      expect(text).toMatch(new RegExp(`^ Product Serial +: ${String(inventory.product?.serialNumber)}$`, "m"));
    }
    expect(text).toMatch(/^ Chassis Type +: Rack Mount Chassis$/m);
    expect(text).toMatch(/^ Board Mfg Date +: Wed Sep 18 09:00:00 2024/m);
    expect(text).not.toMatch(/checksum|invalid|unknown/i);
  });

  it("sel elist, sel clear", async () => {
    const rows = tableOf(await printed("sel", "elist"));
    expect(rows).toHaveLength(device.sel.records.length);
    expect(rows.some(([, , , what, event]) => what === "Fan FAN1" && event === "Lower Critical going low")).toBe(true);
    expect(await printed("sel", "clear")).toContain("Clearing SEL");
    expect((await ipmitool("sel", "elist")).stderr).toContain("SEL has no entries");
    expect(fieldsOf(await printed("sel", "info"))).toMatchObject({ Entries: "0", "Percent Used": "0%" });
  });

  it("lan print", async () => {
    const fields = fieldsOf(await printed("lan", "print", "1"));
    const { macAddress } = device.lan.parameters;
    expect(fields).toMatchObject({
      "IP Address": "127.0.0.1", // where it really is
      "MAC Address": macAddress,
      "IP Address Source": "Static Address",
    });
    expect(fields["RMCP+ Cipher Suites"]).toMatch(/^0,1,2,3,.*17$/);
  });

  it("channel info", async () => {
    const fields = fieldsOf(await printed("channel", "info", "1"));
    expect(fields).toMatchObject({
      "Channel Medium Type": "802.3 LAN",
      "Session Support": "multi-session",
      "Active Session Count": "1",
      "Access Mode": "always available",
    });
  });

  it("mc watchdog get", async () => {
    const before = fieldsOf(await printed("mc", "watchdog", "get"));
    expect(before).toMatchObject({ "Watchdog Timer Is": "Stopped", "Initial Countdown": "0.0 sec" });
    // SMS/OS, power down, 300 s.
    await printed("raw", "0x06", "0x24", "0x04", "0x02", "0x00", "0x00", "0xb8", "0x0b");
    await printed("mc", "watchdog", "reset");
    const running = fieldsOf(await printed("mc", "watchdog", "get"));
    expect(running).toMatchObject({ "Watchdog Timer Is": "Started/Running", "Initial Countdown": "300.0 sec" });
    expect(running["Watchdog Timer Action"]).toContain("Power Down");
    await printed("mc", "watchdog", "off");
    expect(fieldsOf(await printed("mc", "watchdog", "get"))["Watchdog Timer Is"]).toBe("Stopped");
  });

  it("dcmi power reading", async () => {
    const fields = fieldsOf(await printed("dcmi", "power", "reading"));
    const watts = (name: string): number => Number(/^(\d+) Watts$/.exec(fields[name] ?? "")?.[1]);
    expect(watts("Instantaneous power reading")).toBeGreaterThan(200);
    expect(watts("Minimum during sampling period")).toBeLessThanOrEqual(
      watts("Average power reading over sample period"),
    );
    expect(watts("Maximum during sampling period")).toBeGreaterThanOrEqual(
      watts("Average power reading over sample period"),
    );
    expect(fields["Power reading state is"]).toBe("activated");
  });

  it("user list, user set password: the new one logs in, the old one no longer", async () => {
    await printed("user", "set", "name", "3", "operator");
    await printed("user", "set", "password", "3", "first-password");
    await printed("channel", "setaccess", "1", "3", "callin=on", "ipmi=on", "link=on", "privilege=3");
    await printed("user", "enable", "3");
    const users = await printed("user", "list", "1");
    expect(users).toMatch(/^2 +admin .* ADMINISTRATOR$/m);
    expect(users).toMatch(/^3 +operator .* OPERATOR$/m);

    const asOperator = async (password: string): Promise<number | null> => {
      const login = ipmitoolLogin(sim.port, "operator", password);
      return (await run("ipmitool", [...login, "-L", "OPERATOR", "-R", "1", "mc", "guid"])).code;
    };
    expect(await asOperator("first-password")).toBe(0);
    await printed("user", "set", "password", "3", "twenty-byte-password", "20");
    expect(await printed("user", "test", "3", "20", "twenty-byte-password")).toContain("Success");
    expect(await asOperator("twenty-byte-password")).toBe(0);
    expect(await asOperator("first-password")).not.toBe(0);
    await printed("user", "disable", "3");
    expect(await asOperator("twenty-byte-password")).not.toBe(0);
  });

  describe("chassis power and boot options", () => {
    const state = async (): Promise<string> => (await ipmitool("chassis", "power", "status")).stdout.trim();
    const becomes = (wanted: string): Promise<void> =>
      expect.poll(state, { timeout: 15_000, interval: 200 }).toBe(`Chassis Power is ${wanted}`);

    it("off, on", async () => {
      expect(await printed("chassis", "power", "off")).toContain("Down/Off");
      await becomes("off");
      const cycle = await ipmitool("chassis", "power", "cycle");
      expect(cycle.stderr).toContain("Command not supported in present state");
      expect(await printed("chassis", "power", "on")).toContain("Up/On");
      await becomes("on");
      expect(fieldsOf(await printed("chassis", "status"))["Last Power Event"]).toBe("command");
    });

    it("cycle goes off and comes back", async () => {
      await printed("chassis", "power", "cycle");
      await becomes("off");
      await becomes("on");
    });

    it("bootdev pxe is read back, and a reset uses it up", async () => {
      expect(await printed("chassis", "bootdev", "pxe")).toBe("Set Boot Device to pxe\n");
      const set = await printed("chassis", "bootparam", "get", "5");
      expect(set).toMatch(/^ +- Boot Flag Valid$/m);
      expect(set).toContain("Options apply to only next boot");
      expect(set).toContain("Boot Device Selector : Force PXE");
      await printed("chassis", "power", "reset");
      const flags = async (): Promise<string> => printed("chassis", "bootparam", "get", "5");
      await expect.poll(flags, { timeout: 15_000, interval: 200 }).toContain("Boot Flag Invalid");
      expect(await state()).toBe("Chassis Power is on");
      expect(await printed("chassis", "restart_cause")).toContain("chassis power control command");
    });

    it("soft takes a while, and then it is off", async () => {
      await printed("chassis", "power", "soft");
      expect(await state()).toBe("Chassis Power is on");
      await becomes("off");
    });
  });
});

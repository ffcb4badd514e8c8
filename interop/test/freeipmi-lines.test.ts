import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDevice } from "@ruipmi/bmc";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayBindPort } from "./support/free-port.ts";
import { freeipmiAt } from "./support/logins.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";
import { fieldsOf, tableOf } from "./support/text.ts";

const tools = ["bmc-info", "ipmi-sensors", "ipmi-sel", "ipmi-fru", "ipmi-chassis", "ipmi-dcmi", "ipmipower"] as const;

describe.skipIf(!installed(...tools))("FreeIPMI takes ruipmi sim for a machine", () => {
  /** What the simulated machine says of itself. */
  const device = createDevice();
  // FreeIPMI keeps what it read of an SDR repository under the host's name, for runs to come: not for ours.
  const cache = mkdtempSync(join(tmpdir(), "ruipmi-freeipmi-"));
  const cached = ["--sdr-cache-directory", cache, "--quiet-cache"];
  let sim: RunningSim;
  beforeAll(async () => {
    sim = await startRuipmiSim();
  });
  afterAll(async () => {
    await sim.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  const printed = async (tool: (typeof tools)[number], ...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await freeipmiAt(sim.port, tool)(...args);
    expect(code, stderr).toBe(0);
    return stdout;
  };

  it("bmc-info, all of it", async () => {
    const text = await printed("bmc-info");
    expect(fieldsOf(text)).toMatchObject({
      "Device ID": "32",
      "Firmware Revision": "1.05",
      "IPMI Version": "2.0",
      "SEL Device": "supported",
      "SDR Repository Device": "supported",
      "System Firmware Version": device.identity.systemInfo.systemFirmwareVersion,
      "System Name": device.identity.systemInfo.systemName,
    });
    // The least significant byte comes first on the wire (IPMI v2.0 table 20-10).
    const guid = Buffer.from(device.guid).reverse().toString("hex");
    expect(fieldsOf(text)["System GUID"]?.replaceAll("-", "")).toBe(guid);
    // docs/peers.md: after the channels that there are it may print others, from memory that it never wrote.
    const channels = text.split("Channel Information")[1]!.trim().split("\n\n").map(fieldsOf);
    expect(channels.slice(0, 2)).toMatchObject([
      { "Channel Number": "0", "Medium Type": "IPMB (I2C)" },
      { "Channel Number": "1", "Medium Type": "802.3 LAN", "Session Support": "multi-session" },
    ]);
  });

  it("ipmi-sensors: every sensor, with its reading and state", async () => {
    const rows = tableOf(await printed("ipmi-sensors", ...cached)).slice(1);
    const readable = device.sensors.filter(({ kind }) => kind !== "eventOnly");
    expect(rows.map(([, name]) => name)).toEqual(readable.map(({ name }) => name));
    expect(rows.filter(([, , , , , event]) => event === "N/A")).toEqual([]);
    const inlet = rows.find(([, name]) => name === "Inlet Temp")!;
    expect(inlet.slice(2)).toEqual(["Temperature", expect.stringMatching(/^2\d\.00$/), "C", "'OK'"]);
    expect(rows.find(([, name]) => name === "PSU1 Status")?.[5]).toBe("'Presence detected'");
  });

  it("ipmi-fru: every device's serial number", async () => {
    const text = await printed("ipmi-fru", ...cached);
    expect(text.match(/^FRU Inventory Device: /gm)).toHaveLength(device.fru.devices.length);
    for (const { inventory } of device.fru.devices) {
      expect(text).toContain(`FRU Product Serial Number: ${String(inventory.product?.serialNumber)}\n`);
    }
    expect(text).toContain("FRU Board Manufacturing Date/Time: 09/18/24 - 09:00:00\n");
    expect(text).not.toMatch(/checksum|invalid/i);
  });

  it("ipmi-sel, and --clear", async () => {
    const rows = tableOf(await printed("ipmi-sel", ...cached)).slice(1);
    expect(rows).toHaveLength(device.sel.records.length);
    const fan = rows.find(([, , , name]) => name === "FAN1")!;
    expect(fan[5]).toBe("Lower Critical - going low ; Sensor Reading = 770.00 RPM ; Threshold = 980.00 RPM");
    await printed("ipmi-sel", ...cached, "--clear");
    expect(fieldsOf(await printed("ipmi-sel", ...cached, "--info"))["Number of log entries"]).toBe("0");
  });

  it("ipmi-chassis --get-status", async () => {
    const fields = fieldsOf(await printed("ipmi-chassis", "--get-status"));
    expect(fields).toMatchObject({
      "System Power": "on",
      "Power restore policy": "Restore",
      "Chassis intrusion": "inactive",
      "Chassis Identify state": "off",
    });
    await printed("ipmi-chassis", "--chassis-identify=30");
    expect(fieldsOf(await printed("ipmi-chassis", "--get-status"))["Chassis Identify state"]).not.toBe("off");
  });

  it("ipmi-dcmi --get-system-power-statistics", async () => {
    const fields = fieldsOf(await printed("ipmi-dcmi", "--get-system-power-statistics"));
    const watts = (name: string): number => Number(/^(\d+) watts$/i.exec(fields[name] ?? "")?.[1]);
    expect(watts("Current Power")).toBeGreaterThan(200);
    const average = watts("Average Power over sampling duration");
    expect(watts("Minimum Power over sampling duration")).toBeLessThanOrEqual(average);
    expect(watts("Maximum Power over sampling duration")).toBeGreaterThanOrEqual(average);
    expect(fields["Power Measurement"]).toBe("Active");
    expect(await printed("ipmi-dcmi", "--get-asset-tag")).toBe("RACK7-U21\n");
  });

  it("ipmipower --stat, --off, --on, --cycle", async () => {
    const state = (): Promise<string> => printed("ipmipower", "--stat");
    const becomes = (wanted: string): Promise<void> =>
      expect.poll(state, { timeout: 15_000, interval: 200 }).toBe(`127.0.0.1: ${wanted}\n`);
    await becomes("on");
    const steps: readonly [control: string, states: readonly string[]][] = [
      ["--off", ["off"]],
      ["--on", ["on"]],
      ["--cycle", ["off", "on"]],
    ];
    for (const [control, states] of steps) {
      expect(await printed("ipmipower", control)).toBe("127.0.0.1: ok\n");
      for (const wanted of states) await becomes(wanted);
    }
  });
});

/** An address of this test's own: FreeIPMI's two pings know port 623 only. */
const address = "127.0.62.3";

describe.skipIf(!installed("ipmiping", "rmcpping") || !(await mayBindPort(623, address)))(
  "FreeIPMI's pings find ruipmi sim on port 623",
  () => {
    let sim: RunningSim;
    beforeAll(async () => {
      sim = await startRuipmiSim(["--port", "623", "--address", address]);
    });
    afterAll(() => sim.stop());

    it.each([
      ["ipmiping", ["-r", "2.0"], "2 requests transmitted, 2 responses received in time, 0.0% packet loss"],
      ["rmcpping", [], "2 pings transmitted, 2 pongs received in time, 0.0% packet loss"],
    ])("%s", async (program, args, verdict) => {
      const { code, stdout, stderr } = await run(program, [...args, "-c", "2", address]);
      expect(code, stderr).toBe(0);
      expect(stdout).toContain(verdict);
    });

    it("ipmiping: with names other than null; rmcpping: with IPMI", async () => {
      const ipmi = await run("ipmiping", ["-v", "-r", "2.0", "-c", "1", address]);
      expect(ipmi.stdout).toMatch(/anon=clear null=clear non-null=set/);
      const rmcp = await run("rmcpping", ["-v", "-c", "1", address]);
      expect(rmcp.stdout).toMatch(/pong received from .*ipmi supported/);
    });
  },
);

import { fileURLToPath } from "node:url";
import { createDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { debianPython, installed } from "./support/peers.ts";
import { startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";

const script = fileURLToPath(new URL("../python/pyghmi-lines.py", import.meta.url));

/** What the script prints. */
interface Seen {
  readonly sensors: readonly {
    readonly name: string;
    readonly type: string;
    readonly value: number | null;
    readonly units: string;
    readonly states: readonly string[];
  }[];
  readonly inventory: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly health: number;
  readonly events: readonly string[];
  readonly assetTag: string;
  readonly power: readonly string[];
  readonly bootDevice: string;
}

describe.skipIf(!installed("pyghmi"))("pyghmi takes ruipmi sim for a machine", () => {
  const device = createDevice();

  it("power, sensors, inventory, log, boot device", async () => {
    const sim = await startRuipmiSim(["--json"]);
    const { code, stdout, stderr } = await run(debianPython, [script, String(sim.port), "admin", "password"]);
    const { stdout: events } = await sim.stop();
    expect(code, stderr).toBe(0);
    const seen = JSON.parse(stdout) as Seen;

    expect(seen.power).toEqual(["on", "off", "on"]);
    expect(events.match(/"type":"powerChanged"/g)).toHaveLength(2);
    expect(seen.bootDevice).toBe("network");

    const readable = device.sensors.filter(({ kind }) => kind !== "eventOnly");
    expect(seen.sensors.map(({ name }) => name)).toEqual(readable.map(({ name }) => name));
    const sensor = (name: string): Seen["sensors"][number] => seen.sensors.find((one) => one.name === name)!;
    expect(sensor("P12V")).toMatchObject({ type: "Voltage", units: "V", states: [] });
    expect(sensor("P12V").value).toBeCloseTo(12.1, 0);
    expect(sensor("FAN1").value).toBeGreaterThan(5000);
    expect(sensor("PSU1 Status")).toMatchObject({ value: null, states: ["Present"] });
    expect(seen.health).toBe(0);

    const [system, ...others] = device.fru.devices.map(({ inventory }) => inventory.product?.serialNumber);
    expect(seen.inventory["System"]).toMatchObject({ "Serial Number": system, firmware_version: "1.05" });
    expect(Object.keys(seen.inventory).slice(1)).toEqual(device.fru.devices.slice(1).map(({ name }) => name));
    expect(Object.values(seen.inventory).map((item) => item["Serial Number"])).toEqual([system, ...others]);

    expect(seen.events).toHaveLength(device.sel.records.length);
    expect(seen.events[0]).toBe("Log clear");
    expect(seen.assetTag).toBe("RACK7-U21");
  });

  it("is refused with a wrong password", async () => {
    const sim = await startRuipmiSim();
    const { code, stderr } = await run(debianPython, [script, String(sim.port), "admin", "wrong"]);
    await sim.stop();
    expect(code).toBe(1);
    expect(stderr).toMatch(/Incorrect password/);
  });
});

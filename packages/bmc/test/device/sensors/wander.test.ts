import { describe, expect, it } from "vitest";
import { type BmcEngine, createDevice, thresholdSensor } from "../../../src/index.ts";
import { createBmc, drain } from "../../support/bmc-fixture.ts";

function run(seed: number, times: readonly number[]): readonly (readonly number[])[] {
  const bmc = createBmc({ device: createDevice(), seed });
  return times.map((now) => {
    bmc.handleInput({ type: "timeout", now });
    return bmc.device.sensors.map((sensor) => (sensor.kind === "threshold" ? sensor.value : 0));
  });
}

function deadline(bmc: BmcEngine): number | undefined {
  return drain(bmc).at;
}

describe("a value that moves by itself", () => {
  it("is the same for the same seed and time, whatever came between", () => {
    const [last] = run(7, [90_000]);
    expect(run(7, [0, 500, 30_000, 90_000]).at(-1)).toStrictEqual(last);
    expect(run(8, [90_000])[0]).not.toStrictEqual(last);
  });

  it("moves, and stays within its bounds", () => {
    const device = createDevice();
    const bmc = createBmc({ device });
    const seen = new Map(device.sensors.map(({ name }) => [name, new Set<number>()]));
    for (let now = 0; now < 600_000; now += 5000) {
      bmc.handleInput({ type: "timeout", now });
      for (const sensor of device.sensors) {
        if (sensor.kind !== "threshold" || sensor.wander === undefined) continue;
        expect(Math.abs(sensor.value - sensor.wander.around)).toBeLessThanOrEqual(sensor.wander.by);
        seen.get(sensor.name)!.add(sensor.value);
      }
    }
    expect(seen.get("CPU1 Temp")!.size).toBeGreaterThan(50);
  });

  it("never crosses a threshold in the default device, and needs no clock", () => {
    const device = createDevice();
    const before = device.sel.records.length;
    const bmc = createBmc({ device });
    for (let now = 0; now < 3_600_000; now += 10_000) bmc.handleInput({ type: "timeout", now });
    expect(device.sel.records).toHaveLength(before);
    expect(deadline(bmc)).toBeUndefined();
  });

  it("is looked at by the clock where it may cross a threshold", () => {
    const device = createDevice();
    device.sel.records = [];
    const inlet = thresholdSensor(device.sensors, "Inlet Temp");
    inlet.wander = { around: 38, by: 5, period: 20_000 };
    const bmc = createBmc({ device });
    bmc.handleInput({ type: "timeout", now: 0 });
    for (let step = 1; step <= 60; step++) {
      const at = deadline(bmc);
      expect(at).toBe(step * 1000);
      bmc.handleInput({ type: "timeout", now: at! });
    }
    expect(device.sel.records.length).toBeGreaterThanOrEqual(4);
  });

  it("stops when somebody sets it, and moves again when told to", () => {
    const device = createDevice();
    const bmc = createBmc({ device });
    const inlet = thresholdSensor(device.sensors, "Inlet Temp");
    bmc.handleInput({ type: "timeout", now: 0 });
    inlet.value = 30;
    bmc.handleInput({ type: "timeout", now: 5000 });
    expect(inlet.value).toBe(30);
    inlet.wander = { around: 20, by: 1, period: 60_000 };
    bmc.handleInput({ type: "timeout", now: 6000 });
    expect(Math.abs(inlet.value - 20)).toBeLessThanOrEqual(1);
  });

  it("that is set before the first input counts as set", () => {
    const device = createDevice();
    device.sel.records = [];
    const bmc = createBmc({ device });
    thresholdSensor(device.sensors, "CPU2 Temp").value = 96;
    bmc.handleInput({ type: "timeout", now: 0 });
    expect(device.sel.records).toHaveLength(3);
  });

  it("that is beyond a threshold from the beginning is old news", () => {
    const device = createDevice();
    device.sel.records = [];
    const cpu = thresholdSensor(device.sensors, "CPU2 Temp");
    cpu.value = 96;
    cpu.wander = undefined;
    const bmc = createBmc({ device });
    bmc.handleInput({ type: "timeout", now: 0 });
    expect(device.sel.records).toHaveLength(0);
    cpu.value = 50;
    bmc.handleInput({ type: "timeout", now: 1 });
    expect(device.sel.records).toHaveLength(3);
  });
});

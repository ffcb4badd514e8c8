import { type BmcDevice, createDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { individualize } from "../../src/sim/individual.ts";

interface Machine {
  readonly device: BmcDevice;
  readonly seed: number;
}

function machine(address: string, position = 1, seed = 1): Machine {
  const device = createDevice();
  return { device, seed: individualize(device, { address, position, seed }) };
}

function serialNumbers({ fru }: BmcDevice): readonly unknown[] {
  return fru.devices.flatMap(({ inventory: { chassis, board, product } }) =>
    [chassis, board, product].map((area) => area?.serialNumber),
  );
}

describe("individualize", () => {
  it("is always the same for the same address and seed", () => {
    expect(machine("127.0.0.2")).toEqual(machine("127.0.0.2"));
  });

  it("tells the machines of a fleet apart", () => {
    const [one, other, another] = [machine("127.0.0.2"), machine("127.0.0.3", 2), machine("127.0.0.2", 1, 2)];
    for (const { device, seed } of [other, another]) {
      expect(device.guid).not.toEqual(one.device.guid);
      expect(device.identity.deviceGuid).not.toEqual(one.device.identity.deviceGuid);
      expect(device.lan.parameters.macAddress).not.toEqual(one.device.lan.parameters.macAddress);
      expect(serialNumbers(device)).not.toEqual(serialNumbers(one.device));
      expect(seed).not.toBe(one.seed);
    }
    expect(other.device.lan.parameters.ipAddress).toBe("127.0.0.3");
    expect(other.device.identity.systemInfo.systemName).toMatch(/^[a-z]+-2$/);
    expect(machine("::1").device.lan.parameters.ipAddress).toBe(createDevice().lan.parameters.ipAddress);
  });

  it("keeps the form of what it changes", () => {
    const { device } = machine("127.0.0.2");
    expect([device.guid[9]! >> 4, device.guid[7]! >> 6]).toEqual([4, 2]);
    expect(device.lan.parameters.macAddress).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    const before = serialNumbers(createDevice());
    expect(before.filter((serial) => serial !== undefined).length).toBeGreaterThan(3);
    const form = (serial: unknown): unknown => (typeof serial === "string" ? serial.replace(/[0-9]/g, "0") : serial);
    expect(serialNumbers(device).map(form)).toEqual(before.map(form));
  });
});

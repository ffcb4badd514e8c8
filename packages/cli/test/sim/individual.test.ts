import { type BmcDevice, createDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { individualize, locate } from "../../src/sim/individual.ts";

interface Machine {
  readonly device: BmcDevice;
  readonly seed: number;
}

function machine(address: string, seed = 1): Machine {
  const device = createDevice();
  return { device, seed: individualize(device, { address, seed }) };
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
    const [one, other, another] = [machine("127.0.0.2"), machine("127.0.0.3"), machine("127.0.0.2", 2)];
    for (const { device, seed } of [other, another]) {
      expect(device.guid).not.toEqual(one.device.guid);
      expect(device.identity.deviceGuid).not.toEqual(one.device.identity.deviceGuid);
      expect(device.lan.parameters.macAddress).not.toEqual(one.device.lan.parameters.macAddress);
      expect(serialNumbers(device)).not.toEqual(serialNumbers(one.device));
      expect(seed).not.toBe(one.seed);
    }
  });

  it.each([
    ["127.0.10.5", "server-1", "server-127-0-10-5"],
    ["127.0.10.5", "db7", "db-127-0-10-5"],
    ["127.0.10.5", "", "-127-0-10-5"],
    ["::1", "server-1", "server---1"],
    ["127.0.0.1", "n".repeat(255), `${"n".repeat(245)}-127-0-0-1`],
  ])("names the machine at %s after where it is: %s", (address, systemName, expected) => {
    const device = createDevice();
    device.identity.systemInfo.systemName = systemName;
    individualize(device, { address, seed: 1 });
    expect(device.identity.systemInfo.systemName).toBe(expected);
  });

  it("gives no machine a MAC address that has none", () => {
    const device = createDevice();
    delete device.lan.parameters.macAddress;
    individualize(device, { address: "127.0.0.2", seed: 1 });
    expect(device.lan.parameters.macAddress).toBeUndefined();
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

describe("locate", () => {
  it("tells a machine its address and port", () => {
    const device = createDevice();
    locate(device, "127.0.0.3", 9850);
    expect(device.lan.parameters).toMatchObject({ ipAddress: "127.0.0.3", primaryRmcpPort: 9850 });
  });

  it.each(["::1", "0.0.0.0"])("keeps the address that it had at %s", (address) => {
    const device = createDevice();
    locate(device, address, 9850);
    expect(device.lan.parameters.ipAddress).toBe(createDevice().lan.parameters.ipAddress);
    expect(device.lan.parameters.primaryRmcpPort).toBe(9850);
  });

  it("gives no parameters that the machine does not have", () => {
    const device = createDevice();
    device.lan.parameters = {};
    locate(device, "127.0.0.3", 9850);
    expect(device.lan.parameters).toEqual({});
  });
});

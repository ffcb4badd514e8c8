import { createDevice } from "@ruipmi/bmc";
import { type Inventory, type InventoryProgress, inventoryParts, readInventory } from "@ruipmi/commands";
import { type ConnectOptions, connect } from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { startIpmiSim } from "./support/ipmi-sim.ts";
import { installed } from "./support/peers.ts";
import { startStillBmc } from "./support/still-bmc.ts";

const isProgress = (value: unknown): value is InventoryProgress => Object.hasOwn(value as object, "part");

/** The inventory of a managed system, and what was told on the way. */
async function inventoryAt(
  port: number,
  login: Pick<ConnectOptions, "username" | "password" | "cipherSuites">,
  parts = inventoryParts,
): Promise<{ readonly inventory: Inventory; readonly told: readonly string[] }> {
  await using client = await connect({ host: "127.0.0.1", port, ...login });
  const told: string[] = [];
  const onProgress = (value: unknown): void => {
    if (isProgress(value)) told.push(`${value.part} ${value.done}/${value.total}`);
  };
  return { inventory: await client.run(readInventory({ parts }), { onProgress }), told };
}

describe("readInventory", () => {
  it("of ruipmi sim: all of it, told part by part", async () => {
    const bmc = await startStillBmc();
    try {
      const { inventory, told } = await inventoryAt(bmc.port, { username: "admin", password: "password" });
      const device = createDevice();
      expect(inventory).toMatchObject({
        device: { deviceId: 32, manufacturerId: 7154 },
        manufacturerName: "Intelligent Platform Management Interface forum",
        guid: device.guid,
        selfTest: { result: 0x55 },
        chassis: { powerIsOn: true },
        lan: { channelNumber: 1, parameters: { subnetMask: expect.any(String), macAddress: expect.any(String) } },
        sel: { entries: device.sel.records.length },
        sdr: { sensors: device.sensors.filter(({ kind }) => kind !== "eventOnly").length },
        missing: [],
      });
      expect(inventory.productName).toBeUndefined();
      const serials = inventory.fru!.map(
        ({ reading }) => reading?.status === "fulfilled" && reading.value.inventory.product?.serialNumber,
      );
      expect(serials).toHaveLength(device.fru.devices.length);
      expect(serials.every((serial) => typeof serial === "string" || serial === undefined)).toBe(true);
      expect(told).toStrictEqual(inventoryParts.map((part, done) => `${part} ${done}/${inventoryParts.length}`));
    } finally {
      await bmc.stop();
    }
  });

  it("of ruipmi sim: only what is asked for, and what is refused is said", async () => {
    const bmc = await startStillBmc((device) => {
      device.fru.devices = [];
    });
    try {
      const login = { username: "admin", password: "password" };
      const { inventory, told } = await inventoryAt(bmc.port, login, ["sel", "guid"] as never);
      expect(told).toStrictEqual(["guid 0/2", "sel 1/2"]);
      expect(Object.keys(inventory).sort()).toStrictEqual(["device", "guid", "manufacturerName", "missing", "sel"]);
    } finally {
      await bmc.stop();
    }
  });

  it.skipIf(!installed("ipmi_sim"))("of ipmi_sim", async () => {
    const sim = await startIpmiSim();
    try {
      const login = { username: "ipmiusr", password: "test", cipherSuites: [3] } as const;
      const { inventory } = await inventoryAt(sim.port, login);
      expect(inventory).toMatchObject({
        device: { manufacturerId: 4753 },
        manufacturerName: "MontaVista Software, Inc.",
        sel: { entries: 3 },
        sdr: { records: 15 },
      });
      expect(inventory.fru!.length).toBeGreaterThan(0);
    } finally {
      await sim.stop();
    }
  });
});

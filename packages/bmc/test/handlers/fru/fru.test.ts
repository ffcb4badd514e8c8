import { fruInventory, getFruInventoryAreaInfo, readFruData, writeFruData } from "@ruipmi/commands";
import { decodeFromBytes, encodeToBytes, PrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { fruImage } from "../../../src/index.ts";
import { Administrator } from "../../support/administrator.ts";

function readAll(admin: Administrator, fruDeviceId: number): Uint8Array {
  const { areaSize } = admin.ask(getFruInventoryAreaInfo, { fruDeviceId });
  const bytes: number[] = [];
  while (bytes.length < areaSize) {
    bytes.push(...admin.ask(readFruData, { fruDeviceId, offset: bytes.length, count: 200 }).data);
  }
  return Uint8Array.from(bytes);
}

describe("FRU inventory", () => {
  it("comes out as it is in the state, of every device", () => {
    const admin = new Administrator();
    for (const { fruDeviceId, inventory } of admin.device.fru.devices) {
      const bytes = readAll(admin, fruDeviceId);
      expect(decodeFromBytes(fruInventory, bytes, "FRU"), `FRU ${fruDeviceId}`).toStrictEqual(inventory);
    }
    admin.device.fru.devices[1]!.inventory = { product: { languageCode: 0, serialNumber: "NEW-1" } };
    expect(decodeFromBytes(fruInventory, readAll(admin, 1), "FRU")).toMatchObject({
      product: { serialNumber: "NEW-1" },
    });
  });

  it("is not there for a device that is not there, or beyond its end", () => {
    const admin = new Administrator();
    expect(admin.codeOf(getFruInventoryAreaInfo, { fruDeviceId: 99 })).toBe(0xcb);
    expect(admin.codeOf(readFruData, { fruDeviceId: 99, offset: 0, count: 1 })).toBe(0xcb);
    expect(admin.codeOf(writeFruData, { fruDeviceId: 99, offset: 0, data: new Uint8Array(1) })).toBe(0xcb);
    expect(admin.codeOf(readFruData, { fruDeviceId: 1, offset: 256, count: 1 })).toBe(0xc9);
    expect(admin.codeOf(readFruData, { fruDeviceId: 1, offset: 0, count: 255 })).toBe(0xca);
    expect(admin.ask(readFruData, { fruDeviceId: 1, offset: 250, count: 16 }).countReturned).toBe(6);
    expect(admin.codeOf(writeFruData, { fruDeviceId: 1, offset: 250, data: new Uint8Array(7) })).toBe(0xc9);
  });

  it("takes what is written, and is an inventory again when it is whole", () => {
    const admin = new Administrator();
    const fru = admin.device.fru.devices[1]!;
    const inventory = { product: { languageCode: 25, manufacturer: "somebody else", serialNumber: "X-42" } };
    const bytes = encodeToBytes(fruInventory, inventory);
    for (let offset = 0; offset < bytes.length; offset += 7) {
      const data = bytes.slice(offset, offset + 7);
      expect(admin.ask(writeFruData, { fruDeviceId: 1, offset, data })).toStrictEqual({ countWritten: data.length });
    }
    expect(fru.inventory).toStrictEqual(inventory);
    // What is behind the areas is still the old inventory's.
    expect(readAll(admin, 1).subarray(0, bytes.length)).toStrictEqual(bytes);
    admin.ask(writeFruData, { fruDeviceId: 1, offset: bytes.length, data: new Uint8Array(150).fill(0xff) });
    expect(fru.image).toBeUndefined();
  });

  it("keeps bytes that are no inventory", () => {
    const admin = new Administrator();
    const [fru] = admin.device.fru.devices;
    const before = fru!.inventory;
    admin.ask(writeFruData, { fruDeviceId: 0, offset: 0, data: Uint8Array.of(0xee) });
    expect(readAll(admin, 0)[0]).toBe(0xee);
    expect(fru!.inventory).toBe(before);
    admin.ask(writeFruData, { fruDeviceId: 0, offset: 0, data: Uint8Array.of(0x01) });
    expect(fru!.image).toBeUndefined();
    expect(fruImage(fru!)).toStrictEqual(readAll(admin, 0));
  });

  it("is refused to who may not write, and where nobody may", () => {
    const user = new Administrator({}, PrivilegeLevel.user);
    const request = { fruDeviceId: 0, offset: 0, data: Uint8Array.of(1) };
    expect(user.codeOf(writeFruData, request)).toBe(0xd4);
    const admin = new Administrator();
    admin.device.fru.devices[0]!.writeProtected = true;
    expect(admin.codeOf(writeFruData, request)).toBe(0x80);
  });
});

import { MalformedMessageError } from "@ruipmi/core";
import { decodeFromBytes, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type BoardInfo,
  type ChassisInfo,
  type FruInventory,
  fruInventory,
  getFruInventoryAreaInfo,
  type ProductInfo,
  readFruData,
  writeFruData,
} from "../../src/index.ts";

// One character alone is stored with a zero behind it; one that ends in zeros loses them.
const text = fc
  .array(fc.integer({ min: 0x20, max: 0xff }), { minLength: 2, maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));
const english = fc.constantFrom(0, 25);
const custom = fc.option(fc.array(text, { minLength: 1, maxLength: 3 }), { nil: undefined });

function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

function some<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

const chassis = fc
  .record({ chassisType: byte, partNumber: some(text), serialNumber: some(text), customFields: custom })
  .map((value) => present(value) as ChassisInfo);
const board = fc
  .record({
    languageCode: english,
    manufacturingTime: some(fc.integer({ min: 1, max: 0xffffff }).map((minutes) => 820_454_400 + minutes * 60)),
    manufacturer: some(text),
    productName: some(text),
    serialNumber: some(text),
    partNumber: some(text),
    fruFileId: some(text),
    customFields: custom,
  })
  .map((value) => present(value) as BoardInfo);
const product = fc
  .record({
    languageCode: english,
    manufacturer: some(text),
    productName: some(text),
    partNumber: some(text),
    version: some(text),
    serialNumber: some(text),
    assetTag: some(text),
    fruFileId: some(text),
    customFields: custom,
  })
  .map((value) => present(value) as ProductInfo);
const multiRecords = fc.array(record({ recordTypeId: byte, data: bytesOf(0, 30) }), { minLength: 1, maxLength: 3 });

const inventory = fc
  .record({
    // Followed by another area, as it ends where that begins.
    internalUse: some(fc.constantFrom(7, 15, 23).chain((length) => bytesOf(length))),
    chassis,
    board: some(board),
    product: some(product),
    multiRecords: some(multiRecords),
  })
  .map((value) => present(value) as FruInventory);

testCodecLaws<FruInventory>("FRU inventory", {
  codec: fruInventory,
  context: undefined,
  golden: [{ name: "nothing", hex: "01 00 00 00 00 00 00 ff", value: {} }],
  arbitrary: inventory,
  shortest: 8,
  trailing: "taken",
  lossy: true,
});

const machine: FruInventory = {
  chassis: { chassisType: 0x17, partNumber: "CH", serialNumber: "C1" },
  board: { languageCode: 25, manufacturingTime: 820_454_460, manufacturer: "ABC", serialNumber: "S1" },
};

describe("a FRU inventory", () => {
  it("has its areas at multiples of eight, each with its checksum", () => {
    const bytes = encodeToBytes(fruInventory, machine);
    expect(Array.from(bytes.subarray(0, 8))).toStrictEqual([1, 0, 1, 3, 0, 0, 0, 0xfb]);
    expect(Array.from(bytes.subarray(8, 24))).toStrictEqual([
      1, 2, 0x17, 0xc2, 0x43, 0x48, 0xc2, 0x43, 0x31, 0xc1, 0, 0, 0, 0, 0, 0xa2,
    ]);
    expect(Array.from(bytes.subarray(24, 36))).toStrictEqual([1, 3, 25, 1, 0, 0, 0xc3, 0x41, 0x42, 0x43, 0xc0, 0xc2]);
    const sum = bytes.subarray(24).reduce((total, value) => total + value, 0);
    expect(sum & 0xff).toBe(0);
    expect(bytes.length).toBe(48);
  });

  it("keeps packed and binary fields as they are", () => {
    const value: FruInventory = {
      product: {
        languageCode: 0,
        manufacturer: { encoding: "sixBitAscii", text: "IPMI" },
        productName: { encoding: "bcdPlus", text: "123-45" },
        partNumber: { encoding: "binary", bytes: Uint8Array.of(1, 2, 3) },
      },
    };
    expect(decodeFromBytes(fruInventory, encodeToBytes(fruInventory, value), "FRU")).toStrictEqual(value);
  });

  it("ends its fields early without harm", () => {
    const bytes = encodeToBytes(fruInventory, { chassis: { chassisType: 2 } });
    bytes.set([2, 0xc1, 0, 0, 0, 0], 10);
    bytes[15] = 0x100 - 1 - 1 - 2 - 0xc1;
    expect(decodeFromBytes(fruInventory, bytes, "FRU")).toStrictEqual({ chassis: { chassisType: 2 } });
  });

  it("is refused with a wrong checksum in any of its areas", () => {
    const bytes = encodeToBytes(fruInventory, machine);
    for (const at of [5, 12, 40]) {
      const wrong = bytes.slice();
      wrong[at]! ^= 0x10;
      expect(() => decodeFromBytes(fruInventory, wrong, "FRU"), `byte ${at}`).toThrow(MalformedMessageError);
    }
  });

  it("leaves out what no offset reaches", () => {
    const long = "x".repeat(60);
    const customFields = Array.from({ length: 100 }, () => long);
    const bytes = encodeToBytes(fruInventory, {
      chassis: { chassisType: 2, customFields },
      board: { languageCode: 0, customFields },
      product: { languageCode: 0 },
    });
    const decoded = decodeFromBytes(fruInventory, bytes, "FRU");
    expect(decoded.chassis?.customFields?.length).toBe(33);
    expect(decoded.board?.customFields?.length).toBe(33);
    expect(decoded.product).toBeUndefined();
  });
});

testCodecLaws("Get FRU Inventory Area Info response", {
  codec: getFruInventoryAreaInfo.response,
  context: { fruDeviceId: 0 },
  golden: [{ name: "a kilobyte", hex: "0004 00", value: { areaSize: 1024, accessedByWords: false } }],
  arbitrary: record({ areaSize: uint16, accessedByWords: fc.boolean() }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Get FRU Inventory Area Info request", {
  codec: getFruInventoryAreaInfo.request,
  context: undefined,
  golden: [{ name: "the first power supply", hex: "01", value: { fruDeviceId: 1 } }],
  arbitrary: record({ fruDeviceId: byte }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Read FRU Data request", {
  codec: readFruData.request,
  context: undefined,
  golden: [{ name: "16 bytes", hex: "00 0001 10", value: { fruDeviceId: 0, offset: 256, count: 16 } }],
  arbitrary: record({ fruDeviceId: byte, offset: uint16, count: byte }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Read FRU Data response", {
  codec: readFruData.response,
  context: { fruDeviceId: 0, offset: 0, count: 2 },
  golden: [{ name: "two bytes", hex: "02 0100", value: { countReturned: 2, data: Uint8Array.of(1, 0) } }],
  arbitrary: record({ countReturned: byte, data: bytesOf(0, 40) }),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws("Write FRU Data request", {
  codec: writeFruData.request,
  context: undefined,
  golden: [
    { name: "two bytes", hex: "00 0800 c1c2", value: { fruDeviceId: 0, offset: 8, data: Uint8Array.of(0xc1, 0xc2) } },
  ],
  arbitrary: record({ fruDeviceId: byte, offset: uint16, data: bytesOf(0, 40) }),
  shortest: 3,
  trailing: "taken",
});

testCodecLaws("Write FRU Data response", {
  codec: writeFruData.response,
  context: { fruDeviceId: 0, offset: 8, data: new Uint8Array(2) },
  golden: [{ name: "two bytes", hex: "02", value: { countWritten: 2 } }],
  arbitrary: record({ countWritten: byte }),
  shortest: 1,
  trailing: "refused",
});

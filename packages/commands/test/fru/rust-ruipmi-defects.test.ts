import { MalformedMessageError } from "@ruipmi/core";
import { decodeFromBytes } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { decodeFruInventory, fruInventory } from "../../src/index.ts";
import { packedFru, psuFru } from "../support/fru-images.ts";

/** Defects of the Rust ruipmi, by their numbers: each was there, none shall be here. */
describe("defect 23", () => {
  it("6-bit ASCII is its value and 20h, and type 1 is BCD plus, 2 is 6-bit ASCII", () => {
    const { inventory } = decodeFruInventory(packedFru);
    expect(inventory.chassis).toStrictEqual({
      chassisType: 0x17,
      partNumber: { encoding: "bcdPlus", text: "12-345.6" },
      serialNumber: { encoding: "sixBitAscii", text: "CHASSIS_7" },
      customFields: ["extra one", "extra two"],
    });
  });
});

describe("defect 24", () => {
  it("a checksum that is wrong is seen, in header, area and record", () => {
    const records = psuFru[5]! * 8;
    for (const at of [7, 15, records + 3, records + 4, records + 9]) {
      const wrong = psuFru.slice();
      wrong[at]! ^= 0x20;
      expect(() => decodeFromBytes(fruInventory, wrong, "FRU"), `byte ${at}`).toThrow(MalformedMessageError);
      expect(decodeFruInventory(wrong).tolerated, `byte ${at}`).not.toBeUndefined();
    }
  });

  it("an area ends where its length says, whatever its fields say", () => {
    const long = packedFru.slice();
    const board = long[3]! * 8;
    // The board's last field would reach into the product info area.
    long[board + 6] = 0xff;
    const { inventory, tolerated = [] } = decodeFruInventory(long);
    expect(JSON.stringify(inventory.board).length).toBeLessThan(200);
    expect(tolerated.map(({ field }) => field)).toContain("board info area field 0");
  });

  it("chassis, custom fields, records and the date are read", () => {
    const { inventory } = decodeFruInventory(packedFru);
    expect(inventory.chassis?.customFields).toStrictEqual(["extra one", "extra two"]);
    expect(inventory.board?.customFields).toStrictEqual([{ encoding: "sixBitAscii", text: "CUSTOM" }]);
    expect(inventory.board?.manufacturingTime).toBe(Date.UTC(2023, 1, 7, 6, 5) / 1000);
    expect(decodeFruInventory(psuFru).inventory.multiRecords).toHaveLength(9);
  });
});

import { encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeFruInventory,
  editFruField,
  type FruEditResult,
  type FruInfoAreaName,
  type FruInventory,
  fruInfoAreaField,
  fruInventory,
} from "../../src/index.ts";
import { packedFru, psuFru, ucs2Fru } from "../support/fru-images.ts";

function edited(result: FruEditResult): { readonly bytes: Uint8Array; readonly movedAreas: boolean } {
  if (result.outcome !== "edited") throw new Error(result.outcome);
  return result;
}

function imageOf(inventory: FruInventory, size: number): Uint8Array {
  const image = new Uint8Array(size).fill(0xff);
  image.set(encodeToBytes(fruInventory, inventory));
  return image;
}

const machine: FruInventory = {
  internalUse: Uint8Array.from({ length: 15 }, (_, index) => index),
  chassis: { chassisType: 0x17, partNumber: "CH-1", serialNumber: "C1" },
  board: { languageCode: 25, manufacturer: "ABC", productName: "Board", customFields: ["extra"] },
  product: { languageCode: 25, manufacturer: "ABC", productName: "Box", serialNumber: "S/N 1" },
  multiRecords: [{ recordTypeId: 0xc0, data: Uint8Array.of(1, 2, 3, 4) }],
};

describe("editFruField", () => {
  it("changes a text of the same length, the checksum and nothing else", () => {
    const before = imageOf(machine, 512);
    const { bytes, movedAreas } = edited(editFruField(before, { area: "product", index: 4, field: "S/N 2" }));
    const different = [...before.keys()].filter((at) => before[at] !== bytes[at]);
    expect(different).toHaveLength(2);
    expect(movedAreas).toBe(false);
    expect(decodeFruInventory(bytes)).toStrictEqual({
      inventory: { ...machine, product: { ...machine.product, serialNumber: "S/N 2" } },
    });
  });

  it("moves what is behind an area that grows, and keeps an area that shrinks", () => {
    const before = imageOf(machine, 512);
    const grown = edited(editFruField(before, { area: "chassis", index: 1, field: "a much longer serial number" }));
    expect(grown.movedAreas).toBe(true);
    const shrunk = edited(editFruField(grown.bytes, { area: "chassis", index: 1, field: "C1" }));
    expect(shrunk.movedAreas).toBe(false);
    expect(decodeFruInventory(shrunk.bytes)).toStrictEqual({ inventory: machine });
  });

  it("keeps everything else, whatever is changed to whatever", () => {
    const text = fc.string({ minLength: 2, maxLength: 63, unit: fc.constantFrom("a", "B", "7", "-", "é") });
    const place = fc.constantFrom<readonly [FruInfoAreaName, number, string]>(
      ["chassis", 0, "partNumber"],
      ["chassis", 1, "serialNumber"],
      ["board", 1, "productName"],
      ["board", 4, "fruFileId"],
      ["product", 0, "manufacturer"],
      ["product", 5, "assetTag"],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(place, text), { minLength: 1, maxLength: 6 }), (edits) => {
        let image = imageOf(machine, 768);
        const expected: Record<string, unknown> = { ...machine };
        for (const [[area, index, name], field] of edits) {
          image = edited(editFruField(image, { area, index, field })).bytes;
          expected[area] = { ...(expected[area] as object), [name]: field };
          expect(fruInfoAreaField(image, area, index)).toBe(field);
        }
        expect(decodeFruInventory(image)).toStrictEqual({ inventory: expected });
        expect(image.length).toBe(768);
      }),
    );
  });

  it("keeps the manufacturer's own bytes and packed fields of a FRU made elsewhere", () => {
    const { inventory } = decodeFruInventory(packedFru);
    const { bytes } = edited(editFruField(packedFru, { area: "board", index: 4, field: "another file" }));
    expect(decodeFruInventory(bytes).inventory).toStrictEqual({
      ...inventory,
      board: { ...inventory.board, fruFileId: "another file" },
    });
  });

  it("writes UCS-2 where the area's language is not English", () => {
    const { bytes } = edited(editFruField(ucs2Fru, { area: "board", index: 0, field: "会社" }));
    expect(decodeFruInventory(bytes).inventory.board?.manufacturer).toBe("会社");
  });

  it("says what is not there, too long, or without room", () => {
    const image = imageOf(machine, 512);
    expect(editFruField(psuFru, { area: "board", index: 0, field: "X1" })).toStrictEqual({ outcome: "noSuchArea" });
    expect(editFruField(image, { area: "chassis", index: 2, field: "X1" })).toStrictEqual({ outcome: "noSuchField" });
    expect(editFruField(image, { area: "chassis", index: 0, field: "x".repeat(64) })).toStrictEqual({
      outcome: "tooLong",
    });
    const { length } = encodeToBytes(fruInventory, machine);
    const full = imageOf(machine, length);
    expect(editFruField(full, { area: "chassis", index: 0, field: "x".repeat(40) })).toStrictEqual({
      outcome: "noRoom",
    });
    expect(fruInfoAreaField(image, "board", 9)).toBeUndefined();
  });
});

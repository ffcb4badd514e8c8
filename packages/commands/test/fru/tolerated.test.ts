import { MalformedMessageError } from "@ruipmi/core";
import { decodeFromBytes, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DecodedFru, decodeFruInventory, type FruInventory, fruInventory } from "../../src/index.ts";
import { blankFru, errantFru, packedFru, psuFru, ucs2Fru, unendedFru } from "../support/fru-images.ts";

const machine: FruInventory = {
  chassis: { chassisType: 0x17, partNumber: "CH", serialNumber: "C1" },
  board: { languageCode: 25, manufacturer: "ABC", productName: "Board", serialNumber: "S1" },
  product: { languageCode: 25, manufacturer: "ABC", productName: "Box" },
};

function changed(change: (bytes: Uint8Array) => void): DecodedFru {
  const bytes = encodeToBytes(fruInventory, machine);
  change(bytes);
  return decodeFruInventory(bytes);
}

function fieldsOf({ tolerated = [] }: DecodedFru): readonly string[] {
  return tolerated.map(({ field }) => field);
}

describe("decodeFruInventory", () => {
  it("says nothing of a FRU that is right", () => {
    expect(changed(() => {})).toStrictEqual({ inventory: machine });
  });

  it.each([
    ["common header checksum", 7],
    ["chassis info area checksum", 23],
    ["board info area checksum", 8 + 16 + 23],
  ])("reads on where the %s is wrong", (field, at) => {
    const decoded = changed((bytes) => {
      bytes[at]! ^= 0x40;
    });
    expect(decoded.inventory).toStrictEqual(machine);
    expect(fieldsOf(decoded)).toStrictEqual([field]);
    expect(decoded.tolerated?.[0]?.offset).toBe(at);
  });

  it("reads an area of length 0 up to the next one", () => {
    const decoded = changed((bytes) => {
      bytes[25] = 0;
    });
    expect(decoded.inventory).toMatchObject({ board: { productName: "Board", serialNumber: "S1" } });
    expect(fieldsOf(decoded)).toContain("board info area length");
  });

  it("reads an area that is longer than the device up to its end", () => {
    const decoded = changed((bytes) => {
      bytes[bytes[4]! * 8 + 1] = 0xff;
    });
    expect(decoded.inventory.product).toMatchObject({ manufacturer: "ABC", productName: "Box" });
    expect(fieldsOf(decoded)).toContain("product info area length");
  });

  it("reads an area that overlaps the next one", () => {
    const decoded = changed((bytes) => {
      bytes[9] = 3;
    });
    expect(decoded.inventory.chassis).toStrictEqual(machine.chassis);
    expect(fieldsOf(decoded)).toContain("chassis info area length");
  });

  it("leaves out an area that begins behind the end, and one without room for a field", () => {
    const decoded = changed((bytes) => {
      bytes[4] = 0xf0;
    });
    expect(decoded.inventory.product).toBeUndefined();
    expect(fieldsOf(decoded)).toContain("product info area offset");
    const cut = encodeToBytes(fruInventory, machine).subarray(0, 26);
    expect(decodeFruInventory(cut).inventory).toStrictEqual({ chassis: machine.chassis });
  });

  it("reads fields up to the end of an area that does not end them, without what pads it", () => {
    const { inventory, tolerated = [] } = decodeFruInventory(unendedFru);
    expect(inventory.board).toStrictEqual({
      languageCode: 25,
      manufacturer: "Nobody",
      productName: "Board",
      serialNumber: "B-1",
    });
    expect(tolerated.map(({ field }) => field)).toContain("board info area end of fields");
  });

  it("leaves out what is behind the end of fields", () => {
    const decoded = changed((bytes) => {
      bytes[21] = 0x77;
    });
    expect(decoded.inventory).toStrictEqual(machine);
    expect(fieldsOf(decoded)).toStrictEqual(["chassis info area checksum", "chassis info area padding"]);
  });

  it("takes C1h for a field of one character where more fields follow", () => {
    const { inventory, tolerated = [] } = decodeFruInventory(errantFru);
    expect(inventory.product).toMatchObject({ version: "4", serialNumber: "SN-1", assetTag: "TAG" });
    expect(tolerated.map(({ field }) => field)).toStrictEqual([
      "common header checksum",
      "chassis info area checksum",
      "board info area checksum",
      "product info area field 3",
    ]);
  });

  it("reads UCS-2 in an area whose language is not English, and Latin 1 where the length is odd", () => {
    expect(decodeFruInventory(ucs2Fru).inventory.board).toStrictEqual({
      languageCode: 15,
      manufacturingTime: 1_577_934_240,
      manufacturer: "メーカー",
      productName: "板",
      serialNumber: "S1",
      partNumber: { encoding: "latin1", text: "odd" },
    });
  });

  it("reads every record of a power supply made elsewhere", () => {
    const { inventory, tolerated } = decodeFruInventory(psuFru);
    expect(tolerated).toBeUndefined();
    expect(inventory.multiRecords?.map(({ recordTypeId }) => recordTypeId)).toStrictEqual([
      0, 1, 1, 2, 3, 4, 9, 0xc0, 0xd1,
    ]);
  });

  it("stops at a record that is none, and says so", () => {
    const at = psuFru[5]! * 8;
    const cut = psuFru.slice(0, at + 29 + 3);
    expect(decodeFruInventory(cut).inventory.multiRecords).toHaveLength(1);
    const spoilt = psuFru.slice();
    spoilt.fill(0xff, at + 29, at + 40);
    const { inventory, tolerated = [] } = decodeFruInventory(spoilt);
    expect(inventory.multiRecords).toHaveLength(1);
    expect(tolerated.map(({ field }) => field)).toStrictEqual(["MultiRecord 1 length"]);
    const wrongData = psuFru.slice();
    wrongData[at + 7]! ^= 1;
    expect(decodeFruInventory(wrongData).inventory.multiRecords).toHaveLength(9);
    expect(decodeFruInventory(wrongData).tolerated?.[0]?.field).toBe("MultiRecord 0 record checksum");
  });

  it("refuses what is no FRU", () => {
    expect(() => decodeFruInventory(blankFru)).toThrow(MalformedMessageError);
    expect(() => decodeFruInventory(new Uint8Array(64))).toThrow(MalformedMessageError);
    expect(() => decodeFruInventory(new Uint8Array(7))).toThrow(MalformedMessageError);
  });

  it("is what the strict codec refuses", () => {
    expect(() => decodeFromBytes(fruInventory, errantFru, "FRU")).toThrow(MalformedMessageError);
    expect(decodeFromBytes(fruInventory, packedFru, "FRU")).toStrictEqual(decodeFruInventory(packedFru).inventory);
  });

  it("makes a value or a MalformedMessageError of any bytes behind a header, and of any bit flipped", () => {
    const attempt = (bytes: Uint8Array): void => {
      try {
        const { inventory, tolerated = [] } = decodeFruInventory(bytes);
        expect(inventory.multiRecords?.length ?? 0).toBeLessThanOrEqual(bytes.length / 5);
        for (const { offset } of tolerated) expect(offset).toBeLessThanOrEqual(bytes.length);
      } catch (error) {
        if (!(error instanceof MalformedMessageError)) throw error;
      }
    };
    const header = fc.uint8Array({ minLength: 5, maxLength: 5, max: 6 });
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 200 }), (offsets, body) => {
        attempt(Uint8Array.of(1, ...offsets, 0, 0, ...body));
      }),
    );
    for (const image of [psuFru, packedFru, errantFru, unendedFru, ucs2Fru]) {
      for (let bit = 0; bit < image.length * 8; bit++) {
        const flipped = image.slice();
        flipped[bit >>> 3]! ^= 1 << (bit & 7);
        attempt(flipped);
      }
      for (let length = 0; length < image.length; length++) attempt(image.subarray(0, length));
    }
  });
});

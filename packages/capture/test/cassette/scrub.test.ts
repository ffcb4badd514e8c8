import type { Cassette, CassetteExchange } from "@ruipmi/bmc";
import { decodeFruInventory, type FruInventory, fruInventory } from "@ruipmi/commands";
import { encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cassetteOf } from "../../src/cassette/cassette-of.ts";
import { fruImages } from "../../src/cassette/scrub/fru-image.ts";
import { scrubCassette } from "../../src/cassette/scrub/scrub-cassette.ts";
import { fromHex } from "../support/bytes.ts";
import { ascii } from "../support/mock-capture.ts";
import { recordedSessions } from "../support/recordings.ts";

const exchange = (netFn: number, cmd: number, data: string, response: string): CassetteExchange => ({
  name: "",
  netFn,
  cmd,
  data: fromHex(data),
  completionCode: 0,
  response: fromHex(response),
  delay: 0,
});
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const hexText = (text: string, length = text.length): string => hex(ascii(text)).padEnd(length * 2, "0");

function scrubbed(...exchanges: readonly CassetteExchange[]): readonly (readonly [string, string])[] {
  const { cassette } = scrubCassette({ about: "", bridgeMode: "separate", exchanges });
  return cassette.exchanges.map(({ data, response }) => [hex(data), hex(response)]);
}

describe("scrubCassette", () => {
  it("gives users other names, the same ones the same", () => {
    const name = (text: string): string => hexText(text, 16);
    expect(
      scrubbed(
        exchange(6, 0x46, "01", name("")),
        exchange(6, 0x46, "02", name("root")),
        exchange(6, 0x45, `03${name("karl.meier")}`, ""),
        exchange(6, 0x46, "03", name("karl.meier")),
        exchange(6, 0x46, "04", name("root")),
      ),
    ).toEqual([
      ["01", name("")],
      ["02", name("user1")],
      [`03${name("user2")}`, ""],
      ["03", name("user2")],
      ["04", name("user1")],
    ]);
  });

  it("replaces addresses of the LAN configuration, and keeps what is no address", () => {
    const get = (parameter: string, value: string): CassetteExchange =>
      exchange(0x0c, 2, `01${parameter}0000`, `11${value}`);
    const results = scrubbed(
      get("03", "0a141e28"),
      get("05", "3cecef112233"),
      get("06", "ffffff00"),
      get("0c", "0a141e01"),
      get("0d", "000000000000"),
      get("0e", "00000000"),
      exchange(0x0c, 1, "01030a141e28", ""),
      get("10", hexText("Secret-1", 18)),
      get("13", "0100010a141e283cecef112233"),
      get("13", `0210${"20010db8".padEnd(28, "1")}0007`),
      get("38", `0081${"fe80".padEnd(28, "0")}abcd4000`),
      get("4a", `00${"2a02".padEnd(32, "7")}`),
      get("3d", `0000${"00010001".padEnd(32, "5")}`),
      get("c0", "3cecef112233"),
    ).map(([data, response]) => [data.slice(2, 4), response || data.slice(4)]);
    expect(results).toEqual([
      ["03", "11c0000201"],
      ["05", "11020000000001"],
      ["06", "11ffffff00"],
      ["0c", "11c0000202"],
      ["0d", "11000000000000"],
      ["0e", "1100000000"],
      ["03", "c0000201"],
      ["10", `11${hexText("Xxxxxx-0", 18)}`],
      ["13", "11010001c0000201020000000001"],
      ["13", `110210${"20010db8".padEnd(28, "0")}0001`],
      ["38", `110081${"fe80".padEnd(28, "0")}00024000`],
      ["4a", `1100${"20010db8".padEnd(28, "0")}0003`],
      ["3d", `110000${"".padEnd(32, "0")}`],
      ["c0", "11020000000001"],
    ]);
  });

  it.each(["05", "0d", "0f", "42", "46"])("replaces the MAC address of parameter %s by itself", (parameter) => {
    const [[, response]] = scrubbed(exchange(0x0c, 2, `01${parameter}0000`, "113cecef112233")) as [[string, string]];
    expect(response).toBe("11020000000001");
  });

  it.each(["03", "0c", "0e"])("replaces the IPv4 address of parameter %s by itself", (parameter) => {
    const [[, response]] = scrubbed(exchange(0x0c, 2, `01${parameter}0000`, "110a141e28")) as [[string, string]];
    expect(response).toBe("11c0000201");
  });

  it.each(["41", "44", "45", "48"])("replaces the IPv6 address of parameter %s by itself", (parameter) => {
    const found = scrubbed(exchange(0x0c, 2, `01${parameter}0000`, `11${"2a".repeat(16)}`)) as [[string, string]];
    expect(found[0][1]).toBe(`11${"20010db8".padEnd(28, "0")}0001`);
  });

  it("replaces GUIDs and where others are logged in from", () => {
    const guid = "00112233445566778899aabbccddeeff";
    const other = "00000000000000000000000000000001";
    expect(
      scrubbed(
        exchange(6, 0x37, "", guid),
        exchange(6, 8, "", guid),
        exchange(4, 0x13, "0a0000", `1101${guid}`),
        exchange(4, 0x13, "090000", `1101${"42".repeat(16)}`),
        exchange(4, 0x12, `0a01${guid}`, ""),
        exchange(6, 0x3d, "00", "01050102041" + "10a0000073cecef112233c350"),
      ),
    ).toEqual([
      ["", other],
      ["", other],
      ["0a0000", `1101${other}`],
      ["090000", `1101${"42".repeat(16)}`],
      [`0a01${other}`, ""],
      ["00", "010501020411c0000201020000000001c350"],
    ]);
  });

  it("blanks names of machines", () => {
    expect(
      scrubbed(
        exchange(6, 0x59, "00020000", `1100000a${hexText("web-01.lan", 14)}`),
        exchange(6, 0x59, "00020100", `1101${hexText("b", 16)}`),
        exchange(6, 0x59, "00030000", `11000005${hexText("Linux", 14)}`),
        exchange(6, 0x58, `0200000a${hexText("web-01.lan", 14)}`, ""),
        exchange(0x2c, 6, "dc0008", `dc08${hexText("R7-U12ab")}`),
        exchange(0x2c, 9, "dc0003", `dc03${hexText("bmc")}`),
        exchange(0x2c, 8, `dc0004${hexText("AB12")}`, "dc04"),
        exchange(0x2c, 6, "000008", hexText("R7-U12ab")),
      ).map(([data, response]) => response || data),
    ).toEqual([
      `1100000a${hexText("xxx-00.xxx", 14)}`,
      `1101${hexText("x", 16)}`,
      `11000005${hexText("Linux", 14)}`,
      `0200000a${hexText("xxx-00.xxx", 14)}`,
      `dc08${hexText("X0-X00xx")}`,
      `dc03${hexText("xxx")}`,
      "dc04",
      hexText("R7-U12ab"),
    ]);
  });
});

/** A FRU as read in pieces. */
function fruExchanges(image: Uint8Array, pieceLength: number, deviceId = 0): readonly CassetteExchange[] {
  const pieces: CassetteExchange[] = [];
  for (let offset = 0; offset < image.length; offset += pieceLength) {
    const piece = image.slice(offset, offset + pieceLength);
    const data = Uint8Array.of(deviceId, offset & 0xff, offset >>> 8, pieceLength);
    pieces.push({ ...exchange(0x0a, 0x11, "", ""), data, response: Uint8Array.of(piece.length, ...piece) });
  }
  return pieces;
}

function imageOf(exchanges: readonly CassetteExchange[]): Uint8Array {
  return Uint8Array.from(exchanges.flatMap(({ response }) => [...response.slice(1)]));
}

const inventory: FruInventory = {
  chassis: { chassisType: 23, partNumber: "CH-1", serialNumber: "CHASSIS-77" },
  board: {
    languageCode: 0,
    manufacturer: "Acme",
    productName: "X1",
    serialNumber: { encoding: "sixBitAscii", text: "SN 00042" },
    partNumber: "P1",
    customFields: ["MAC 3CECEF112233"],
  },
  product: {
    languageCode: 0,
    manufacturer: "Acme",
    productName: "Atlas",
    serialNumber: "PSN-123456",
    assetTag: "rack7-u12",
  },
} as FruInventory;

describe("scrubCassette, FRU inventory", () => {
  const image = encodeToBytes(fruInventory, inventory);
  const cassette = (exchanges: readonly CassetteExchange[]): Cassette => ({
    about: "",
    bridgeMode: "separate",
    exchanges,
  });

  it.each([4, 16, 255])("replaces serial numbers and tags, in pieces of %i, and checksums are right", (length) => {
    const { cassette: result, notes } = scrubCassette(cassette(fruExchanges(image, length)));
    const bytes = imageOf(result.exchanges);
    expect(bytes.length).toBe(image.length);
    const { inventory: read, tolerated } = decodeFruInventory(bytes);
    expect(tolerated).toBeUndefined();
    expect(read).toMatchObject({
      chassis: { partNumber: "CH-1", serialNumber: "0000000001" },
      board: {
        manufacturer: "Acme",
        serialNumber: { encoding: "sixBitAscii", text: "00000002" },
        partNumber: "P1",
        customFields: ["XXX 0XXXXX000000"],
      },
      product: { productName: "Atlas", serialNumber: "0000000003", assetTag: "xxxx0-x00" },
    });
    expect(notes).toEqual([]);
  });

  it("takes what was read area by area, and leaves out what was read in part", () => {
    const pieces = fruExchanges(image, 8);
    const productAt = image[4]!;
    const withoutBoard = pieces.filter((_, index) => index === 0 || index < image[3]! || index >= productAt);
    const { cassette: result, notes } = scrubCassette(cassette(withoutBoard));
    expect(notes).toEqual([]);
    expect(result.exchanges).toHaveLength(withoutBoard.length);
    const text = String.fromCharCode(...imageOf(result.exchanges));
    expect(text).not.toMatch(/CHASSIS-77|PSN-123456|rack7/);
    expect(imageOf(result.exchanges).slice(0, 8)).toEqual(image.slice(0, 8));
    const cut = scrubCassette(cassette([...pieces.slice(0, -1), exchange(6, 1, "", "20")]));
    expect(cut.notes).toEqual(["FRU 0 is left out: its product area was not read whole."]);
    expect(cut.cassette.exchanges).toHaveLength(1);
  });

  it("blanks management access records", () => {
    const record = Uint8Array.of(1, ...ascii("https://10.0.0.7/"));
    const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => total + byte, 0) & 0xff;
    const header = Uint8Array.of(3, 0x82, record.length, -sum(record) & 0xff);
    const all = new Uint8Array(64);
    all.set([1, 0, 0, 0, 0, 1, 0, 0xfe]);
    all.set([...header, -sum(header) & 0xff, ...record], 8);
    const { cassette: result, notes } = scrubCassette(cassette(fruExchanges(all, 16)));
    const bytes = imageOf(result.exchanges);
    expect(String.fromCharCode(...bytes.slice(14, 30))).toBe("xxxxx://00.0.0.0");
    expect(sum(bytes.slice(8, 13))).toBe(0);
    expect(sum(bytes.slice(13, 13 + record.length)) + bytes[11]!).toBe(256);
    expect(notes).toEqual(["FRU 0: its further records are kept as they are, but for management access."]);
  });

  it("replaces what it found where others say it too", () => {
    const oem = exchange(0x30, 0x11, "", `00${hexText("PSN-123456")}00`);
    const { cassette: result } = scrubCassette(cassette([oem, ...fruExchanges(image, 16)]));
    expect(hex(result.exchanges[0]!.response)).toBe(`00${hexText("0000000003")}00`);
  });

  it("leaves out what is no FRU, and what was written", () => {
    const write = exchange(0x0a, 0x12, "00000041", "01");
    const { cassette: result, notes } = scrubCassette(cassette([write, ...fruExchanges(new Uint8Array(64), 16, 3)]));
    expect(result.exchanges).toEqual([]);
    expect(notes).toEqual(["FRU 3 is left out: it cannot be read.", "What was written to FRUs is left out."]);
  });

  it("scrubs the recorded inventory", () => {
    const recorded = cassetteOf(recordedSessions("ipmitool-inventory-cs3.pcap"));
    const { cassette: result, notes } = scrubCassette(recorded);
    expect(notes).toEqual([]);
    expect(result.exchanges).toHaveLength(recorded.exchanges.length);
    const serials = (of: Cassette): readonly unknown[] =>
      fruImages(of.exchanges, () => "").map(({ bytes }) => {
        const { chassis, board, product } = decodeFruInventory(bytes).inventory;
        return [chassis?.serialNumber, board?.serialNumber, product?.serialNumber, product?.assetTag];
      });
    expect(serials(recorded)).toEqual([
      ["CHSERIAL0001", "BSN00042", "PSN123456", "rack7-u12"],
      [undefined, undefined, "DSN777", undefined],
    ]);
    expect(serials(result)).toEqual([
      ["000000000001", "00000002", "000000003", "xxxx0-x00"],
      [undefined, undefined, "000004", undefined],
    ]);
    expect(result.exchanges.map(({ response }) => response.length)).toEqual(
      recorded.exchanges.map(({ response }) => response.length),
    );
  });

  it("makes a cassette of any, never throws, and never changes what it was given", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const known = fc.constantFrom<readonly [number, number]>(
      [0x0a, 0x11],
      [0x0a, 0x10],
      [0x0c, 2],
      [0x0c, 1],
      [6, 0x46],
      [6, 0x3d],
      [6, 0x59],
      [6, 0x58],
      [0x2c, 6],
      [0x2c, 8],
      [4, 0x13],
    );
    const anyExchange = fc
      .tuple(known, bytes, bytes, fc.nat({ max: 80 }), fc.boolean())
      .map(([[netFn, cmd], data, response, at, isRead]) => ({
        ...exchange(netFn, cmd, "", ""),
        data: isRead ? Uint8Array.of(0, at, 0, 8) : data,
        response: isRead && at === 0 ? Uint8Array.of(8, 1, 0, 1, 2, 4, 6, 0, 0, ...response) : response,
      }));
    fc.assert(
      fc.property(fc.array(anyExchange, { maxLength: 20 }), (exchanges) => {
        const before = structuredClone(exchanges);
        const { cassette: result } = scrubCassette(cassette(exchanges));
        expect(result.exchanges.length).toBeLessThanOrEqual(exchanges.length);
        expect(exchanges).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

import { refuse } from "@ruipmi/bmc";
import { getDeviceSdrInfo, getSdrRepositoryInfo } from "@ruipmi/commands";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errantFru, packedFru, psuFru } from "../../../commands/test/support/fru-images.ts";
import { FakeIo } from "../support/fake-io.ts";
import { type Outcome, ruipmi, ruipmiIn } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
  bmc.device.fru.devices.splice(2);
  setImage(1, psuFru);
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, "--no-cache", ...words);

function setImage(fruDeviceId: number, image: Uint8Array): void {
  const device = bmc.device.fru.devices[fruDeviceId]!;
  device.image = image.slice();
  device.areaSize = image.length;
}

describe("fru print", () => {
  it("prints one FRU, with -v its file ID and records too", async () => {
    const plain = await run("-Z", "fru", "print", "0");
    expect(plain).toMatchObject({ code: 0, err: "" });
    expect(plain.out.split("\n").slice(0, 5)).toStrictEqual([
      " Chassis Type          : Rack Mount Chassis",
      " Chassis Part Number   : RUC-2U-12",
      " Chassis Serial        : RUC2439000172",
      " Chassis Extra         : Bay A",
      " Board Mfg Date        : Wed Sep 18 09:00:00 2024 GMT",
    ]);
    expect((await run("fru", "print", "1")).out).not.toContain("Power Supply Record");
    const verbose = (await run("-v", "fru", "print", "1")).out;
    expect(verbose).toContain(" Product FRU ID        : psu.fru\n");
    expect(verbose).toContain("  Combined capacity          : 1000 W (12 V and 3.3 V)\n");
    expect(verbose).toContain("  OEM (Unknown (0xFFFFF0)) Record\n");
  });

  it("prints all, each under its name", async () => {
    const { code, out } = await run("fru");
    expect(code).toBe(0);
    expect(out.match(/^FRU Device Description : .*$/gm)).toStrictEqual([
      "FRU Device Description : Builtin FRU Device (ID 0)",
      "FRU Device Description : PSU1 (ID 1)",
    ]);
  });

  it("gives values with units and everything else as JSON", async () => {
    const { devices } = JSON.parse((await run("--json", "fru", "print", "1")).out);
    expect(devices).toMatchObject([
      {
        fruDeviceId: 1,
        areaSize: 256,
        inventory: {
          product: { manufacturer: "Delta", serialNumber: "PSU11000042" },
          multiRecords: [
            { kind: "powerSupply", overallCapacity: { value: 1100, unit: "W" } },
            {},
            {},
            {},
            {},
            {},
            {},
            {},
            {},
          ],
        },
      },
    ]);
  });

  it("warns of what it read all the same, and carries it in JSON", async () => {
    setImage(1, errantFru);
    const { code, out, err } = await run("fru", "print", "1");
    expect(code).toBe(0);
    expect(out).toContain(" Product Version       : 4\n");
    expect(err).toContain("ruipmi: warning: FRU 1: chassis info area checksum (byte 23): does not add up to 0\n");
    const [device] = JSON.parse((await run("--json", "fru", "print", "1")).out).devices;
    expect(device.tolerated).toHaveLength(4);
  });

  it("shows control characters as question marks", async () => {
    const image = packedFru.slice();
    const at = Buffer.from(image).indexOf("extra one");
    image[at] = 0x1b;
    setImage(1, image);
    expect((await run("fru", "print", "1")).out).toContain(" Chassis Extra         : ?xtra one\n");
  });

  it("says on stdout, as ipmitool does, that a FRU is not there, and fails", async () => {
    expect(await run("fru", "print", "9")).toStrictEqual({
      code: 1,
      out: " Device not present (Requested sensor, data, or record not found)\n",
      err: "",
    });
    const { devices } = JSON.parse((await run("--json", "fru", "print", "9")).out);
    expect(devices).toMatchObject([{ fruDeviceId: 9, error: expect.stringContaining("CBh") }]);
  });

  it("fails where a FRU was never written", async () => {
    setImage(1, new Uint8Array(64).fill(0xff));
    expect(await run("fru", "print", "1")).toMatchObject({ code: 1, out: "", err: expect.stringContaining("version") });
    expect(await run("fru")).toMatchObject({ code: 0, err: expect.stringContaining("FRU 1 (PSU1)") });
  });
});

describe("fru read and write", () => {
  it("take the bytes from FRU to file and back", async () => {
    const io = new FakeIo();
    const options = [...bmc.options, "fru"];
    expect(await ruipmiIn(io, ...options, "read", "1", "psu.bin")).toMatchObject({
      code: 0,
      out: "Fru Size         : 256 bytes\nDone\n",
    });
    expect(io.files.get("psu.bin")).toStrictEqual(psuFru);
    setImage(1, new Uint8Array(256));
    expect((await ruipmiIn(io, ...options, "write", "1", "psu.bin")).code).toBe(0);
    expect((await run("fru", "print", "1")).out).toContain("PSU11000042");
  });

  it("ask before writing on a terminal, and take --yes", async () => {
    const bytes = new Uint8Array(256).fill(7);
    const asked = (lines: string[]): FakeIo => {
      const io = new FakeIo({ isTerminal: true, lines });
      io.files.set("new.bin", bytes);
      return io;
    };
    const no = asked(["n"]);
    expect((await ruipmiIn(no, ...bmc.options, "fru", "write", "1", "new.bin")).code).toBe(1);
    expect(no.stdin.asked[0]?.prompt).toBe("Write 256 bytes over FRU 1? [y/N] ");
    expect(bmc.device.fru.devices[1]?.image).toStrictEqual(psuFru);
    const yes = asked([]);
    expect((await ruipmiIn(yes, ...bmc.options, "--yes", "fru", "write", "1", "new.bin")).code).toBe(0);
    expect(yes.stdin.asked).toHaveLength(0);
    expect(bmc.device.fru.devices[1]?.image).toStrictEqual(bytes);
  });

  it("write nothing of a file that is too large, and fail where all is write-protected", async () => {
    const io = new FakeIo();
    io.files.set("large.bin", new Uint8Array(300));
    io.files.set("new.bin", new Uint8Array(256));
    const write = (file: string): Promise<Outcome> => ruipmiIn(io, ...bmc.options, "fru", "write", "1", file);
    expect(await write("large.bin")).toMatchObject({ code: 1, err: expect.stringContaining("300 bytes are more") });
    bmc.device.fru.devices[1]!.writeProtected = true;
    expect(await write("new.bin")).toMatchObject({
      code: 1,
      err: expect.stringContaining("bytes 0 to 255 are write-"),
    });
    expect(bmc.device.fru.devices[1]?.image).toStrictEqual(psuFru);
  });
});

describe("fru edit", () => {
  it("changes a field, and moves what is behind it where it must", async () => {
    const edit = (...words: string[]): Promise<Outcome> => run("fru", "edit", "0", "field", ...words);
    expect(await edit("p", "5", "RACK7-U22")).toMatchObject({
      code: 0,
      out: "Updating Field 'RACK7-U21' with 'RACK7-U22' ...\n",
    });
    expect((await edit("c", "0", "a part number that needs more room")).code).toBe(0);
    const { inventory } = bmc.device.fru.devices[0]!;
    expect(inventory).toMatchObject({
      chassis: { partNumber: "a part number that needs more room", serialNumber: "RUC2439000172" },
      board: { serialNumber: "RUB2438004711" },
      product: { assetTag: "RACK7-U22", fruFileId: "es2000.fru 1.0" },
    });
    const { index, section, from, to } = JSON.parse(
      (await run("--json", "fru", "edit", "0", "field", "b", "0", "me")).out,
    );
    expect({ index, section, from, to }).toStrictEqual({ index: 0, section: "board", from: "ruipmi", to: "me" });
  });

  it("says what cannot be edited", async () => {
    expect(await run("fru", "edit", "0", "field", "p", "40", "X")).toStrictEqual({
      code: 1,
      out: "Field not found !\n",
      err: "",
    });
    const noBoard = await run("fru", "edit", "1", "field", "b", "0", "X");
    expect(noBoard).toMatchObject({ code: 1, err: expect.stringContaining("no such section") });
    const long = await run("fru", "edit", "0", "field", "p", "0", "x".repeat(64));
    expect(long).toMatchObject({ code: 1, err: expect.stringContaining("63 bytes") });
  });
});

describe("wrong words after fru", () => {
  it.each([
    ["fru print one", "FRU ID"],
    ["fru print 1 2", "one too many"],
    ["fru print 256", "0 to 255"],
    ["fru read 0", "needs a FRU ID and a file"],
    ["fru edit 0 feild p 0 X", "did you mean field?"],
    ["fru edit 0 field x 0 X", "chassis"],
    ["fru edit 0 field p X X", "INDEX"],
    ["fru edit", "needs a FRU ID"],
    ["fru pritn", "did you mean fru print?"],
  ])("%s: exit 2, and nothing is sent", async (line, message) => {
    const before = bmc.events.length;
    expect(await run(...line.split(" "))).toMatchObject({ code: 2, out: "", err: expect.stringContaining(message) });
    expect(bmc.events.length).toBe(before);
  });
});

describe("fru write of a file that cannot be read", () => {
  it("fails as every command does that is given a file, and sends nothing", async () => {
    const before = bmc.events.length;
    const { code, err } = await run("fru", "write", "0", "missing.bin");
    expect([code, err]).toEqual([1, expect.stringContaining('cannot read "missing.bin"')]);
    expect(bmc.events.length).toBe(before);
  });
});

describe("fru print where the sensor data records are refused", () => {
  it("prints the controller's own FRU, and says what is missing", async () => {
    bmc.engine.handle(getSdrRepositoryInfo, () => refuse(0xc1));
    bmc.engine.handle(getDeviceSdrInfo, () => refuse(0xc1));
    const { code, out, err } = await run("fru", "print");
    expect(code).toBe(1);
    expect(out).toMatch(/^FRU Device Description : Builtin FRU Device \(ID 0\)\n Chassis Type/);
    expect(err).toContain("the other FRUs are not known");
  });
});

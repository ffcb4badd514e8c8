import { createThresholdSensor } from "@ruipmi/bmc";
import { latin1 } from "@ruipmi/commands";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeIo } from "../support/fake-io.ts";
import { type Outcome, ruipmi, ruipmiIn } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
  bmc.device.sensors.splice(
    0,
    bmc.device.sensors.length,
    createThresholdSensor({
      ...{ number: 1, name: "Inlet Temp", entityId: 55, entityInstance: 1, sensorType: 1, baseUnit: 1, value: 23 },
      ...{ thresholds: { upperNonCritical: 38, upperCritical: 42 } },
    }),
    createThresholdSensor({
      ...{ number: 2, name: "Hot", entityId: 7, entityInstance: 1, sensorType: 1, baseUnit: 1, value: 99 },
      ...{ thresholds: { upperNonCritical: 50, upperCritical: 60 } },
    }),
  );
  bmc.device.fru.devices.splice(1);
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...words);

describe("sdr list and elist", () => {
  it("show name, reading and status", async () => {
    expect((await run("sdr", "list")).out).toBe(
      "Inlet Temp       | 23 degrees C      | ok\nHot              | 99 degrees C      | cr\n",
    );
    expect((await run("sdr", "elist")).out).toBe(
      "Inlet Temp       | 01h | ok  | 55.1 | 23 degrees C\nHot              | 02h | ucr |  7.1 | 99 degrees C\n",
    );
    expect((await run("-c", "sdr", "list")).out).toBe("Inlet Temp,23,degrees C,ok\nHot,99,degrees C,cr\n");
    expect((await run("sdr", "list", "mcloc")).out).toBe("BMC              | Static MC @ 20h   | ok\n");
  });

  it("give values with units, names for numbers and the thresholds passed as JSON", async () => {
    const { records } = JSON.parse((await run("--json", "sdr", "list", "all")).out) as { records: unknown[] };
    expect(records).toMatchObject([
      { recordType: "mcDeviceLocator", name: "BMC", entity: { entityId: 46, name: "Management Controller Firmware" } },
      { name: "Inlet Temp", reading: { value: 23, unit: "degrees C" }, raw: 23, state: "read", crossed: [] },
      { name: "Hot", sensorType: { code: 1, name: "Temperature" }, crossed: ["upperCritical", "upperNonCritical"] },
    ]);
  });

  it("show control characters in a name as question marks", async () => {
    bmc.device.sdr.records.push({
      kind: "genericDeviceLocator",
      ...{ deviceAccessAddress: 0x20, deviceSlaveAddress: 0xa0, channelNumber: 0, lun: 0, privateBusId: 0 },
      ...{ addressSpan: 0, deviceType: 8, deviceTypeModifier: 0, oem: 0, idString: latin1("A\x1b[31mB") },
      entity: { entityId: 7, entityInstance: 1, isLogical: false },
    });
    expect((await run("sdr", "list", "generic")).out).toBe("A?[31mB          | Generic @20:A0.0  | ok\n");
  });

  it.each([
    [["sdr", "list", "ful"], "did you mean full?"],
    [["sdr", "type", "Temprature"], "did you mean Temperature?"],
    [["sdr", "entity", "Procesor"], "did you mean Processor?"],
    [["sdr", "entity", "300"], "0 to 255"],
    [["sdr", "get"], "needs a name"],
    [["sdr", "dump"], "one file name"],
  ])("refuse %j before anything is sent", async (words, text) => {
    const { code, err } = await ruipmi("-H", "127.0.0.1", "-p", "1", ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  });
});

describe("sdr get", () => {
  it("shows what there is, and fails for what there is not with the nearest name", async () => {
    const { code, out, err } = await run("sdr", "get", "Inlet Temp", "Hott");
    expect(code).toBe(1);
    expect(out).toMatch(/^Sensor ID {14}: Inlet Temp \(0x1\)\n Entity ID {13}: 55\.1 \(Air Inlet\)\n/);
    expect(out).toContain(" Upper critical        : 42.000\n");
    expect(err).toBe('ruipmi: there is no sensor or device "Hott"; did you mean Hot?\n');
  });
});

describe("what was wrong with the records", () => {
  it("is a warning on stderr, one for all that are alike, and stands in the JSON", async () => {
    bmc.device.sdr.records.push(
      ...[1, 2].map(() => ({
        kind: "other" as const,
        recordType: 0x03,
        body: Uint8Array.from(Buffer.from("2000990701236f010000 00c95348525400".replaceAll(" ", ""), "hex")),
      })),
    );
    const { out, err } = await run("sdr", "list", "event");
    expect(out).toBe("SHRT             | Event-Only        | ns\n".repeat(2));
    expect(err).toBe("ruipmi: warning: SDR 0004h, 0005h: idString: is 9 bytes long, but 5 are left: those are read\n");
    const { records } = JSON.parse((await run("--json", "sdr", "list", "event")).out) as { records: unknown[] };
    expect(records[0]).toMatchObject({ tolerated: [{ field: "idString" }] });
  });
});

describe("sdr dump", () => {
  it("writes every record, and fails where the file cannot be", async () => {
    const io = new FakeIo();
    const { code, out } = await ruipmiIn(io, ...bmc.options, "sdr", "dump", "box.sdrs");
    expect([code, out]).toEqual([0, "Dumping Sensor Data Repository to 'box.sdrs'\n"]);
    const file = io.files.get("box.sdrs")!;
    expect(file.subarray(0, 4)).toEqual(Uint8Array.of(1, 0, 0x51, 0x12));
    const broken = new FakeIo();
    broken.writeFile = () => {
      throw new Error("disk full");
    };
    const failed = await ruipmiIn(broken, ...bmc.options, "sdr", "dump", "box.sdrs");
    expect([failed.code, failed.out]).toEqual([1, ""]);
    expect(failed.err).toContain("disk full");
  });
});

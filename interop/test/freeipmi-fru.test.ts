import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run as runRuipmi } from "@ruipmi/cli";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fruLines } from "../lines/fru.ts";
import { FolderIo } from "./support/folder-io.ts";
import { freeipmiAt } from "./support/logins.ts";
import { installed } from "./support/peers.ts";
import { type StillBmc, startStillBmc } from "./support/still-bmc.ts";

// biome-ignore lint/suspicious/noExplicitAny: what --json prints, which its schema holds to its shape elsewhere
type Json = any;

describe.skipIf(!installed("ipmi-fru"))("FreeIPMI's ipmi-fru agrees with ruipmi on every value", () => {
  const folder = mkdtempSync(join(tmpdir(), "ruipmi-freeipmi-fru-"));
  const bmcs: StillBmc[] = [];
  let plain: Pair;
  let foreign: Pair;
  beforeAll(async () => {
    const start = async (device?: Parameters<typeof startStillBmc>[0]): Promise<Pair> => {
      const bmc = await startStillBmc(device);
      bmcs.push(bmc);
      return { theirs: await freeipmi(bmc.port, mkdtempSync(join(folder, "cache-"))), ours: await ruipmi(bmc.port) };
    };
    plain = await start();
    foreign = await start(fruLines.find(({ name }) => name === "fru of every kind")!.device!);
  }, 60_000);
  afterAll(async () => {
    for (const bmc of bmcs) await bmc.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("of the machine that nobody described", () => {
    expect(plain.ours.map(freeipmiText)).toStrictEqual(plain.theirs);
    expect(plain.theirs).toHaveLength(7);
  });

  it("of a power supply made elsewhere, with records of every kind", () => {
    expect(foreign.theirs[1]).toContain("FRU Power Supply Overall Capacity: 1100 Watts\n");
    expect(freeipmiText(foreign.ours[1])).toBe(foreign.theirs[1]);
  });

  it("of packed fields, but BCD plus, which FreeIPMI refuses where it is not of digits alone", () => {
    const bcdRefused = "Error 'FRU invalid BCD encoding'";
    const ours = freeipmiText(foreign.ours[2]).replaceAll(/12-345\.6|00042|(?<=Model Number: )7$/gm, bcdRefused);
    // It prints Latin 1 as it is stored.
    expect(ours.replace("é", "\ufffd")).toBe(foreign.theirs[2]);
  });

  it("of the others FreeIPMI says only that they are wrong, or in a language that it cannot write", () => {
    expect(foreign.theirs[3]).toContain("FRU Error: common header checksum invalid");
    expect(foreign.theirs[4]).toContain("FRU Board Manufacturer: Error 'FRU language code not supported'");
    expect(foreign.ours[3].tolerated.length).toBeGreaterThan(0);
    expect(foreign.ours[4].inventory.board.manufacturer).toBe("メーカー");
    expect(foreign.theirs[5]).toContain("FRU Error: common header checksum invalid");
    expect(foreign.ours[5].error).toContain("format version");
  });
});

interface Pair {
  /** What ipmi-fru prints, device by device. */
  readonly theirs: readonly string[];
  /** What ruipmi prints with `--json`. */
  readonly ours: readonly Json[];
}

async function freeipmi(port: number, cache: string): Promise<readonly string[]> {
  const { stdout } = await freeipmiAt(port, "ipmi-fru")("-v", "--sdr-cache-directory", cache, "--quiet-cache");
  return stdout
    .split(/^FRU Inventory Device: .*\n\n/m)
    .slice(1)
    .map((text) => text.trim().concat("\n"));
}

async function ruipmi(port: number): Promise<readonly Json[]> {
  const io = new FolderIo(tmpdir(), {});
  const login = ["-H", "127.0.0.1", "-p", String(port), "-U", "admin", "-P", "password", "--no-cache", "--json"];
  expect(await runRuipmi([...login, "fru", "print"], io), io.stderr.text).toBe(0);
  return JSON.parse(io.stdout.text).devices;
}

/** What `--json` says in the words of ipmi-fru, its spelling included. */
function freeipmiText({ inventory }: Json): string {
  const { chassis, board, product, multiRecords = [] } = inventory;
  const areas: readonly (readonly string[])[] = [
    chassis === undefined
      ? []
      : [
          `FRU Chassis Type: ${chassis.chassisTypeName}`,
          ...field("FRU Chassis Part Number", chassis.partNumber),
          ...field("FRU Chassis Serial Number", chassis.serialNumber),
          ...custom("FRU Chassis Custom Info", chassis.customFields),
        ],
    board === undefined
      ? []
      : [
          "FRU Board Language: English",
          ...(board.manufacturingTime === undefined
            ? []
            : [`FRU Board Manufacturing Date/Time: ${dateText(board.manufacturingTime)}`]),
          ...field("FRU Board Manufacturer", board.manufacturer),
          ...field("FRU Board Product Name", board.productName),
          ...field("FRU Board Serial Number", board.serialNumber),
          ...field("FRU Board Part Number", board.partNumber),
          ...field("FRU FRU File ID", board.fruFileId),
          ...custom("FRU Board Custom Info", board.customFields),
        ],
    product === undefined
      ? []
      : [
          "FRU Product Language: English",
          ...field("FRU Product Manufacturer Name", product.manufacturer),
          ...field("FRU Product Name", product.productName),
          ...field("FRU Product Part/Model Number", product.partNumber),
          ...field("FRU Product Version", product.version),
          ...field("FRU Product Serial Number", product.serialNumber),
          ...field("FRU Product Asset Tag", product.assetTag),
          ...field("FRU FRU File ID", product.fruFileId),
          ...custom("FRU Product Custom Info", product.customFields),
        ],
    ...multiRecords.map(recordLines),
  ];
  const shown = areas.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.map((line) => `  ${line}\n`).join("")).join("\n")}`.trim().concat("\n");
}

function field(name: string, value: Json): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === "string") return [`${name}: ${value}`];
  return [`${name}: ${value.text ?? hexText(value.bytes)}`];
}

function custom(name: string, values: readonly Json[] = []): readonly string[] {
  return values.flatMap((value) => field(name, value));
}

function recordLines(record: Json): readonly string[] {
  switch (record.kind) {
    case "powerSupply":
      return powerSupplyLines(record);
    case "dcOutput":
    case "extendedDcOutput":
      return [
        ["Output Number", record.outputNumber],
        ["Output on Standy", yesNo(record.standby)],
        ["Nominal Voltage", milli(record.nominalVoltage, "mV")],
        ["Maximum Negative Voltage Deviation", milli(record.maximumNegativeDeviation, "mV")],
        ["Maximum Positive Voltage Deviation", milli(record.maximumPositiveDeviation, "mV")],
        ["Ripple and Noise pk-pk", amount(record.rippleAndNoise)],
        ["Minimum Current Draw", milli(record.minimumCurrent, "mA")],
        ["Maximum Current Draw", milli(record.maximumCurrent, "mA")],
      ].map(([name, text]) => `FRU DC Output ${name}: ${text}`);
    case "dcLoad":
    case "extendedDcLoad":
      return [
        ["Output Number", record.outputNumber],
        ["Nominal Voltage", milli(record.nominalVoltage, "mV")],
        ["Spec'd Minimum Voltage", milli(record.minimumVoltage, "mV")],
        ["Spec'd Maximum Voltage", milli(record.maximumVoltage, "mV")],
        ["Spec'd Ripple and Noise pk-pk", amount(record.rippleAndNoise)],
        ["Minimum Current Load", milli(record.minimumCurrent, "mA")],
        ["Maximum Current Load", milli(record.maximumCurrent, "mA")],
      ].map(([name, text]) => `FRU DC Load ${name}: ${text}`);
    case "managementAccess":
      return [`FRU Management Access System Name: ${record.text}`];
    case "baseCompatibility":
      return [
        ["Manufacturer ID", manufacturerText(record.manufacturerId)],
        ["Entity ID", hexNumber(record.entityId)],
        ["Comptability Base", hexNumber(record.compatibilityBase)],
        ["Comptability Code Start Value", hexNumber(record.codeStart)],
        ["Code Mask", hexText(record.codeRangeMask)],
      ].map(([name, text]) => `FRU Base Compatibility ${name}: ${text}`);
    default:
      return [
        `FRU OEM Manufacturer ID: ${manufacturerText(record.manufacturerId)}`,
        `FRU OEM Data: ${hexText(record.data)}`,
      ];
  }
}

function powerSupplyLines(supply: Json): readonly string[] {
  const { inputVoltageRange1: one, inputVoltageRange2: two, inputFrequencyRange: frequency } = supply;
  const volts = (value: number): string => milli({ value }, "mV");
  return [
    ["Overall Capacity", amount(supply.overallCapacity, "Watts")],
    ["Peak VA", amount(supply.peakVa)],
    ["Max Inrush Current", amount(supply.inrushCurrent, "Amps")],
    ["Inrush Interval", amount(supply.inrushInterval)],
    ["Low End Input Voltage 1", volts(one.low)],
    ["High End Input Voltage 1", volts(one.high)],
    ["Low End Input Voltage 2", volts(two.low)],
    ["High End Input Voltage 2", volts(two.high)],
    ["Low End Acceptable Frequency", `${frequency.low} Hz`],
    ["High End Acceptable Frequency", `${frequency.high} Hz`],
    ["A/C Dropout Tolerance", amount(supply.dropoutTolerance)],
    ["Predictive Fail Support", yesNo(supply.predictiveFail)],
    ["Predictive Fail", `Tach output, ${supply.twoPulsesOrDeasserted ? "two pulses" : "one pulse"} per rotation`],
    ["Power Factor Correction Supported", yesNo(supply.powerFactorCorrection)],
    ["AutoSwitch Supprt", yesNo(supply.autoswitch)],
    ["Hot Swap Support", yesNo(supply.hotSwap)],
    ["Peak Capacity", amount(supply.peakCapacity, "Watts")],
    ["Hold Up Time", amount(supply.peakCapacityHoldUpTime)],
    ["Voltage 1", `${supply.combinedWattage.voltage1.value}V`],
    ["Voltage 2", `${supply.combinedWattage.voltage2.value}V`],
    ["Total Combined Wattage", amount(supply.combinedWattage, "Watts")],
  ].map(([name, text]) => `FRU Power Supply ${name}: ${text}`);
}

function amount({ value, unit }: Json, word: string = unit): string {
  return `${value} ${word}`;
}

function milli({ value }: Json, unit: string): string {
  return `${Math.round(value * 1000)} ${unit}`;
}

function yesNo(value: boolean): string {
  return value ? "Yes" : "No";
}

function hexNumber(value: number): string {
  return `${value.toString(16).toUpperCase()}h`;
}

function hexText(hex: string): string {
  return (hex.match(/../g) ?? []).map((byte) => `${byte.toUpperCase()}h`).join(" ");
}

/** FreeIPMI has a name for the one of them that there is. */
function manufacturerText(id: number): string {
  return id === 0x1291 ? "MontaVista Software, Inc. (1291h)" : hexNumber(id);
}

function dateText(time: string): string {
  const [, year, month, day, clock] = /^\d\d(\d\d)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(time) ?? [];
  return `${month}/${day}/${year} - ${clock}`;
}

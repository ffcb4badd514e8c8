import {
  type CombinedVoltage,
  type CombinedWattage,
  type DcLoad,
  type DcOutput,
  decodeFruMultiRecord,
  type FruMultiRecord,
  manufacturerName,
  type OemMultiRecord,
  type PowerSupplyInformation,
  picmgManufacturerId,
} from "@ruipmi/commands";
import { fixed } from "../fixed.ts";

/** A record of the MultiRecord area in the layout of ipmitool; nothing for those that it passes over. */
export function multiRecordText(record: FruMultiRecord): string {
  const { value } = decodeFruMultiRecord(record);
  switch (value.kind) {
    case "powerSupply":
      return table(" Power Supply Record", powerSupplyRows(value));
    case "dcOutput":
      return table(" DC Output Record", outputRows(value));
    case "dcLoad":
      return table(" DC Load Record", loadRows(value));
    case "oem":
      return value.recordTypeId === oemExtension ? `${oemHeading(value)}\n` : "";
    default:
      return "";
  }
}

type Row = readonly [name: string, text: string];

/** The only one of the OEM's types that ipmitool looks at. */
const oemExtension = 0xc0;

function table(heading: string, rows: readonly Row[]): string {
  return [heading, ...rows.map(([name, text]) => `  ${name.padEnd(27)}: ${text}`)].map((line) => `${line}\n`).join("");
}

function powerSupplyRows(supply: PowerSupplyInformation): readonly Row[] {
  const { inputVoltageRange1: range1, inputVoltageRange2: range2, inputFrequencyRange: frequency } = supply;
  const volts = (value: number): number => Math.trunc(value);
  return [
    ["Capacity", `${supply.overallCapacity} W`],
    ["Peak VA", `${supply.peakVa ?? 0xffff} VA`],
    ["Inrush Current", `${supply.inrushCurrent ?? 0xff} A`],
    ["Inrush Interval", `${supply.inrushInterval} ms`],
    ["Input Voltage Range 1", `${volts(range1.low)}-${volts(range1.high)} V`],
    ["Input Voltage Range 2", `${volts(range2.low)}-${volts(range2.high)} V`],
    ["Input Frequency Range", `${frequency.low}-${frequency.high} Hz`],
    ["A/C Dropout Tolerance", `${supply.dropoutTolerance} ms`],
    ["Flags", flagsText(supply)],
    ["Peak capacity", `${supply.peakCapacity} W`],
    ["Peak capacity holdup", `${supply.peakCapacityHoldUpTime} s`],
    ["Combined capacity", combinedText(supply.combinedWattage)],
    ...(supply.predictiveFail ? ([["Fan lower threshold", `${supply.predictiveFailThreshold} RPS`]] as const) : []),
  ];
}

/** ipmitool leaves a blank after each of these words but those of the signal. */
function flagsText(supply: PowerSupplyInformation): string {
  const words: readonly (readonly [boolean, string])[] = [
    [supply.predictiveFail, "'Predictive fail' "],
    [supply.powerFactorCorrection, "'Power factor correction' "],
    [supply.autoswitch, "'Autoswitch voltage' "],
    [supply.hotSwap, "'Hot swap' "],
    [supply.predictiveFail, signalText(supply)],
  ];
  return words
    .filter(([isSet]) => isSet)
    .map(([, word]) => word)
    .join("");
}

function signalText({ predictiveFailThreshold, twoPulsesOrDeasserted }: PowerSupplyInformation): string {
  if (predictiveFailThreshold > 0) {
    return twoPulsesOrDeasserted ? "'Two pulses per rotation'" : "'One pulse per rotation'";
  }
  return twoPulsesOrDeasserted ? "'Failure on pin de-assertion'" : "'Failure on pin assertion'";
}

function combinedText(combined: CombinedWattage | undefined): string {
  if (combined === undefined) return "not specified";
  return `${combined.watts} W (${voltageText(combined.voltage1)} and ${voltageText(combined.voltage2)})`;
}

function voltageText(voltage: CombinedVoltage | undefined): string {
  return voltage === undefined ? "unknown" : `${voltage} V`;
}

function outputRows(output: DcOutput): readonly Row[] {
  return [
    ["Output Number", `${output.outputNumber}`],
    ["Standby power", output.standby ? "Yes" : "No"],
    ["Nominal voltage", `${fixed(output.nominalVoltage, 2)} V`],
    ["Max negative deviation", `${fixed(output.maximumNegativeDeviation, 2)} V`],
    ["Max positive deviation", `${fixed(output.maximumPositiveDeviation, 2)} V`],
    ["Ripple and noise pk-pk", `${output.rippleAndNoise} mV`],
    ["Minimum current draw", `${fixed(output.minimumCurrent, 3)} A`],
    ["Maximum current draw", `${fixed(output.maximumCurrent, 3)} A`],
  ];
}

function loadRows(load: DcLoad): readonly Row[] {
  return [
    ["Output Number", `${load.outputNumber}`],
    ["Nominal voltage", `${fixed(load.nominalVoltage, 2)} V`],
    ["Min voltage allowed", `${fixed(load.minimumVoltage, 2)} V`],
    ["Max voltage allowed", `${fixed(load.maximumVoltage, 2)} V`],
    ["Ripple and noise pk-pk", `${load.rippleAndNoise} mV`],
    ["Minimum current load", `${fixed(load.minimumCurrent, 3)} A`],
    ["Maximum current load", `${fixed(load.maximumCurrent, 3)} A`],
  ];
}

function oemHeading({ manufacturerId }: OemMultiRecord): string {
  if (manufacturerId === picmgManufacturerId) return "  PICMG Extension Record";
  const unknown = `Unknown (0x${manufacturerId.toString(16).toUpperCase()})`;
  return `  OEM (${manufacturerName(manufacturerId) ?? unknown}) Record`;
}

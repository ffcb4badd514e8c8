import {
  type DcLoad,
  type DcOutput,
  decodeFruMultiRecord,
  type FruMultiRecord,
  type FruMultiRecordValue,
  ManagementAccessType,
  managementAccessText,
  type PowerSupplyInformation,
  type PowerSupplyRange,
} from "@ruipmi/commands";
import {
  boolean,
  byte,
  hexBytes,
  integer,
  type JsonSchema,
  literal,
  nameOrNumber,
  number,
  object,
  oneOf,
  optional,
  quantity,
  string,
  tolerated,
  words,
} from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** A record of the MultiRecord area as `--json` prints it, units beside numbers. */
export function multiRecordDocument(record: FruMultiRecord): object {
  const { value, tolerated: problems } = decodeFruMultiRecord(record);
  return { recordTypeId: record.recordTypeId, ...valueDocument(value), ...(problems && { tolerated: problems }) };
}

function valueDocument(value: FruMultiRecordValue): object {
  switch (value.kind) {
    case "powerSupply":
      return powerSupplyDocument(value);
    case "dcOutput":
    case "extendedDcOutput":
      return outputDocument(value);
    case "dcLoad":
    case "extendedDcLoad":
      return loadDocument(value);
    case "managementAccess": {
      const isText = value.subRecordType !== ManagementAccessType.systemUniqueId;
      const said = isText ? { text: managementAccessText(value) } : { data: value.data };
      return { kind: value.kind, subRecordType: keyOf(ManagementAccessType, value.subRecordType), ...said };
    }
    default:
      return value;
  }
}

const inUnit =
  (unit: string) =>
  (value: number): object => ({ value, unit });
const watts = inUnit("W");
const volts = inUnit("V");
const millivolts = inUnit("mV");
const amperes = inUnit("A");
const milliseconds = inUnit("ms");

function powerSupplyDocument(supply: PowerSupplyInformation): object {
  const { peakVa, inrushCurrent, combinedWattage: combined } = supply;
  const range = ({ low, high }: PowerSupplyRange, unit: string): object => ({ low, high, unit });
  return {
    kind: supply.kind,
    overallCapacity: watts(supply.overallCapacity),
    peakVa: peakVa === undefined ? undefined : { value: peakVa, unit: "VA" },
    inrushCurrent: inrushCurrent === undefined ? undefined : amperes(inrushCurrent),
    inrushInterval: milliseconds(supply.inrushInterval),
    inputVoltageRange1: range(supply.inputVoltageRange1, "V"),
    inputVoltageRange2: range(supply.inputVoltageRange2, "V"),
    inputFrequencyRange: range(supply.inputFrequencyRange, "Hz"),
    dropoutTolerance: milliseconds(supply.dropoutTolerance),
    predictiveFail: supply.predictiveFail,
    powerFactorCorrection: supply.powerFactorCorrection,
    autoswitch: supply.autoswitch,
    hotSwap: supply.hotSwap,
    twoPulsesOrDeasserted: supply.twoPulsesOrDeasserted,
    peakCapacity: watts(supply.peakCapacity),
    peakCapacityHoldUpTime: { value: supply.peakCapacityHoldUpTime, unit: "s" },
    combinedWattage: combined && {
      ...watts(combined.watts),
      voltage1: combined.voltage1 && volts(combined.voltage1),
      voltage2: combined.voltage2 && volts(combined.voltage2),
    },
    predictiveFailThreshold: { value: supply.predictiveFailThreshold, unit: "rotations/s" },
  };
}

function outputDocument(output: DcOutput): object {
  return {
    kind: output.kind,
    outputNumber: output.outputNumber,
    standby: output.standby,
    nominalVoltage: volts(output.nominalVoltage),
    maximumNegativeDeviation: volts(output.maximumNegativeDeviation),
    maximumPositiveDeviation: volts(output.maximumPositiveDeviation),
    rippleAndNoise: millivolts(output.rippleAndNoise),
    minimumCurrent: amperes(output.minimumCurrent),
    maximumCurrent: amperes(output.maximumCurrent),
  };
}

function loadDocument(load: DcLoad): object {
  return {
    kind: load.kind,
    outputNumber: load.outputNumber,
    nominalVoltage: volts(load.nominalVoltage),
    minimumVoltage: volts(load.minimumVoltage),
    maximumVoltage: volts(load.maximumVoltage),
    rippleAndNoise: millivolts(load.rippleAndNoise),
    minimumCurrent: amperes(load.minimumCurrent),
    maximumCurrent: amperes(load.maximumCurrent),
  };
}

const recordTypeId = byte();
const range = (unit: string): JsonSchema => object({ low: number(), high: number(), unit: literal(unit) });
const power = {
  outputNumber: integer(undefined, 0, 15),
  nominalVoltage: quantity("V"),
  rippleAndNoise: quantity("mV", "peak to peak"),
  minimumCurrent: quantity("A"),
  maximumCurrent: quantity("A"),
  tolerated,
};

/** The schema of {@link multiRecordDocument}. */
export const multiRecordSchema: JsonSchema = oneOf([
  object({
    recordTypeId,
    kind: literal("powerSupply"),
    overallCapacity: quantity("W"),
    peakVa: optional(quantity("VA")),
    inrushCurrent: optional(quantity("A")),
    inrushInterval: quantity("ms"),
    inputVoltageRange1: range("V"),
    inputVoltageRange2: range("V"),
    inputFrequencyRange: range("Hz"),
    dropoutTolerance: quantity("ms"),
    predictiveFail: boolean(),
    powerFactorCorrection: boolean(),
    autoswitch: boolean(),
    hotSwap: boolean(),
    twoPulsesOrDeasserted: boolean("two tachometer pulses a rotation, or failure when its signal is not asserted"),
    peakCapacity: quantity("W"),
    peakCapacityHoldUpTime: quantity("s"),
    combinedWattage: optional(
      object({
        value: integer(),
        unit: literal("W"),
        voltage1: optional(quantity("V")),
        voltage2: optional(quantity("V")),
      }),
    ),
    predictiveFailThreshold: quantity("rotations/s", "0 where there is a fail signal instead"),
    tolerated,
  }),
  object({
    recordTypeId,
    kind: words(["dcOutput", "extendedDcOutput"]),
    standby: boolean("whether it is on in standby"),
    maximumNegativeDeviation: quantity("V"),
    maximumPositiveDeviation: quantity("V"),
    ...power,
  }),
  object({
    recordTypeId,
    kind: words(["dcLoad", "extendedDcLoad"]),
    minimumVoltage: quantity("V"),
    maximumVoltage: quantity("V"),
    ...power,
  }),
  object({
    recordTypeId,
    kind: literal("managementAccess"),
    subRecordType: nameOrNumber(ManagementAccessType),
    text: optional(string()),
    data: optional(hexBytes("the system unique ID")),
    tolerated,
  }),
  object({
    recordTypeId,
    kind: words(["baseCompatibility", "extendedCompatibility"]),
    manufacturerId: integer("IANA enterprise number"),
    entityId: byte(),
    compatibilityBase: byte(),
    codeStart: integer(undefined, 0, 127),
    codeRangeMask: hexBytes(),
    tolerated,
  }),
  object({
    recordTypeId,
    kind: literal("oem"),
    manufacturerId: integer("IANA enterprise number"),
    data: hexBytes(),
    tolerated,
  }),
  object({ recordTypeId, kind: literal("unknown"), data: hexBytes(), tolerated }),
]);

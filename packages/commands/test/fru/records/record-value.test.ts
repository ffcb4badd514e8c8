import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  byte,
  bytesOf,
  nibble,
  record,
  testCodecLaws,
  uint16,
  uint24,
} from "../../../../core/test/support/codec-laws.ts";
import { type Compatibility, compatibilityRecord } from "../../../src/fru/records/compatibility.ts";
import { type DcLoad, type DcOutput, dcLoadRecord, dcOutputRecord } from "../../../src/fru/records/dc-power.ts";
import { type ManagementAccess, managementAccessRecord } from "../../../src/fru/records/management-access.ts";
import { type OemMultiRecord, oemRecord } from "../../../src/fru/records/oem-record.ts";
import {
  type CombinedVoltage,
  type PowerSupplyInformation,
  powerSupplyRecord,
} from "../../../src/fru/records/power-supply.ts";
import {
  decodeFruInventory,
  decodeFruMultiRecord,
  encodeFruMultiRecord,
  type FruMultiRecordValue,
  managementAccessText,
} from "../../../src/index.ts";
import { psuFru } from "../../support/fru-images.ts";

const centivolts = uint16.map((value) => value / 100);
const signedVolts = fc.integer({ min: -0x8000, max: 0x7fff }).map((value) => value / 100);
const range = record({ low: centivolts, high: centivolts });
const voltage = fc.constantFrom<CombinedVoltage | undefined>(12, -12, 5, 3.3, undefined);
const twelveBits = fc.integer({ min: 0, max: 0xfff });

const supply: PowerSupplyInformation = {
  kind: "powerSupply",
  overallCapacity: 1100,
  peakVa: 1300,
  inrushCurrent: 40,
  inrushInterval: 5,
  inputVoltageRange1: { low: 90, high: 140 },
  inputVoltageRange2: { low: 180, high: 264 },
  inputFrequencyRange: { low: 47, high: 63 },
  dropoutTolerance: 12,
  predictiveFail: true,
  powerFactorCorrection: true,
  autoswitch: true,
  hotSwap: true,
  twoPulsesOrDeasserted: true,
  peakCapacity: 1210,
  peakCapacityHoldUpTime: 4,
  combinedWattage: { watts: 1000, voltage1: 12, voltage2: 3.3 },
  predictiveFailThreshold: 35,
};

testCodecLaws<PowerSupplyInformation>("power supply information", {
  codec: powerSupplyRecord,
  context: undefined,
  golden: [{ name: "1100 W", hex: "4c04 1405 28 05 2823 b036 5046 2067 2f 3f 0c 1f ba44 03 e803 23", value: supply }],
  arbitrary: fc
    .record({
      optional: fc.record({
        peakVa: fc.option(fc.integer({ min: 0, max: 0xfffe }), { nil: undefined }),
        inrushCurrent: fc.option(fc.integer({ min: 0, max: 0xfe }), { nil: undefined }),
        combinedWattage: fc.option(
          record({ watts: fc.integer({ min: 1, max: 0xffff }), voltage1: voltage, voltage2: voltage }),
          { nil: undefined },
        ),
      }),
      overallCapacity: twelveBits,
      inrushInterval: byte,
      inputVoltageRange1: range,
      inputVoltageRange2: range,
      inputFrequencyRange: record({ low: byte, high: byte }),
      dropoutTolerance: byte,
      flags: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      peakCapacity: twelveBits,
      peakCapacityHoldUpTime: nibble,
      predictiveFailThreshold: byte,
    })
    .map(({ optional, flags, ...rest }): PowerSupplyInformation => {
      const [predictiveFail, powerFactorCorrection, autoswitch, hotSwap, twoPulsesOrDeasserted] = flags;
      const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
      return {
        kind: "powerSupply",
        ...rest,
        ...present,
        predictiveFail: predictiveFail!,
        powerFactorCorrection: powerFactorCorrection!,
        autoswitch: autoswitch!,
        hotSwap: hotSwap!,
        twoPulsesOrDeasserted: twoPulsesOrDeasserted!,
      };
    }),
  shortest: 24,
  trailing: "refused",
});

const milliamperes = uint16.map((value) => value / 1000);
const tens = uint16.map((value) => value / 100);
const hundreds = uint16.map((value) => value / 10);

testCodecLaws<DcOutput>("DC output", {
  codec: dcOutputRecord("dcOutput"),
  context: undefined,
  golden: [
    {
      name: "5 V in standby",
      hex: "82 f401 db01 0d02 3200 0000 b80b",
      value: {
        kind: "dcOutput",
        currentUnit: 0.001,
        outputNumber: 2,
        standby: true,
        nominalVoltage: 5,
        maximumNegativeDeviation: 4.75,
        maximumPositiveDeviation: 5.25,
        rippleAndNoise: 50,
        minimumCurrent: 0,
        maximumCurrent: 3,
      },
    },
  ],
  arbitrary: record<DcOutput>({
    kind: fc.constant("dcOutput"),
    currentUnit: fc.constant(0.001),
    outputNumber: nibble,
    standby: fc.boolean(),
    nominalVoltage: signedVolts,
    maximumNegativeDeviation: signedVolts,
    maximumPositiveDeviation: signedVolts,
    rippleAndNoise: uint16,
    minimumCurrent: milliamperes,
    maximumCurrent: milliamperes,
  }),
  shortest: 13,
  trailing: "refused",
});

testCodecLaws<DcLoad>("extended DC load", {
  codec: dcLoadRecord("extendedDcLoad"),
  context: undefined,
  golden: [
    {
      name: "12 V, 50 A",
      hex: "11 b004 7404 ec04 6400 0a00 f401",
      value: {
        kind: "extendedDcLoad",
        currentUnit: 0.1,
        outputNumber: 1,
        nominalVoltage: 12,
        minimumVoltage: 11.4,
        maximumVoltage: 12.6,
        rippleAndNoise: 100,
        minimumCurrent: 1,
        maximumCurrent: 50,
      },
    },
  ],
  arbitrary: fc.constantFrom([0.01, tens], [0.1, hundreds]).chain(([currentUnit, amperes]) =>
    record<DcLoad>({
      kind: fc.constant("extendedDcLoad"),
      currentUnit: fc.constant(currentUnit as number),
      outputNumber: nibble,
      nominalVoltage: signedVolts,
      minimumVoltage: signedVolts,
      maximumVoltage: signedVolts,
      rippleAndNoise: uint16,
      minimumCurrent: amperes as fc.Arbitrary<number>,
      maximumCurrent: amperes as fc.Arbitrary<number>,
    }),
  ),
  shortest: 13,
  trailing: "refused",
});

testCodecLaws<ManagementAccess>("management access", {
  codec: managementAccessRecord,
  context: undefined,
  golden: [
    {
      name: "a system's name",
      hex: "02 626f78",
      value: { kind: "managementAccess", subRecordType: 2, data: Uint8Array.of(0x62, 0x6f, 0x78) },
    },
  ],
  arbitrary: record<ManagementAccess>({
    kind: fc.constant("managementAccess"),
    subRecordType: byte,
    data: bytesOf(0, 20),
  }),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws<Compatibility>("base compatibility", {
  codec: compatibilityRecord("baseCompatibility"),
  context: undefined,
  golden: [
    {
      name: "four codes",
      hex: "911200 0a 01 05 0f",
      value: {
        kind: "baseCompatibility",
        manufacturerId: 0x1291,
        entityId: 10,
        compatibilityBase: 1,
        codeStart: 5,
        codeRangeMask: Uint8Array.of(0x0f),
      },
    },
  ],
  arbitrary: record<Compatibility>({
    kind: fc.constant("baseCompatibility"),
    manufacturerId: uint24,
    entityId: byte,
    compatibilityBase: byte,
    codeStart: fc.integer({ min: 0, max: 0x7f }),
    codeRangeMask: bytesOf(0, 8),
  }),
  shortest: 6,
  trailing: "taken",
});

testCodecLaws<OemMultiRecord>("an OEM's record", {
  codec: oemRecord(0xc0),
  context: undefined,
  golden: [
    {
      name: "of PICMG",
      hex: "5a3100 14",
      value: { kind: "oem", recordTypeId: 0xc0, manufacturerId: 12_634, data: Uint8Array.of(0x14) },
    },
  ],
  arbitrary: record<OemMultiRecord>({
    kind: fc.constant("oem"),
    recordTypeId: fc.constant(0xc0),
    manufacturerId: uint24,
    data: bytesOf(0, 20),
  }),
  shortest: 3,
  trailing: "taken",
});

describe("records by their type", () => {
  const { multiRecords = [] } = decodeFruInventory(psuFru).inventory;

  it("mean what another encoder meant", () => {
    const values = multiRecords.map((each) => decodeFruMultiRecord(each));
    expect(values.map(({ value }) => value.kind)).toStrictEqual([
      "powerSupply",
      "dcOutput",
      "dcOutput",
      "dcLoad",
      "managementAccess",
      "baseCompatibility",
      "extendedDcOutput",
      "oem",
      "oem",
    ]);
    expect(values[0]?.value).toStrictEqual(supply);
    expect(managementAccessText(values[4]!.value as ManagementAccess)).toBe("box-7");
    expect(values[6]?.value).toMatchObject({ currentUnit: 0.1, minimumCurrent: 0.5, maximumCurrent: 92 });
    expect(values.filter(({ tolerated }) => tolerated !== undefined)).toStrictEqual([]);
  });

  it("are written as they were read", () => {
    for (const each of multiRecords) {
      expect(encodeFruMultiRecord(decodeFruMultiRecord(each).value)).toStrictEqual(each);
    }
  });

  it("are unknown where they are too short, and cut where they are too long", () => {
    const data = multiRecords[0]!.data;
    const short = decodeFruMultiRecord({ recordTypeId: 0, data: data.subarray(0, 23) });
    expect(short.value).toStrictEqual({ kind: "unknown", recordTypeId: 0, data: data.subarray(0, 23) });
    expect(short.tolerated).toHaveLength(1);
    const long = decodeFruMultiRecord({ recordTypeId: 0, data: Uint8Array.of(...data, 1, 2) });
    expect(long.value).toStrictEqual(supply);
    expect(long.tolerated?.[0]).toMatchObject({ offset: 24 });
  });

  it("are whatever they are, and never an error", () => {
    fc.assert(
      fc.property(byte, bytesOf(0, 40), (recordTypeId, data) => {
        const { value } = decodeFruMultiRecord({ recordTypeId, data });
        const again = decodeFruMultiRecord(encodeFruMultiRecord(value));
        expect(again.value).toStrictEqual(value satisfies FruMultiRecordValue);
      }),
    );
  });
});

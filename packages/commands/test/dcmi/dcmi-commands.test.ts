import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, record, testCodecLaws, uint16, uint32 } from "../../../core/test/support/codec-laws.ts";
import {
  activatePowerLimit,
  type DcmiSensorQuery,
  dcmiCommands,
  type GetPowerReadingRequest,
  type GetPowerReadingResponse,
  getAssetTag,
  getDcmiSensorInfo,
  getManagementControllerIdentifierString,
  getPowerLimit,
  getPowerReading,
  getTemperatureReadings,
  getThermalLimit,
  type PowerLimit,
  type RollingAverageUnit,
  setAssetTag,
  setManagementControllerIdentifierString,
  setPowerLimit,
  setThermalLimit,
  type ThermalLimit,
} from "../../src/index.ts";

const period = record({
  duration: fc.integer({ min: 0, max: 63 }),
  unit: fc.constantFrom<RollingAverageUnit>("seconds", "minutes", "hours", "days"),
});

testCodecLaws<GetPowerReadingRequest>("Get Power Reading request", {
  codec: getPowerReading.request,
  context: undefined,
  golden: [
    { name: "system power", hex: "01 00 00", value: { mode: 1 } },
    {
      name: "over 5 minutes",
      hex: "02 45 00",
      value: { mode: 2, rollingAveragePeriod: { duration: 5, unit: "minutes" } },
    },
  ],
  arbitrary: fc.oneof(
    record({ mode: byte.filter((mode) => mode !== 2) }),
    record({ mode: fc.constant(2), rollingAveragePeriod: period }),
  ),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws<GetPowerReadingResponse, GetPowerReadingRequest>("Get Power Reading response", {
  codec: getPowerReading.response,
  context: { mode: 1 },
  golden: [
    {
      name: "316 watts on average",
      hex: "2c01 2201 5601 3c01 78563412 60ea0000 40",
      value: {
        currentPower: 300,
        minimumPower: 290,
        maximumPower: 342,
        averagePower: 316,
        timestamp: 0x12345678,
        statisticsReportingPeriod: 60_000,
        measurementActive: true,
      },
    },
  ],
  arbitrary: record({
    currentPower: uint16,
    minimumPower: uint16,
    maximumPower: uint16,
    averagePower: uint16,
    timestamp: uint32,
    statisticsReportingPeriod: uint32,
    measurementActive: fc.boolean(),
  }),
  shortest: 17,
  trailing: "refused",
});

const limit: PowerLimit = {
  exceptionActions: 0x11,
  powerLimit: 500,
  correctionTimeLimit: 5000,
  statisticsSamplingPeriod: 60,
};
const limits = record<PowerLimit>({
  exceptionActions: byte,
  powerLimit: uint16,
  correctionTimeLimit: uint32,
  statisticsSamplingPeriod: uint16,
});

testCodecLaws("Get Power Limit response", {
  codec: getPowerLimit.response,
  context: undefined,
  golden: [{ name: "500 watts", hex: "0000 11 f401 88130000 0000 3c00", value: limit }],
  arbitrary: limits,
  shortest: 13,
  trailing: "refused",
});

testCodecLaws("Set Power Limit request", {
  codec: setPowerLimit.request,
  context: undefined,
  golden: [{ name: "500 watts", hex: "000000 11 f401 88130000 0000 3c00", value: limit }],
  arbitrary: limits,
  shortest: 14,
  trailing: "refused",
});

testCodecLaws("Activate/Deactivate Power Limit request", {
  codec: activatePowerLimit.request,
  context: undefined,
  golden: [{ name: "activate", hex: "01 0000", value: { activate: true } }],
  arbitrary: record({ activate: fc.boolean() }),
  shortest: 3,
  trailing: "refused",
});

for (const [command, writer] of [
  [getAssetTag, setAssetTag],
  [getManagementControllerIdentifierString, setManagementControllerIdentifierString],
] as const) {
  testCodecLaws(`${command.name} request`, {
    codec: command.request,
    context: undefined,
    golden: [{ name: "the second part", hex: "10 10", value: { offset: 16, bytesToRead: 16 } }],
    arbitrary: record({ offset: byte, bytesToRead: byte }),
    shortest: 2,
    trailing: "refused",
  });
  testCodecLaws(`${command.name} response`, {
    codec: command.response,
    context: { offset: 0, bytesToRead: 16 },
    golden: [{ name: "AB of five", hex: "05 4142", value: { totalLength: 5, data: Uint8Array.of(0x41, 0x42) } }],
    arbitrary: record({ totalLength: byte, data: bytesOf(0, 16) }),
    shortest: 1,
    trailing: "taken",
  });
  testCodecLaws(`${writer.name} request`, {
    codec: writer.request,
    context: undefined,
    golden: [{ name: "AB", hex: "00 02 4142", value: { offset: 0, data: Uint8Array.of(0x41, 0x42) } }],
    arbitrary: record({ offset: byte, data: bytesOf(0, 16) }),
    shortest: 2,
    trailing: "refused",
  });
  testCodecLaws(`${writer.name} response`, {
    codec: writer.response,
    context: { offset: 0, data: new Uint8Array(0) },
    golden: [{ name: "five", hex: "05", value: { totalLength: 5 } }],
    arbitrary: record({ totalLength: byte }),
    shortest: 1,
    trailing: "refused",
  });
}

const query: DcmiSensorQuery = { sensorType: 1, entityId: 0x40, entityInstance: 0, entityInstanceStart: 1 };

testCodecLaws("Get DCMI Sensor Info request", {
  codec: getDcmiSensorInfo.request,
  context: undefined,
  golden: [{ name: "all inlets", hex: "01 40 00 01", value: query }],
  arbitrary: record<DcmiSensorQuery>({
    sensorType: byte,
    entityId: byte,
    entityInstance: byte,
    entityInstanceStart: byte,
  }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get DCMI Sensor Info response", {
  codec: getDcmiSensorInfo.response,
  context: query,
  golden: [{ name: "two records", hex: "02 02 0400 0501", value: { totalInstances: 2, recordIds: [4, 0x105] } }],
  arbitrary: record({ totalInstances: byte, recordIds: fc.array(uint16, { maxLength: 8 }) }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Temperature Readings response", {
  codec: getTemperatureReadings.response,
  context: query,
  golden: [
    {
      name: "frost and heat",
      hex: "02 02 85 01 50 02",
      value: {
        totalInstances: 2,
        readings: [
          { celsius: -5, entityInstance: 1 },
          { celsius: 80, entityInstance: 2 },
        ],
      },
    },
    {
      name: "negative zero",
      hex: "01 01 80 01",
      value: { totalInstances: 1, readings: [{ celsius: 0, entityInstance: 1 }] },
      decodeOnly: true,
    },
  ],
  arbitrary: record({
    totalInstances: byte,
    readings: fc.array(record({ celsius: fc.integer({ min: -127, max: 127 }), entityInstance: byte }), {
      maxLength: 8,
    }),
  }),
  shortest: 2,
  trailing: "refused",
});

const thermal: ThermalLimit = {
  persistent: false,
  temperatureLimit: 42,
  hardPowerOff: true,
  logOnly: false,
  exceptionTime: 60,
};
const thermalFields = {
  persistent: fc.boolean(),
  temperatureLimit: byte,
  hardPowerOff: fc.boolean(),
  logOnly: fc.boolean(),
  exceptionTime: uint16,
};
const entity = { entityId: 0x37, entityInstance: 1 };

testCodecLaws("Get Thermal Limit response", {
  codec: getThermalLimit.response,
  context: entity,
  golden: [{ name: "42 degrees", hex: "40 2a 3c00", value: thermal }],
  arbitrary: record<ThermalLimit>(thermalFields),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get Thermal Limit request", {
  codec: getThermalLimit.request,
  context: undefined,
  golden: [{ name: "the inlet", hex: "37 01", value: entity }],
  arbitrary: record({ entityId: byte, entityInstance: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Set Thermal Limit request", {
  codec: setThermalLimit.request,
  context: undefined,
  golden: [{ name: "42 degrees", hex: "37 01 40 2a 3c00", value: { ...entity, ...thermal } }],
  arbitrary: record<typeof entity & ThermalLimit>({ entityId: byte, entityInstance: byte, ...thermalFields }),
  shortest: 6,
  trailing: "refused",
});

describe("the DCMI commands", () => {
  it("are all of group DCh, each with its own number", () => {
    expect(new Set(dcmiCommands.map(({ groupExtension }) => groupExtension))).toStrictEqual(new Set([0xdc]));
    expect(new Set(dcmiCommands.map(({ cmd }) => cmd)).size).toBe(dcmiCommands.length);
  });
});

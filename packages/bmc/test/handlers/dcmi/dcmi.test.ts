import {
  activatePowerLimit,
  getAssetTag,
  getDcmiCapabilitiesInfo,
  getDcmiConfigurationParameters,
  getDcmiSensorInfo,
  getManagementControllerIdentifierString,
  getPowerLimit,
  getPowerReading,
  getTemperatureReadings,
  getThermalLimit,
  setAssetTag,
  setDcmiConfigurationParameters,
  setManagementControllerIdentifierString,
  setPowerLimit,
  setThermalLimit,
} from "@ruipmi/commands";
import { decodeFromBytes } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { repositoryRecords } from "../../../src/device/sdr/index.ts";
import { thresholdSensor } from "../../../src/device/sensors/index.ts";
import { Administrator } from "../../support/administrator.ts";
import { ascii, createBmc } from "../../support/bmc-fixture.ts";
import { HandConsole } from "../../support/hand-console.ts";

describe("DCMI capabilities", () => {
  it("are given for the five parameters, and to anybody", () => {
    const admin = new Administrator();
    const kinds = [1, 2, 3, 4, 5].map(
      (parameterSelector) => admin.ask(getDcmiCapabilitiesInfo, { parameterSelector }).parameter.kind,
    );
    expect(kinds).not.toContain("unknown");
    expect(admin.codeOf(getDcmiCapabilitiesInfo, { parameterSelector: 6 })).toBe(0xcc);
    const stranger = new HandConsole(createBmc());
    expect(stranger.sendOutside(0, stranger.lanRequest(0x2c, 0x01, Uint8Array.of(0xdc, 1)))?.[6]).toBe(0);
  });
});

describe("power", () => {
  it("is what its sensor says while the machine is on", () => {
    const admin = new Administrator();
    thresholdSensor(admin.device.sensors, "Sys Power").value = 421;
    expect(admin.ask(getPowerReading, { mode: 1 }).currentPower).toBe(421);
    admin.device.chassis.powerIsOn = false;
    expect(admin.ask(getPowerReading, { mode: 1 })).toMatchObject({ currentPower: 14, averagePower: 14 });
    admin.device.chassis.powerIsOn = true;
    admin.device.dcmi.power.sensorNumber = undefined;
    admin.device.dcmi.power.watts = 200;
    expect(admin.ask(getPowerReading, { mode: 1 })).toMatchObject({ currentPower: 200, measurementActive: true });
  });

  it("lies between its minimum and maximum", () => {
    const power = new Administrator().ask(getPowerReading, { mode: 1 });
    expect(power.minimumPower).toBeLessThanOrEqual(power.currentPower);
    expect(power.currentPower).toBeLessThanOrEqual(power.maximumPower);
  });

  it("is averaged over the periods that the capabilities name, and no others", () => {
    const admin = new Administrator();
    const over = (duration: number) => ({ mode: 2, rollingAveragePeriod: { duration, unit: "minutes" as const } });
    expect(admin.ask(getPowerReading, over(15)).statisticsReportingPeriod).toBe(900_000);
    expect(admin.codeOf(getPowerReading, over(14))).toBe(0xcc);
    expect(admin.codeOf(getPowerReading, { mode: 3 })).toBe(0xcc);
  });

  it("keeps to an active limit", () => {
    const admin = new Administrator();
    thresholdSensor(admin.device.sensors, "Sys Power").value = 421;
    const limit = { exceptionActions: 1, powerLimit: 300, correctionTimeLimit: 2000, statisticsSamplingPeriod: 30 };
    admin.ask(setPowerLimit, limit);
    expect(admin.ask(getPowerReading, { mode: 1 }).currentPower).toBe(421);
    admin.ask(activatePowerLimit, { activate: true });
    expect(admin.ask(getPowerLimit, undefined)).toStrictEqual(limit);
    expect(admin.ask(getPowerReading, { mode: 1 }).currentPower).toBe(300);
    expect(admin.codeOf(setPowerLimit, { ...limit, powerLimit: 100 })).toBe(0x84);
    expect(admin.codeOf(setPowerLimit, { ...limit, correctionTimeLimit: 600_001 })).toBe(0x85);
    admin.ask(activatePowerLimit, { activate: false });
    expect(admin.ask(getPowerReading, { mode: 1 }).currentPower).toBe(421);
  });

  it("tells the limit even where it refuses to call it active", () => {
    const admin = new Administrator();
    const answer = admin.console.raw(0x2c, 0x03, 0xdc, 0, 0);
    expect(answer.completionCode).toBe(0x80);
    expect(decodeFromBytes(getPowerLimit.response, answer.data.subarray(1), "limit", undefined).powerLimit).toBe(700);
  });
});

describe("the asset tag", () => {
  it("is FRU 0's, 16 bytes at a time", () => {
    const admin = new Administrator();
    admin.ask(setAssetTag, { offset: 0, data: ascii("RACK-9-ABCDEFGHI") });
    expect(admin.ask(setAssetTag, { offset: 16, data: ascii("JKL") })).toStrictEqual({ totalLength: 19 });
    expect(admin.device.fru.devices[0]!.inventory.product?.assetTag).toBe("RACK-9-ABCDEFGHIJKL");
    expect(admin.ask(getAssetTag, { offset: 16, bytesToRead: 16 })).toStrictEqual({
      totalLength: 19,
      data: ascii("JKL"),
    });
    expect(admin.codeOf(getAssetTag, { offset: 0, bytesToRead: 17 })).toBe(0xc9);
    expect(admin.codeOf(getAssetTag, { offset: 20, bytesToRead: 1 })).toBe(0xc9);
    expect(admin.codeOf(setAssetTag, { offset: 60, data: ascii("JKLM") })).toBe(0xc9);
    admin.device.fru.devices[0]!.inventory = {
      product: { languageCode: 0, assetTag: { encoding: "bcdPlus", text: "12" } },
    };
    expect(admin.codeOf(getAssetTag, { offset: 0, bytesToRead: 16 })).toBe(0x81);
    admin.device.fru.devices = [];
    expect(admin.codeOf(getAssetTag, { offset: 0, bytesToRead: 16 })).toBe(0xcb);
  });
});

describe("the management controller identifier string", () => {
  it("ends with a zero, within 64 bytes", () => {
    const admin = new Administrator();
    const part = { offset: 0, bytesToRead: 16 };
    expect(admin.ask(getManagementControllerIdentifierString, part).data).toStrictEqual(ascii("ruipmi-bmc\0"));
    admin.ask(setManagementControllerIdentifierString, { offset: 0, data: ascii("abc\0") });
    expect(admin.device.dcmi.managementControllerId).toBe("abc");
    expect(admin.ask(getManagementControllerIdentifierString, part).totalLength).toBe(4);
  });
});

describe("temperatures", () => {
  const processors = { sensorType: 1, entityId: 0x41, entityInstance: 0, entityInstanceStart: 0 };

  it("are those of the sensors, by DCMI's entity IDs and IPMI's", () => {
    const admin = new Administrator();
    thresholdSensor(admin.device.sensors, "CPU1 Temp").value = 55.4;
    thresholdSensor(admin.device.sensors, "CPU2 Temp").value = -3;
    const readings = [
      { celsius: 55, entityInstance: 1 },
      { celsius: -3, entityInstance: 2 },
    ];
    expect(admin.ask(getTemperatureReadings, processors)).toStrictEqual({ totalInstances: 2, readings });
    expect(admin.ask(getTemperatureReadings, { ...processors, entityId: 3 }).readings).toStrictEqual(readings);
    const second = { ...processors, entityInstance: 2 };
    expect(admin.ask(getTemperatureReadings, second)).toStrictEqual({ totalInstances: 2, readings: [readings[1]] });
    const fromSecond = { ...processors, entityInstanceStart: 2 };
    expect(admin.ask(getTemperatureReadings, fromSecond).readings).toStrictEqual([readings[1]]);
    admin.device.chassis.powerIsOn = false;
    expect(admin.ask(getTemperatureReadings, processors).readings).toStrictEqual([]);
    expect(admin.codeOf(getTemperatureReadings, { ...processors, sensorType: 2 })).toBe(0xcc);
    expect(admin.codeOf(getTemperatureReadings, { ...processors, entityId: 0x99 })).toBe(0xcc);
  });

  it("are described where the sensor info says", () => {
    const admin = new Administrator();
    const { recordIds } = admin.ask(getDcmiSensorInfo, processors);
    const numbers = recordIds.map(
      (recordId) =>
        repositoryRecords(admin.device)
          .find((found) => found.recordId === recordId)!
          .bytes()[7],
    );
    const expected = ["CPU1 Temp", "CPU2 Temp"].map((name) => thresholdSensor(admin.device.sensors, name).number);
    expect(numbers).toStrictEqual(expected);
  });

  it("have limits that can be set", () => {
    const admin = new Administrator();
    const limit = { persistent: true, temperatureLimit: 40, hardPowerOff: true, logOnly: false, exceptionTime: 30 };
    admin.ask(setThermalLimit, { entityId: 0x40, entityInstance: 1, ...limit });
    expect(admin.ask(getThermalLimit, { entityId: 0x37, entityInstance: 1 })).toStrictEqual(limit);
    expect(admin.codeOf(getThermalLimit, { entityId: 0x37, entityInstance: 2 })).toBe(0xcb);
    expect(admin.codeOf(setThermalLimit, { entityId: 3, entityInstance: 1, ...limit })).toBe(0xcb);
  });
});

describe("configuration parameters", () => {
  it("are kept, each for itself", () => {
    const admin = new Administrator();
    const ask = (parameterSelector: number) => {
      return admin.ask(getDcmiConfigurationParameters, { parameterSelector, setSelector: 0 }).parameter;
    };
    expect(ask(1)).toStrictEqual({ kind: "activateDhcp", activate: false });
    const parameters = [
      {
        kind: "discoveryConfiguration",
        managementControllerIdString: false,
        vendorClass: true,
        randomBackOff: false,
      },
      { kind: "initialTimeoutInterval", seconds: 9 },
      { kind: "serverContactTimeoutInterval", seconds: 300 },
      { kind: "serverContactRetryInterval", seconds: 70 },
    ] as const;
    for (const [index, parameter] of parameters.entries()) {
      admin.ask(setDcmiConfigurationParameters, { parameterSelector: index + 2, setSelector: 0, parameter });
    }
    expect([2, 3, 4, 5].map(ask)).toStrictEqual(parameters);
    expect(admin.codeOf(getDcmiConfigurationParameters, { parameterSelector: 6, setSelector: 0 })).toBe(0x80);
    expect(admin.codeOf(getDcmiConfigurationParameters, { parameterSelector: 3, setSelector: 1 })).toBe(0xcc);
    const unknown = { kind: "unknown", data: ascii("x") } as const;
    const request = { parameterSelector: 7, setSelector: 0, parameter: unknown };
    expect(admin.codeOf(setDcmiConfigurationParameters, request)).toBe(0x80);
  });
});

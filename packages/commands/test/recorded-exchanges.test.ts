import {
  type AnyCommand,
  bodyPrefix,
  decodeFromBytes,
  decodeResponseData,
  encodeRequestData,
  encodeToBytes,
} from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { toHex } from "../../core/test/crypto/bytes.ts";
import {
  decodeFruInventory,
  findCommand,
  fruFieldText,
  getChassisStatus,
  getDeviceId,
  getSensorReading,
  isSensorRecord,
  readingValue,
  readSdr,
  readSelRecord,
  recordConversion,
  type SensorRecord,
  sdrName,
  sensorUnitText,
} from "../src/index.ts";
import { recordedOf, recordings } from "./support/recorded-exchanges.ts";
import { inventory, recordedFru, recordedSdrs, recordedSelRecords } from "./support/recorded-inventory.ts";

/*
 * What ipmitool and FreeIPMI exchanged with OpenIPMI's ipmi_sim and with two other simulated machines, and what ipmitool
 * printed of it: the decoders must come to the same.
 */

describe.each(recordings)("what $client and $managedSystem said ($source)", ({ exchanges }) => {
  it("is understood, and written again byte for byte", () => {
    let understood = 0;
    for (const exchange of exchanges) {
      const command = findCommand(exchange.netFn, exchange.cmd, exchange.request[0]);
      if (command === undefined) continue;
      const asked = decodeRequest(command, exchange.request);
      expect(toHex(encodeRequestData(command, asked)), command.name).toBe(toHex(exchange.request));
      if (exchange.completionCode !== 0) continue;
      const answered = decodeResponseData(command, exchange.response, asked);
      const again = encodeToBytes(command.response, answered, asked);
      expect(toHex(again), command.name).toBe(toHex(exchange.response.subarray(bodyPrefix(command).length)));
      understood++;
    }
    expect(understood).toBeGreaterThan(0);
  });
});

describe("the inventory that ipmitool printed", () => {
  it("begins with the controller", () => {
    const [exchange] = recordedOf(inventory, getDeviceId);
    expect(decodeResponseData(getDeviceId, exchange!.response, undefined)).toMatchObject({
      deviceId: 0,
      deviceRevision: 3,
      firmwareRevision: "9.08",
      ipmiMajorVersion: 2,
      ipmiMinorVersion: 0,
      manufacturerId: 4753,
      productId: 3842,
      deviceAvailable: true,
      providesDeviceSdrs: false,
      auxiliaryFirmwareRevision: Uint8Array.of(0, 0, 0, 0),
      additionalDeviceSupport: {
        sensor: true,
        sdrRepository: true,
        sel: true,
        fruInventory: true,
        ipmbEventReceiver: true,
        ipmbEventGenerator: false,
        bridge: false,
        chassis: true,
      },
    });
  });

  it("says that power is off", () => {
    const [exchange] = recordedOf(inventory, getChassisStatus);
    const status = decodeResponseData(getChassisStatus, exchange!.response, undefined);
    expect(status).toMatchObject({ powerIsOn: false, powerOverload: false, chassisIntrusion: false });
  });

  const records = recordedSdrs.map(readSdr);

  it("has eleven sensors, and names in 6-bit ASCII with as many bytes announced as they have letters", () => {
    expect(records.filter(({ record }) => isSensorRecord(record))).toHaveLength(11);
    const odd = records.filter(({ tolerated }) => tolerated !== undefined);
    expect(odd.map(({ record }) => sdrName(record))).toStrictEqual([
      "P12V",
      "P3V3",
      "FAN1",
      "FAN2",
      "DIMM A1",
      "DIMM A1 FRU",
    ]);
    for (const { tolerated } of odd) expect(tolerated).toMatchObject([{ field: "idString" }]);
  });

  // The names that are stored as 6-bit ASCII came out of ipmitool as garbage; here they are what the machine was given.
  it.each([
    [1, "CPU1 Temp", 3, 1, 45, "degrees C"],
    [2, "CPU2 Temp", 3, 2, 49, "degrees C"],
    [3, "Inlet Temp", 7, 1, 23, "degrees C"],
    [4, "P12V", 10, 1, 12.1, "Volts"],
    [5, "P3V3", 10, 1, 3.31, "Volts"],
    [6, "FAN1", 29, 1, 5400, "RPM"],
    [7, "FAN2", 29, 2, 5725, "RPM"],
    [8, "PSU1 Power", 10, 1, 276, "Watts"],
    [9, "Flow 1/x", 29, 3, 12500, "RPM"],
  ] as const)("has sensor %i, %s, at entity %i.%i: %d %s", (number, name, entityId, instance, value, unit) => {
    const record = sensorRecord(number);
    expect(sdrName(record)).toBe(name);
    expect(record.entity).toMatchObject({ entityId, entityInstance: instance });
    const [exchange] = recordedOf(inventory, getSensorReading).filter(({ request }) => request[0] === number);
    const { reading, unavailable } = decodeResponseData(getSensorReading, exchange!.response, { sensorNumber: number });
    expect(unavailable).toBe(false);
    // ipmitool rounds to two places.
    expect(readingValue(recordConversion(record)!, reading)).toBeCloseTo(value, 2);
    if (record.kind === "fullSensor") expect(sensorUnitText(record.units)).toBe(unit);
  });

  it("has a sensor that is not scanned, and which ipmitool calls disabled", () => {
    const [exchange] = recordedOf(inventory, getSensorReading).filter(({ request }) => request[0] === 10);
    const reading = decodeResponseData(getSensorReading, exchange!.response, { sensorNumber: 10 });
    expect(reading).toMatchObject({ scanningEnabled: false, states: 1 });
    expect(sensorRecord(10).entity).toMatchObject({ entityId: 8, entityInstance: 1 });
  });

  it("has the three events", () => {
    const events = recordedSelRecords.map((bytes) => readSelRecord(bytes).record);
    expect(events).toStrictEqual([
      {
        kind: "systemEvent",
        recordId: 1,
        timestamp: 895,
        generatorId: 0x20,
        eventMessageRevision: 4,
        sensorType: 1,
        sensorNumber: 1,
        asserted: true,
        eventType: 1,
        eventData: Uint8Array.of(0x57, 96, 95),
      },
      expect.objectContaining({ kind: "systemEvent", recordId: 2, timestamp: 895, sensorType: 0x25, sensorNumber: 10 }),
      {
        kind: "oemTimestamped",
        recordId: 3,
        recordType: 0xc0,
        timestamp: 895,
        manufacturerId: 0x1291,
        data: Uint8Array.of(1, 2, 3, 4, 5, 6),
      },
    ]);
  });

  it("has the board, chassis and product of FRU 0, from where ipmitool read", () => {
    const { inventory: fru, tolerated } = decodeFruInventory(recordedFru[0]!);
    expect(tolerated).toBeUndefined();
    const text = (field: Parameters<typeof fruFieldText>[0] | undefined) => field && fruFieldText(field);
    expect(fru.chassis).toMatchObject({ chassisType: 23 });
    expect([fru.chassis?.partNumber, fru.chassis?.serialNumber].map(text)).toStrictEqual([
      "CH-PART-01",
      "CHSERIAL0001",
    ]);
    const { board, product } = fru;
    expect(board?.manufacturingTime).toBe(Date.UTC(2022, 7, 14, 5, 20) / 1000);
    expect(
      [board?.manufacturer, board?.productName, board?.serialNumber, board?.partNumber, board?.customFields?.[0]].map(
        text,
      ),
    ).toStrictEqual(["Acme Systems", "X1 Mainboard", "BSN00042", "BPN-7", "extra board"]);
    expect(
      [
        product?.manufacturer,
        product?.productName,
        product?.partNumber,
        product?.version,
        product?.serialNumber,
        product?.assetTag,
      ].map(text),
    ).toStrictEqual(["Acme Systems", "Atlas R1", "AT-100", "v2", "PSN123456", "rack7-u12"]);
  });

  it("has the product of FRU 1", () => {
    const { product } = decodeFruInventory(recordedFru[1]!).inventory;
    expect(product).toMatchObject({
      manufacturer: "DimmCo",
      productName: "DDR5 32G",
      partNumber: "D5-32",
      serialNumber: "DSN777",
    });
  });

  function sensorRecord(sensorNumber: number): SensorRecord {
    const found = records.map(({ record }) => record).find((record) => isOwn(record, sensorNumber));
    return found as SensorRecord;
  }
});

function isOwn(record: ReturnType<typeof readSdr>["record"], sensorNumber: number): boolean {
  return isSensorRecord(record) && record.sensorOwnerId === 0x20 && record.sensorNumber === sensorNumber;
}

function decodeRequest(command: AnyCommand, data: Uint8Array): unknown {
  return decodeFromBytes(command.request, data.subarray(bodyPrefix(command).length), command.name);
}

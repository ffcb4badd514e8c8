import {
  getSdr,
  getSdrRepositoryAllocationInfo,
  getSdrRepositoryInfo,
  getSdrRepositoryTime,
  latin1,
  type ReadSdrRequest,
  reserveSdrRepository,
  type SdrRecord,
  sdrName,
  sdrRecord,
  setSdrRepositoryTime,
} from "@ruipmi/commands";
import { decodeFromBytes, encodeToBytes, type LanResponse, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDevice, createThresholdSensor } from "../../src/index.ts";
import { createBmc } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

function connect(): HandConsole {
  return new HandConsole(createBmc({ device: createDevice() })).connect();
}

function raw(remote: HandConsole, request: Partial<ReadSdrRequest>): LanResponse {
  const body = { reservationId: 0, recordId: 0, offset: 0, bytesToRead: 0xff, ...request };
  return remote.raw(getSdr.netFn, getSdr.cmd, ...encodeToBytes(getSdr.request, body));
}

function readAll(remote: HandConsole): SdrRecord[] {
  const records: SdrRecord[] = [];
  for (let recordId = 0; recordId !== 0xffff; ) {
    const { nextRecordId, data } = remote.call(getSdr, { reservationId: 0, recordId, offset: 0, bytesToRead: 0xff });
    records.push(decodeFromBytes(sdrRecord, data, "SDR"));
    recordId = nextRecordId;
  }
  return records;
}

describe("the SDR repository", () => {
  it("describes the BMC, each sensor and each FRU device but the first", () => {
    const remote = connect();
    const { sensors, fru } = remote.bmc.device;
    const records = readAll(remote);
    expect(records.map(({ recordId }) => recordId)).toStrictEqual(records.map((_, index) => index + 1));
    expect(remote.call(getSdrRepositoryInfo, undefined).recordCount).toBe(records.length);
    const names = records.map((record) => sdrName(record));
    expect(names).toStrictEqual([
      "BMC",
      ...sensors.map(({ name }) => name),
      ...fru.devices.filter(({ fruDeviceId }) => fruDeviceId > 0).map(({ name }) => name),
    ]);
    expect(new Set(records.map(({ kind }) => kind))).toStrictEqual(
      new Set(["mcDeviceLocator", "fullSensor", "compactSensor", "eventOnly", "fruDeviceLocator"]),
    );
    expect(sensors.length).toBeGreaterThanOrEqual(20);
    expect(new Set(sensors.map(({ number }) => number)).size).toBe(sensors.length);
  });

  it("is what the device is at the moment", () => {
    const remote = connect();
    const { sensors, sdr } = remote.bmc.device;
    sensors.splice(0, sensors.length);
    sensors.push(
      createThresholdSensor({
        number: 9,
        name: "Oil",
        entityId: 7,
        entityInstance: 1,
        sensorType: 1,
        baseUnit: 1,
        value: 20,
        factors: { m: 2, b: -40 },
        thresholds: { upperCritical: 100, lowerNonCritical: -20 },
        settableThresholds: ["upperCritical"],
        nominal: 20,
      }),
    );
    sdr.records.push({ kind: "oem", manufacturerId: 343, data: Uint8Array.of(1, 2, 3) });
    const records = readAll(remote);
    expect(records[1]).toMatchObject({
      kind: "fullSensor",
      sensorNumber: 9,
      factors: { m: 2, b: -40 },
      upperCritical: 70,
      lowerNonCritical: 10,
      nominalReading: 30,
      normalMaximum: undefined,
      // Going low below lower non-critical, going high above upper critical.
      assertionMask: 0x1201,
      deassertionMask: 0x2201,
      readingMask: 0x1011,
      idString: latin1("Oil"),
    });
    expect(records.at(-1)).toMatchObject({ kind: "oem", manufacturerId: 343 });
  });

  it("is read in pieces of any size from any offset, with a reservation", () => {
    const remote = connect();
    const whole = remote.call(getSdr, { reservationId: 0, recordId: 2, offset: 0, bytesToRead: 0xff }).data;
    const { reservationId } = remote.call(reserveSdrRepository, undefined);
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), fc.integer({ min: 0, max: 255 }), (offset, bytesToRead) => {
        const answer = remote.call(getSdr, { reservationId, recordId: 2, offset, bytesToRead });
        const end = bytesToRead === 255 ? whole.length : offset + bytesToRead;
        expect(answer).toStrictEqual({ nextRecordId: 3, data: whole.slice(offset, end) });
      }),
    );
    expect(raw(remote, { reservationId, recordId: 2, offset: whole.length + 1 }).completionCode).toBe(0xc9);
  });

  it("has a first and a last record, and no others", () => {
    const remote = connect();
    const count = remote.call(getSdrRepositoryInfo, undefined).recordCount;
    expect(raw(remote, { recordId: 0 }).data.subarray(2, 4)).toStrictEqual(Uint8Array.of(1, 0));
    expect(raw(remote, { recordId: 0xffff }).data.subarray(0, 3)).toStrictEqual(Uint8Array.of(0xff, 0xff, count));
    expect(raw(remote, { recordId: count + 1 }).completionCode).toBe(0xcb);
    remote.bmc.device.sensors = [];
    remote.bmc.device.fru.devices = [];
    remote.bmc.device.sdr.controllerName = "";
    expect(raw(remote, { recordId: 0 }).completionCode).toBe(0xcb);
    expect(raw(remote, { recordId: 0xffff }).completionCode).toBe(0xcb);
  });

  it("is reserved by one at a time", () => {
    const remote = connect();
    const first = remote.call(reserveSdrRepository, undefined).reservationId;
    const second = remote.call(reserveSdrRepository, undefined).reservationId;
    expect(second).not.toBe(first);
    expect(raw(remote, { offset: 5, reservationId: first }).completionCode).toBe(0xc5);
    expect(raw(remote, { offset: 0, reservationId: first }).completionCode).toBe(0xc5);
    expect(raw(remote, { offset: 5, reservationId: 0 }).completionCode).toBe(0xc5);
    expect(raw(remote, { offset: 0, reservationId: 0 }).completionCode).toBe(0);
    expect(raw(remote, { offset: 5, reservationId: second }).completionCode).toBe(0);
    remote.bmc.device.sdr.lastReservationId = 0xffff;
    expect(remote.call(reserveSdrRepository, undefined).reservationId).toBe(1);
  });

  it("refuses more than fits into a response", () => {
    const remote = connect();
    remote.bmc.device.sdr.maxReadLength = 30;
    expect(raw(remote, { recordId: 2 }).completionCode).toBe(0xca);
    expect(raw(remote, { recordId: 2, bytesToRead: 31 }).completionCode).toBe(0xca);
    expect(raw(remote, { recordId: 2, bytesToRead: 30 }).data).toHaveLength(32);
  });

  it("says how it is allocated, and has the log's clock", () => {
    const remote = connect();
    const { recordCount, supportsReserve } = remote.call(getSdrRepositoryInfo, undefined);
    expect(supportsReserve).toBe(true);
    expect(remote.call(getSdrRepositoryAllocationInfo, undefined)).toMatchObject({ possibleUnits: recordCount });
    expect(remote.raw(0x0a, 0x29, 0, 0, 0, 0x60).completionCode).toBe(0xd4);
    remote.call(setSessionPrivilegeLevel, { privilegeLevel: 3 });
    remote.call(setSdrRepositoryTime, { time: 0x60000000 });
    remote.now += 4000;
    expect(remote.call(getSdrRepositoryTime, undefined)).toStrictEqual({ time: 0x60000004 });
  });

  it("does not let itself be written, and is no device SDR repository", () => {
    const remote = connect();
    for (const cmd of [0x24, 0x25, 0x26, 0x27, 0x2a]) expect(remote.raw(0x0a, cmd).completionCode).toBe(0xc1);
    for (const cmd of [0x20, 0x21, 0x22]) expect(remote.raw(0x04, cmd).completionCode).toBe(0xc1);
  });
});

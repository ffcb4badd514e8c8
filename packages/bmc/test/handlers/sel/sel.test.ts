import {
  addSelEntry,
  clearSel,
  deleteSelEntry,
  getEventReceiver,
  getSelAllocationInfo,
  getSelEntry,
  getSelInfo,
  getSelTime,
  getSelTimeUtcOffset,
  noEventReceiver,
  platformEventMessage,
  reserveSel,
  type SelRecord,
  selRecord,
  setBmcGlobalEnables,
  setEventReceiver,
  setSelTime,
  setSelTimeUtcOffset,
} from "@ruipmi/commands";
import { decodeFromBytes, PrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import {
  addEvent,
  createDevice,
  createEmptySel,
  createSel,
  defaultStartTime,
  thresholdSensor,
} from "../../../src/index.ts";
import { Administrator } from "../../support/administrator.ts";

const event = { sensorType: 1, sensorNumber: 3, eventType: 1, asserted: true, eventData: [0x59] };

function machineWith(records: number, maxRecords = 512): Administrator {
  const sel = createEmptySel();
  sel.maxRecords = maxRecords;
  for (let count = 0; count < records; count++) addEvent(sel, { ...event, sensorNumber: count }, 0);
  return new Administrator({ device: createDevice({ sel }) });
}

function read(admin: Administrator, recordId: number): SelRecord {
  const request = { reservationId: 0, recordId, offset: 0, bytesToRead: 0xff };
  return decodeFromBytes(selRecord, admin.ask(getSelEntry, request).recordData, "SEL record");
}

const erase = (reservationId: number) => ({ reservationId, confirmed: true, action: 0xaa });

describe("Get SEL Entry", () => {
  it("walks from the first record to the last", () => {
    const admin = machineWith(3);
    const sensorNumbers: number[] = [];
    for (let recordId = 0; recordId !== 0xffff; ) {
      const answer = admin.ask(getSelEntry, { reservationId: 0, recordId, offset: 0, bytesToRead: 0xff });
      const value = decodeFromBytes(selRecord, answer.recordData, "SEL record");
      if (value.kind === "systemEvent") sensorNumbers.push(value.sensorNumber);
      recordId = answer.nextRecordId;
    }
    expect(sensorNumbers).toStrictEqual([0, 1, 2]);
    expect(read(admin, 0xffff)).toMatchObject({
      recordId: 3,
      sensorNumber: 2,
      eventData: Uint8Array.of(0x59, 255, 255),
    });
  });

  it("gives parts of a record to who holds the reservation, and to nobody else", () => {
    const admin = machineWith(1);
    const part = (reservationId: number, offset: number, bytesToRead: number) => ({
      reservationId,
      recordId: 1,
      offset,
      bytesToRead,
    });
    const { reservationId } = admin.ask(reserveSel, undefined);
    const whole = admin.ask(getSelEntry, part(0, 0, 0xff)).recordData;
    expect(admin.ask(getSelEntry, part(reservationId, 10, 3)).recordData).toStrictEqual(whole.slice(10, 13));
    expect(admin.ask(getSelEntry, part(reservationId, 10, 0xff)).recordData).toStrictEqual(whole.slice(10));
    expect(admin.codeOf(getSelEntry, part(0, 10, 3))).toBe(0xc5);
    expect(admin.codeOf(getSelEntry, part(reservationId + 1, 0, 0xff))).toBe(0xc5);
    expect(admin.codeOf(getSelEntry, part(reservationId, 16, 1))).toBe(0xc9);
    expect(admin.codeOf(getSelEntry, part(reservationId, 10, 7))).toBe(0xca);
    admin.ask(reserveSel, undefined);
    expect(admin.codeOf(getSelEntry, part(reservationId, 10, 3))).toBe(0xc5);
  });

  it("has nothing to give of an empty log, or of a record that is not there", () => {
    expect(machineWith(0).codeOf(getSelEntry, { reservationId: 0, recordId: 0, offset: 0, bytesToRead: 0xff })).toBe(
      0xcb,
    );
    expect(machineWith(2).codeOf(getSelEntry, { reservationId: 0, recordId: 9, offset: 0, bytesToRead: 0xff })).toBe(
      0xcb,
    );
  });
});

describe("Add SEL Entry", () => {
  const oem: SelRecord = { kind: "oem", recordId: 0x55, recordType: 0xe1, data: new Uint8Array(13).fill(7) };

  it("gives the record its own ID and time", () => {
    const admin = machineWith(1);
    admin.wait(5000);
    const stamped: SelRecord = {
      kind: "oemTimestamped",
      recordId: 0x55,
      recordType: 0xc1,
      timestamp: 1,
      manufacturerId: 7154,
      data: new Uint8Array(6),
    };
    expect(admin.ask(addSelEntry, stamped)).toStrictEqual({ recordId: 2 });
    expect(read(admin, 2)).toStrictEqual({ ...stamped, recordId: 2, timestamp: defaultStartTime + 5 });
    expect(admin.ask(addSelEntry, oem)).toStrictEqual({ recordId: 3 });
    expect(read(admin, 3)).toStrictEqual({ ...oem, recordId: 3 });
  });

  it("is refused for types that are not defined, and when the log is full", () => {
    const admin = machineWith(2, 2);
    expect(admin.codeOf(addSelEntry, { ...oem, recordType: 0x40 })).toBe(0x80);
    expect(admin.ask(getSelInfo, undefined).overflow).toBe(false);
    expect(admin.codeOf(addSelEntry, oem)).toBe(0xc4);
    expect(admin.ask(getSelInfo, undefined)).toMatchObject({ entries: 2, freeSpace: 0, overflow: true });
    expect(admin.device.sel.records).toHaveLength(2);
  });

  it("needs OPERATOR", () => {
    const user = new Administrator({}, PrivilegeLevel.user);
    expect(user.codeOf(addSelEntry, oem)).toBe(0xd4);
    expect(user.codeOf(clearSel, erase(0))).toBe(0xd4);
  });
});

describe("Delete SEL Entry", () => {
  it("takes a record out and voids the reservation", () => {
    const admin = machineWith(3);
    const { reservationId } = admin.ask(reserveSel, undefined);
    expect(admin.codeOf(deleteSelEntry, { reservationId: 0, recordId: 2 })).toBe(0xc5);
    expect(admin.codeOf(deleteSelEntry, { reservationId, recordId: 9 })).toBe(0xcb);
    expect(admin.ask(deleteSelEntry, { reservationId, recordId: 2 })).toStrictEqual({ recordId: 2 });
    expect(admin.device.sel.records.map(({ recordId }) => recordId)).toStrictEqual([1, 3]);
    expect(admin.codeOf(deleteSelEntry, { reservationId, recordId: 1 })).toBe(0xc5);
    expect(admin.ask(getSelInfo, undefined).mostRecentErase).toBe(defaultStartTime);
  });
});

describe("Clear SEL", () => {
  it("needs the reservation and the three letters", () => {
    const admin = machineWith(2);
    const { reservationId } = admin.ask(reserveSel, undefined);
    expect(admin.codeOf(clearSel, erase(reservationId + 1))).toBe(0xc5);
    expect(admin.codeOf(clearSel, { ...erase(reservationId), confirmed: false })).toBe(0xcc);
    expect(admin.codeOf(clearSel, { ...erase(reservationId), action: 1 })).toBe(0xcc);
    expect(admin.device.sel.records).toHaveLength(2);
    expect(admin.ask(clearSel, erase(reservationId))).toStrictEqual({ erasureProgress: 1 });
    expect(admin.device.sel.records).toHaveLength(0);
  });

  it("takes as long as the state says, and lets nobody at the log meanwhile", () => {
    const admin = machineWith(2, 2);
    admin.device.sel.eraseDuration = 700;
    admin.device.sel.overflow = true;
    const { reservationId } = admin.ask(reserveSel, undefined);
    expect(admin.ask(clearSel, erase(reservationId))).toStrictEqual({ erasureProgress: 0 });
    expect(admin.codeOf(getSelInfo, undefined)).toBe(0x81);
    expect(admin.codeOf(reserveSel, undefined)).toBe(0x81);
    admin.wait(699);
    expect(admin.ask(clearSel, { ...erase(reservationId), action: 0 })).toStrictEqual({ erasureProgress: 0 });
    admin.wait(1);
    expect(admin.ask(clearSel, { ...erase(reservationId), action: 0 })).toStrictEqual({ erasureProgress: 1 });
    expect(admin.ask(getSelInfo, undefined)).toMatchObject({ entries: 0, overflow: false });
  });
});

describe("the log's clock", () => {
  it("runs from the start time at the first input, and from what it is set to", () => {
    const admin = new Administrator({ startTime: 1_800_000_000 });
    admin.wait(2999);
    expect(admin.ask(getSelTime, undefined)).toStrictEqual({ time: 1_800_000_002 });
    admin.ask(setSelTime, { time: 1000 });
    admin.wait(1500);
    expect(admin.ask(getSelTime, undefined)).toStrictEqual({ time: 1001 });
    expect(admin.codeOf(setSelTime, { time: 0xffffffff })).toBe(0xcc);
  });

  it("begins where the device says, if nobody else does", () => {
    const device = createDevice({ sel: createEmptySel(5) });
    expect(new Administrator({ device }).ask(getSelTime, undefined)).toStrictEqual({ time: 5 });
    expect(() => new Administrator({ startTime: -1 })).toThrow("startTime");
  });

  it("has an offset to UTC of a day at most", () => {
    const admin = machineWith(0);
    expect(admin.ask(getSelTimeUtcOffset, undefined)).toStrictEqual({});
    admin.ask(setSelTimeUtcOffset, { offset: -90 });
    expect(admin.ask(getSelTimeUtcOffset, undefined)).toStrictEqual({ offset: -90 });
    expect(admin.codeOf(setSelTimeUtcOffset, { offset: 1441 })).toBe(0xcc);
    admin.ask(setSelTimeUtcOffset, {});
    expect(admin.device.sel.utcOffset).toBeUndefined();
  });
});

describe("the event receiver", () => {
  it("is the controller itself until another is set, which is remembered", () => {
    const admin = machineWith(0);
    expect(admin.ask(getEventReceiver, undefined)).toStrictEqual({ slaveAddress: 0x20, lun: 0 });
    admin.ask(setEventReceiver, { slaveAddress: noEventReceiver, lun: 1 });
    expect(admin.ask(getEventReceiver, undefined)).toStrictEqual({ slaveAddress: 0xff, lun: 1 });
  });
});

describe("the log", () => {
  it("takes events from the network, under their sender's address", () => {
    const admin = machineWith(0);
    const message = { ...event, eventMessageRevision: 4, eventData: Uint8Array.of(0x59, 1, 2) };
    admin.ask(platformEventMessage, message);
    expect(read(admin, 1)).toMatchObject({ ...message, generatorId: 0x1081 });
  });

  it("takes no events, of sensors or from the network, while event logging is off, but records that are added", () => {
    const admin = machineWith(0);
    const { globalEnables } = admin.device.identity;
    const message = { ...event, eventMessageRevision: 4, eventData: new Uint8Array(3) };
    const cpu = thresholdSensor(admin.device.sensors, "CPU1 Temp");
    admin.ask(setBmcGlobalEnables, { ...globalEnables, systemEventLogging: false });
    admin.ask(platformEventMessage, message);
    cpu.value = 99;
    admin.ask(addSelEntry, { kind: "oem", recordId: 0, recordType: 0xe0, data: new Uint8Array(13) });
    expect(admin.device.sel).toMatchObject({ overflow: false, records: [{ kind: "oem" }] });
    admin.ask(setBmcGlobalEnables, { ...globalEnables, systemEventLogging: true });
    cpu.value = 40;
    admin.ask(platformEventMessage, message);
    expect(admin.device.sel.records.length).toBeGreaterThan(2);
  });

  it("accepts an event that it has no room for, and says that it is lost", () => {
    const admin = machineWith(1, 1);
    admin.ask(platformEventMessage, { ...event, eventMessageRevision: 4, eventData: new Uint8Array(3) });
    expect(admin.device.sel).toMatchObject({ overflow: true, records: [{ sensorNumber: 0 }] });
  });

  it("never has more than 4095 records, whatever its state says", () => {
    const sel = createEmptySel();
    sel.maxRecords = Number.POSITIVE_INFINITY;
    for (let count = 0; count < 4200; count++) addEvent(sel, event, 0);
    expect(sel.records).toHaveLength(4095);
    expect(sel.overflow).toBe(true);
  });

  it("gives no record ID twice when they begin again at 1", () => {
    const sel = createEmptySel();
    sel.nextRecordId = 0xfffe;
    const ids = [0, 0, 0].map(() => addEvent(sel, event, 0));
    sel.nextRecordId = 0xfffe;
    expect([...ids, addEvent(sel, event, 0)]).toStrictEqual([0xfffe, 1, 2, 3]);
  });

  it("tells how its space is divided", () => {
    expect(machineWith(12).ask(getSelAllocationInfo, undefined)).toStrictEqual({
      possibleAllocationUnits: 512,
      allocationUnitSize: 16,
      freeAllocationUnits: 500,
      largestFreeBlock: 500,
      maximumRecordSize: 1,
    });
  });

  it("has a history before the machine's first day on, in the order of time", () => {
    const { records } = createSel(2_000_000_000);
    const times = records.map((value) => (value.kind === "systemEvent" ? value.timestamp : 0));
    expect(times).toStrictEqual([...times].sort((left, right) => left - right));
    expect(times.at(-1)).toBeLessThan(2_000_000_000);
    expect(records.length).toBeGreaterThan(5);
  });
});

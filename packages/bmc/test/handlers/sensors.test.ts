import {
  EventEnableAction,
  getSensorEventEnable,
  getSensorEventStatus,
  getSensorHysteresis,
  getSensorReading,
  getSensorReadingFactors,
  getSensorThresholds,
  getSensorType,
  rearmSensorEvents,
  type SystemEventRecord,
  setSensorEventEnable,
  setSensorHysteresis,
  setSensorThresholds,
} from "@ruipmi/commands";
import { setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { createDevice, discreteSensor, type ThresholdSensorState, thresholdSensor } from "../../src/index.ts";
import { createBmc } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

interface Bench {
  readonly remote: HandConsole;
  readonly cpu: ThresholdSensorState;
  /** What was logged since the engine was made. */
  logged(): { readonly name: string; readonly asserted: boolean; readonly data: readonly number[] }[];
}

function connect(): Bench {
  const device = createDevice();
  device.sel.records = [];
  const remote = new HandConsole(createBmc({ device })).connect();
  remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 });
  const nameOf = (number: number): string => device.sensors.find((sensor) => sensor.number === number)?.name ?? "?";
  const cpu = thresholdSensor(device.sensors, "CPU1 Temp");
  const logged: Bench["logged"] = () => {
    remote.call(getSensorType, { sensorNumber: cpu.number });
    return (device.sel.records as SystemEventRecord[]).map(({ sensorNumber, asserted, eventData }) => ({
      name: nameOf(sensorNumber),
      asserted,
      data: [...eventData],
    }));
  };
  return { remote, cpu, logged };
}

describe("a sensor with thresholds", () => {
  it("reads what a test sets, and stays there", () => {
    const { remote, cpu } = connect();
    cpu.value = 61.4;
    expect(remote.call(getSensorReading, { sensorNumber: cpu.number })).toStrictEqual({
      reading: 61,
      eventMessagesEnabled: true,
      scanningEnabled: true,
      unavailable: false,
      states: 0xc0,
    });
    remote.now += 30_000;
    remote.call(getSensorType, { sensorNumber: cpu.number });
    expect(cpu.value).toBe(61.4);
    expect(cpu.wander).toBeUndefined();
  });

  it("logs an event for each threshold crossed, and its end only beyond the hysteresis", () => {
    const { remote, cpu, logged } = connect();
    const states = (): number => remote.call(getSensorReading, { sensorNumber: cpu.number }).states! & 0x3f;
    cpu.value = 91;
    expect(states()).toBe(0b011000);
    expect(logged()).toStrictEqual([
      { name: "CPU1 Temp", asserted: true, data: [0x57, 91, 85] },
      { name: "CPU1 Temp", asserted: true, data: [0x59, 91, 90] },
    ]);
    cpu.value = 88;
    expect(states()).toBe(0b011000);
    cpu.value = 87.4;
    expect(states()).toBe(0b001000);
    cpu.value = 83;
    expect(states()).toBe(0b001000);
    cpu.value = 82;
    expect(states()).toBe(0);
    expect(logged().slice(2)).toStrictEqual([
      { name: "CPU1 Temp", asserted: false, data: [0x59, 87, 90] },
      { name: "CPU1 Temp", asserted: false, data: [0x57, 82, 85] },
    ]);
  });

  it("logs what falls too low", () => {
    const { remote, logged } = connect();
    thresholdSensor(remote.bmc.device.sensors, "FAN3").value = 900;
    expect(logged()).toStrictEqual([
      { name: "FAN3", asserted: true, data: [0x50, 13, 21] },
      { name: "FAN3", asserted: true, data: [0x52, 13, 14] },
    ]);
  });

  it("has thresholds that are read and set, at once", () => {
    const { remote, cpu, logged } = connect();
    const { number: sensorNumber } = cpu;
    cpu.value = 50;
    const all = { upperNonCritical: 85, upperCritical: 90, upperNonRecoverable: 95 };
    expect(remote.call(getSensorThresholds, { sensorNumber })).toStrictEqual({ thresholds: all });
    remote.call(setSensorThresholds, { sensorNumber, thresholds: { upperNonCritical: 45 } });
    expect(remote.bmc.device.sel.records).toHaveLength(1);
    expect(cpu.thresholds).toStrictEqual({ ...all, upperNonCritical: 45 });
    expect(logged()).toStrictEqual([{ name: "CPU1 Temp", asserted: true, data: [0x57, 50, 45] }]);
    // Lower critical is not there, and then nothing is set.
    expect(remote.raw(4, 0x26, sensorNumber, 0x12, 0, 1, 0, 0, 80, 0).completionCode).toBe(0xcc);
    expect(cpu.thresholds).toStrictEqual({ ...all, upperNonCritical: 45 });
  });

  it("has hysteresis that is read and set", () => {
    const { remote, cpu } = connect();
    const { number: sensorNumber } = cpu;
    remote.call(setSensorHysteresis, { sensorNumber, positiveHysteresis: 7, negativeHysteresis: 0xff });
    expect(remote.call(getSensorHysteresis, { sensorNumber })).toStrictEqual({
      positiveHysteresis: 7,
      negativeHysteresis: 2,
    });
  });

  it("sends no events that are off", () => {
    const { remote, cpu, logged } = connect();
    const request = { sensorNumber: cpu.number, eventMessagesEnabled: true, scanningEnabled: true };
    const unc = { assertion: 0x80, deassertion: 0 };
    remote.call(setSensorEventEnable, { ...request, action: EventEnableAction.disable, events: unc });
    expect(remote.call(getSensorEventEnable, { sensorNumber: cpu.number })).toMatchObject({
      events: { assertion: 0xa00, deassertion: 0xa80 },
    });
    cpu.value = 91;
    expect(logged()).toHaveLength(1);
    cpu.value = 50;
    expect(logged()).toHaveLength(3);
    remote.call(setSensorEventEnable, {
      ...request,
      action: EventEnableAction.enable,
      events: { assertion: 0x7fff, deassertion: 0 },
    });
    expect(cpu.enabledEvents.assertion).toBe(0xa80);
    remote.call(setSensorEventEnable, { ...request, eventMessagesEnabled: false, action: 0, events: undefined });
    cpu.value = 91;
    expect(logged()).toHaveLength(3);
    expect(remote.raw(4, 0x28, cpu.number, 0xf0).completionCode).toBe(0xcc);
  });

  it("keeps its last reading while it does not measure", () => {
    const { remote, cpu } = connect();
    cpu.value = 55;
    remote.call(getSensorReading, { sensorNumber: cpu.number });
    cpu.scanningEnabled = false;
    cpu.value = 99;
    expect(remote.call(getSensorReading, { sensorNumber: cpu.number })).toMatchObject({
      reading: 55,
      scanningEnabled: false,
      states: 0xc0,
    });
  });

  it("has no reading while the power that it needs is off", () => {
    const { remote, cpu, logged } = connect();
    remote.bmc.device.chassis.powerIsOn = false;
    expect(remote.call(getSensorReading, { sensorNumber: cpu.number })).toMatchObject({
      reading: 0,
      unavailable: true,
    });
    const inlet = thresholdSensor(remote.bmc.device.sensors, "Inlet Temp");
    expect(remote.call(getSensorReading, { sensorNumber: inlet.number }).unavailable).toBe(false);
    expect(logged().map(({ name }) => name)).toStrictEqual(["Power Unit"]);
    inlet.available = false;
    expect(remote.call(getSensorReading, { sensorNumber: inlet.number }).unavailable).toBe(true);
  });

  it("with manual re-arm sends an event once until it is re-armed", () => {
    const { remote, cpu, logged } = connect();
    const { number: sensorNumber } = cpu;
    cpu.autoRearm = false;
    for (const value of [86, 50, 86]) {
      cpu.value = value;
      logged();
    }
    expect(logged()).toHaveLength(2);
    expect(remote.call(getSensorEventStatus, { sensorNumber }).events).toStrictEqual({
      assertion: 0x80,
      deassertion: 0x80,
    });
    remote.call(rearmSensorEvents, { sensorNumber, allEvents: true, events: undefined });
    expect(logged()).toHaveLength(3);
    remote.call(rearmSensorEvents, { sensorNumber, allEvents: false, events: { assertion: 0x200, deassertion: 0 } });
    expect(logged()).toHaveLength(3);
  });

  it("with automatic re-arm has the status of what holds", () => {
    const { remote, cpu } = connect();
    const status = (): unknown => remote.call(getSensorEventStatus, { sensorNumber: cpu.number }).events;
    expect(status()).toStrictEqual({ assertion: 0, deassertion: 0 });
    cpu.value = 86;
    expect(status()).toStrictEqual({ assertion: 0x80, deassertion: 0 });
    cpu.value = 50;
    expect(status()).toStrictEqual({ assertion: 0, deassertion: 0x80 });
  });

  it("may be linear in pieces, each with factors of its own", () => {
    const { remote, cpu } = connect();
    const { number: sensorNumber, factors } = cpu;
    cpu.analogDataFormat = 0;
    cpu.linearization = 0x70;
    cpu.segments = [
      { upTo: 99, factors },
      { upTo: 199, factors: { ...factors, m: 2, b: -100 } },
    ];
    cpu.factors = { ...factors, m: 4, b: -500 };
    const ask = (reading: number): unknown => remote.call(getSensorReadingFactors, { sensorNumber, reading });
    expect(ask(0)).toStrictEqual({ nextReading: 100, factors });
    expect(ask(100)).toMatchObject({ nextReading: 200, factors: { m: 2, b: -100 } });
    expect(ask(255)).toMatchObject({ nextReading: 255, factors: { m: 4 } });
    for (const [value, reading] of [
      [60, 60],
      [200, 150],
      [420, 230],
    ] as const) {
      cpu.value = value;
      expect(remote.call(getSensorReading, { sensorNumber })).toMatchObject({ reading });
    }
  });
});

describe("a sensor with states", () => {
  it("has the states that a test sets, and logs them", () => {
    const { remote, logged } = connect();
    const supply = discreteSensor(remote.bmc.device.sensors, "PSU2 Status");
    expect(remote.call(getSensorReading, { sensorNumber: supply.number }).states).toBe(1);
    supply.states = [0, 1, 14, 99];
    expect(remote.call(getSensorReading, { sensorNumber: supply.number }).states).toBe(0x4003);
    expect(logged()).toStrictEqual([{ name: "PSU2 Status", asserted: true, data: [1, 0xff, 0xff] }]);
    supply.states = [];
    expect(logged().slice(1)).toStrictEqual([
      { name: "PSU2 Status", asserted: false, data: [0, 0xff, 0xff] },
      { name: "PSU2 Status", asserted: false, data: [1, 0xff, 0xff] },
    ]);
  });

  it("may follow the chassis", () => {
    const { remote, logged } = connect();
    const { chassis } = remote.bmc.device;
    chassis.chassisIntrusion = true;
    logged();
    chassis.chassisIntrusion = false;
    chassis.powerIsOn = false;
    logged();
    chassis.powerIsOn = true;
    expect(logged()).toStrictEqual([
      { name: "Chassis Intru", asserted: true, data: [0, 0xff, 0xff] },
      { name: "Chassis Intru", asserted: false, data: [0, 0xff, 0xff] },
      { name: "Power Unit", asserted: true, data: [0, 0xff, 0xff] },
      { name: "Power Unit", asserted: false, data: [0, 0xff, 0xff] },
    ]);
  });

  it("has no thresholds, hysteresis or factors", () => {
    const { remote } = connect();
    const { number } = discreteSensor(remote.bmc.device.sensors, "Watchdog");
    expect(remote.raw(4, 0x27, number).completionCode).toBe(0xcd);
    expect(remote.raw(4, 0x25, number, 0xff).completionCode).toBe(0xcd);
    expect(remote.raw(4, 0x23, number, 0).completionCode).toBe(0xcd);
    expect(remote.call(getSensorType, { sensorNumber: number })).toStrictEqual({
      sensorType: 0x23,
      eventReadingType: 0x6f,
    });
  });
});

describe("the sensor commands", () => {
  it("refuse sensors that are not there or cannot be read", () => {
    const { remote } = connect();
    const eventOnly = remote.bmc.device.sensors.find(({ kind }) => kind === "eventOnly")!;
    for (const number of [0xfe, eventOnly.number])
      for (const [cmd, ...data] of [[0x2d], [0x27], [0x29], [0x2b], [0x2f], [0x25, 0xff], [0x2a, 0]] as const)
        expect(remote.raw(4, cmd, number, ...data).completionCode).toBe(0xcb);
  });

  it("that set something need OPERATOR", () => {
    const { remote, cpu } = connect();
    remote.call(setSessionPrivilegeLevel, { privilegeLevel: 2 });
    for (const [cmd, ...data] of [
      [0x24, 0xff, 1, 1],
      [0x26, 0, 0, 0, 0, 0, 0, 0],
      [0x28, 0],
      [0x2a, 0],
    ] as const)
      expect(remote.raw(4, cmd, cpu.number, ...data).completionCode).toBe(0xd4);
  });

  it("find sensors by name for a test, and say when there is none", () => {
    const { sensors } = createDevice();
    expect(() => thresholdSensor(sensors, "PSU1 Status")).toThrow("PSU1 Status");
    expect(() => discreteSensor(sensors, "no such")).toThrow("no such");
  });
});

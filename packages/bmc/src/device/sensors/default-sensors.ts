import { AnalogDataFormat, type ReadingFactors, SensorUnit } from "@ruipmi/commands";
import { createDiscreteSensor, createEventOnlySensor, createThresholdSensor } from "./create-sensor.ts";
import type { SensorsState, ThresholdSensorState, Wander } from "./sensor-state.ts";

/** Numbers of sensors of the machine that nobody described that its other parts name: the SEL's history, the watchdog. */
export const defaultSensorNumbers = {
  /** The air that comes in. */
  inletTemp: 0x01,
  /** The first processor. */
  cpu1Temp: 0x03,
  /** The first fan; the others follow. */
  fan1: 0x10,
  /** What the system takes. */
  systemPower: 0x32,
  /** The first power supply's presence and failure. */
  psu1Status: 0x40,
  /** The second power supply's presence and failure. */
  psu2Status: 0x41,
  /** Whether both power supplies work. */
  psuRedundancy: 0x42,
  /** The chassis being open. */
  chassisIntrusion: 0x43,
  /** System power. */
  powerUnit: 0x44,
  /** The watchdog timer. */
  watchdog: 0x45,
  /** The system event log: cleared, full. */
  eventLog: 0x50,
} as const;

const entity = { processor: 3, systemBoard: 7, powerSupply: 10, powerUnit: 19, chassis: 23, fan: 29, memory: 32 };
const inletEntity = 55;
const batteryEntity = 40;
const managementEntity = 46;

/** The sensors of the machine that nobody described: two processors, four DIMMs, six fans, two power supplies. */
export function defaultSensors(): SensorsState {
  const at = defaultSensorNumbers;
  return [
    temperature(at.inletTemp, "Inlet Temp", inletEntity, 1, 23, 1.2, {
      upperNonCritical: 38,
      upperCritical: 42,
      upperNonRecoverable: 47,
    }),
    temperature(0x02, "Exhaust Temp", entity.systemBoard, 1, 37, 1.5, {
      upperNonCritical: 65,
      upperCritical: 70,
      upperNonRecoverable: 75,
    }),
    temperature(
      at.cpu1Temp,
      "CPU1 Temp",
      entity.processor,
      1,
      52,
      5,
      { upperNonCritical: 85, upperCritical: 90, upperNonRecoverable: 95 },
      true,
    ),
    temperature(
      0x04,
      "CPU2 Temp",
      entity.processor,
      2,
      49,
      5,
      { upperNonCritical: 85, upperCritical: 90, upperNonRecoverable: 95 },
      true,
    ),
    temperature(0x05, "DIMM A1 Temp", entity.memory, 1, 38, 2, { upperNonCritical: 80, upperCritical: 85 }, true),
    temperature(0x06, "DIMM A2 Temp", entity.memory, 2, 39, 2, { upperNonCritical: 80, upperCritical: 85 }, true),
    temperature(0x07, "DIMM B1 Temp", entity.memory, 3, 37, 2, { upperNonCritical: 80, upperCritical: 85 }, true),
    temperature(0x08, "DIMM B2 Temp", entity.memory, 4, 38, 2, { upperNonCritical: 80, upperCritical: 85 }, true),
    ...Array.from({ length: 6 }, (_, index) => fan(at.fan1 + index, index + 1)),
    voltage(0x20, "P12V", entity.systemBoard, 1, 12.12, 6, -2, 0.06),
    voltage(0x21, "P5V", entity.systemBoard, 1, 5.04, 3, -2, 0.02),
    voltage(0x22, "P3V3", entity.systemBoard, 1, 3.34, 2, -2, 0.02),
    voltage(0x23, "CPU1 Vcore", entity.processor, 1, 1.8, 1, -2, 0.02),
    voltage(0x24, "CPU2 Vcore", entity.processor, 2, 1.79, 1, -2, 0.02),
    createThresholdSensor({
      number: 0x25,
      name: "VBAT",
      entityId: batteryEntity,
      entityInstance: 1,
      sensorType: 0x02,
      baseUnit: SensorUnit.volts,
      value: 3.04,
      factors: { m: 16, rExponent: -3 },
      thresholds: { lowerCritical: 2.4, lowerNonCritical: 2.72 },
      positiveHysteresis: 1,
      negativeHysteresis: 1,
      nominal: 3.04,
    }),
    power(0x30, "PSU1 Power In", entity.powerSupply, 1, 168, 14, 880),
    power(0x31, "PSU2 Power In", entity.powerSupply, 2, 164, 14, 880),
    power(at.systemPower, "Sys Power", entity.systemBoard, 1, 316, 26, undefined),
    powerSupply(at.psu1Status, "PSU1 Status", 1),
    powerSupply(at.psu2Status, "PSU2 Status", 2),
    // Generic type 0Bh, redundancy (IPMI v2.0 table 42-2): fully redundant.
    createDiscreteSensor({
      number: at.psuRedundancy,
      name: "PSU Redundancy",
      entityId: entity.powerUnit,
      entityInstance: 1,
      sensorType: 0x08,
      eventReadingType: 0x0b,
      possibleStates: [0, 1, 2, 3, 5],
      states: [0],
    }),
    createDiscreteSensor({
      number: at.chassisIntrusion,
      name: "Chassis Intru",
      entityId: entity.chassis,
      entityInstance: 1,
      sensorType: 0x05,
      possibleStates: [0],
      follows: "chassisIntrusion",
    }),
    createDiscreteSensor({
      number: at.powerUnit,
      name: "Power Unit",
      entityId: entity.powerUnit,
      entityInstance: 1,
      sensorType: 0x09,
      possibleStates: [0, 1, 4, 5, 6],
      follows: "powerOff",
    }),
    createDiscreteSensor({
      number: at.watchdog,
      name: "Watchdog",
      entityId: managementEntity,
      entityInstance: 1,
      sensorType: 0x23,
      possibleStates: [0, 1, 2, 3, 8],
      follows: "watchdog",
    }),
    processor(0x46, "CPU1 Status", 1),
    processor(0x47, "CPU2 Status", 2),
    createEventOnlySensor({
      number: at.eventLog,
      name: "SEL",
      entityId: managementEntity,
      entityInstance: 1,
      sensorType: 0x10,
    }),
  ];
}

function temperature(
  number: number,
  name: string,
  entityId: number,
  entityInstance: number,
  value: number,
  by: number,
  thresholds: ThresholdSensorState["thresholds"],
  needsPower = false,
): ThresholdSensorState {
  return createThresholdSensor({
    number,
    name,
    entityId,
    entityInstance,
    sensorType: 0x01,
    baseUnit: SensorUnit.degreesCelsius,
    analogDataFormat: AnalogDataFormat.twosComplement,
    value,
    wander: wander(value, by, 240_000),
    thresholds,
    needsPower,
    positiveHysteresis: 2,
    negativeHysteresis: 2,
    nominal: value,
    normalMaximum: (thresholds.upperNonCritical ?? 80) - 5,
    normalMinimum: 10,
  });
}

function fan(number: number, position: number): ThresholdSensorState {
  const value = 5600 + position * 40;
  return createThresholdSensor({
    number,
    name: `FAN${position}`,
    entityId: entity.fan,
    entityInstance: position,
    sensorType: 0x04,
    baseUnit: SensorUnit.revolutionsPerMinute,
    value,
    wander: wander(value, 220, 90_000),
    needsPower: true,
    factors: { m: 70 },
    thresholds: { lowerNonRecoverable: 490, lowerCritical: 980, lowerNonCritical: 1470 },
    positiveHysteresis: 2,
    negativeHysteresis: 2,
    nominal: 5600,
    normalMaximum: 16_800,
    normalMinimum: 1960,
  });
}

/** Ten percent around `value` are critical, seven are not. */
function voltage(
  number: number,
  name: string,
  entityId: number,
  entityInstance: number,
  value: number,
  m: number,
  rExponent: number,
  by: number,
): ThresholdSensorState {
  const factors: Partial<ReadingFactors> = { m, rExponent };
  const rounded = (limit: number): number => Math.round(limit * 1000) / 1000;
  return createThresholdSensor({
    number,
    name,
    entityId,
    entityInstance,
    sensorType: 0x02,
    baseUnit: SensorUnit.volts,
    value,
    wander: wander(value, by, 30_000),
    needsPower: true,
    factors,
    thresholds: {
      lowerCritical: rounded(value * 0.9),
      lowerNonCritical: rounded(value * 0.93),
      upperNonCritical: rounded(value * 1.07),
      upperCritical: rounded(value * 1.1),
    },
    positiveHysteresis: 1,
    negativeHysteresis: 1,
    nominal: value,
  });
}

function power(
  number: number,
  name: string,
  entityId: number,
  entityInstance: number,
  value: number,
  by: number,
  upperCritical: number | undefined,
): ThresholdSensorState {
  return createThresholdSensor({
    number,
    name,
    entityId,
    entityInstance,
    sensorType: 0x0b,
    baseUnit: SensorUnit.watts,
    value,
    wander: wander(value, by, 60_000),
    needsPower: true,
    factors: { m: 4 },
    thresholds: upperCritical === undefined ? {} : { upperNonCritical: upperCritical - 60, upperCritical },
    positiveHysteresis: 2,
    negativeHysteresis: 2,
    nominal: value,
  });
}

/** Present (0), failed (1), about to fail (2), without input (3) (IPMI v2.0 table 42-3, 08h). */
function powerSupply(number: number, name: string, entityInstance: number): ReturnType<typeof createDiscreteSensor> {
  return createDiscreteSensor({
    number,
    name,
    entityId: entity.powerSupply,
    entityInstance,
    sensorType: 0x08,
    possibleStates: [0, 1, 2, 3],
    states: [0],
  });
}

/** Internal error (0), thermal trip (1), configuration error (5), present (7), throttled (10) (IPMI v2.0 table 42-3, 07h). */
function processor(number: number, name: string, entityInstance: number): ReturnType<typeof createDiscreteSensor> {
  return createDiscreteSensor({
    number,
    name,
    entityId: entity.processor,
    entityInstance,
    sensorType: 0x07,
    possibleStates: [0, 1, 5, 7, 10],
    states: [7],
  });
}

function wander(around: number, by: number, period: number): Wander {
  return { around, by, period };
}

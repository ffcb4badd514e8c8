import { type BmcDevice, createDiscreteSensor, createThresholdSensor } from "@ruipmi/bmc";
import {
  AnalogDataFormat,
  type FullSensorBody,
  Linearization,
  latin1,
  type SdrContent,
  SensorUnit,
  type SensorUnits,
} from "@ruipmi/commands";

/** Adds to a machine what ipmi_sim and the default machine have none of: every way to a number, every kind of record. */
export function addOddSensors({ sensors, sdr }: BmcDevice): void {
  const base = { entityId: 7, entityInstance: 9, sensorType: 0x01, baseUnit: SensorUnit.degreesCelsius };
  sensors.push(
    createThresholdSensor({
      ...{ ...base, number: 100, name: "Twos", value: -12, analogDataFormat: AnalogDataFormat.twosComplement },
      ...{ thresholds: { lowerCritical: -20, upperCritical: 60 }, positiveHysteresis: 2, negativeHysteresis: 2 },
      ...{ factors: { tolerance: 3 }, nominal: 20, normalMinimum: 5, normalMaximum: 40 },
    }),
    createThresholdSensor({
      ...{ ...base, number: 101, name: "Ones", value: -7, analogDataFormat: AnalogDataFormat.onesComplement },
      ...{ thresholds: { lowerCritical: -10 }, factors: { b: -3, bExponent: 0 } },
    }),
    createThresholdSensor({ ...base, number: 102, name: "Ln", value: 3, linearization: Linearization.ln }),
    createThresholdSensor({
      ...{ ...base, number: 103, name: "Reciprocal", value: 0.05, linearization: Linearization.reciprocal },
      ...{ thresholds: { upperCritical: 0.25 } },
    }),
    createThresholdSensor({ ...base, number: 104, name: "Square", value: 144, linearization: Linearization.square }),
    createThresholdSensor({ ...base, number: 105, name: "Cube root", value: 5, linearization: Linearization.cubeRoot }),
    createThresholdSensor({
      ...{ ...base, number: 106, name: "In pieces", value: 40, linearization: Linearization.nonLinear },
      segments: [
        { upTo: 100, factors: { ...plain, m: 1 } },
        { upTo: 255, factors: { ...plain, m: 2, b: -100 } },
      ],
      thresholds: { upperCritical: 180 },
    }),
    createThresholdSensor({
      ...{ ...base, number: 107, name: "Load", sensorType: 0x0b, baseUnit: SensorUnit.unspecified },
      ...{ value: 37.5, isPercentage: true, factors: { m: 5, rExponent: -1 }, thresholds: { upperNonCritical: 75 } },
    }),
    createThresholdSensor({ ...base, number: 108, name: "Too hot", value: 99, thresholds: { upperNonCritical: 70 } }),
    createThresholdSensor({ ...base, number: 109, name: "Off", value: 20, scanningEnabled: false }),
    createThresholdSensor({ ...base, number: 110, name: "Absent", value: 20, available: false }),
    createThresholdSensor({ ...base, number: 111, name: "Packets", value: 12, baseUnit: 85, sensorType: 0x0b }),
    createDiscreteSensor({
      ...{ number: 112, name: "Full states", entityId: 7, entityInstance: 1, sensorType: 0x0c },
      ...{ possibleStates: [0, 1, 5], states: [0, 5], record: "full" },
    }),
  );
  sdr.records.push(
    named({ encoding: "sixBitAscii", text: "SIX BIT" }, 100),
    named({ encoding: "bcdPlus", text: "12-34" }, 100),
    named({ encoding: "binary", bytes: Uint8Array.from([0x54, 0, 0xb0, 0, 0x43, 0]) }, 100),
    named(latin1("Packet rate"), 111, { ...degrees, rateUnit: 3, baseUnit: 85 }),
    named(latin1("Per volt"), 111, { ...degrees, modifierUse: 1, baseUnit: 6, modifierUnit: 4 }),
    named(latin1("Newton metre"), 111, { ...degrees, modifierUse: 2, baseUnit: 16, modifierUnit: 34 }),
    named(latin1("Nobody's"), 200),
    {
      kind: "genericDeviceLocator",
      ...{ deviceAccessAddress: 0x20, deviceSlaveAddress: 0xa0, channelNumber: 0, lun: 1, privateBusId: 2 },
      ...{ addressSpan: 3, deviceType: 0x08, deviceTypeModifier: 0, entity: board, oem: 7, idString: latin1("EEPROM") },
    },
    { kind: "entityAssociation", container: board, ...unlinked, contained: [{ ...board, entityId: 3 }] },
    { kind: "oem", manufacturerId: 343, data: Uint8Array.of(2, 1, 0, 0, 1) },
  );
}

const plain = { m: 1, b: 0, bExponent: 0, rExponent: 0, tolerance: 0, accuracy: 0, accuracyExponent: 0 };
const board = { entityId: 7, entityInstance: 2, isLogical: false };
const unlinked = { isRange: false, isLinked: false, presenceSensorAlwaysAccessible: true };

const degrees: SensorUnits = {
  analogDataFormat: AnalogDataFormat.unsigned,
  rateUnit: 0,
  modifierUse: 0,
  isPercentage: false,
  baseUnit: SensorUnit.degreesCelsius,
  modifierUnit: 0,
};

/** One more record for a sensor that has one, with another name or unit. */
function named(idString: FullSensorBody["idString"], sensorNumber: number, units: SensorUnits = degrees): SdrContent {
  return {
    kind: "fullSensor",
    ...{ sensorOwnerId: 0x20, channelNumber: 0, sensorOwnerLun: 0, sensorNumber, entity: board },
    initialization: {
      ...{ isSettable: false, initializeScanning: true, initializeEvents: true, initializeThresholds: true },
      ...{ initializeHysteresis: true, initializeSensorType: true },
      ...{ eventGenerationEnabled: true, sensorScanningEnabled: true },
    },
    capabilities: {
      ...{ ignoreIfEntityAbsent: false, autoRearm: true },
      ...{ hysteresisAccess: 0, thresholdAccess: 1, eventMessageControl: 0 },
    },
    ...{ sensorType: 0x01, eventReadingType: 0x01, assertionMask: 0, deassertionMask: 0, readingMask: 0x10, units },
    ...{ linearization: 0, factors: plain, direction: 1 },
    ...{ nominalReading: undefined, normalMaximum: undefined, normalMinimum: undefined },
    ...{ sensorMaximum: 0xfe, sensorMinimum: 1, upperNonRecoverable: 0, upperCritical: 60, upperNonCritical: 0 },
    ...{ lowerNonRecoverable: 0, lowerCritical: 0, lowerNonCritical: 0 },
    ...{ positiveHysteresis: 1, negativeHysteresis: 1, oem: 0, idString },
  };
}

import {
  type CompactSensorRecord,
  type FullSensorRecord,
  latin1,
  notShared,
  type SensorSharing,
} from "../../src/index.ts";

/** What tests of events need to say of a sensor; the rest is a linear sensor of the BMC in °C. */
export interface SensorShape {
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly name: string;
  readonly sharing?: SensorSharing;
}

const common = {
  recordId: 1,
  sdrVersion: 0x51,
  sensorOwnerId: 0x20,
  channelNumber: 0,
  sensorOwnerLun: 0,
  entity: { entityId: 55, entityInstance: 1, isLogical: false },
  initialization: {
    isSettable: false,
    initializeScanning: true,
    initializeEvents: true,
    initializeThresholds: true,
    initializeHysteresis: true,
    initializeSensorType: true,
    eventGenerationEnabled: true,
    sensorScanningEnabled: true,
  },
  capabilities: {
    ignoreIfEntityAbsent: false,
    autoRearm: true,
    hysteresisAccess: 2,
    thresholdAccess: 2,
    eventMessageControl: 0,
  },
  eventReadingType: 1,
  assertionMask: 0,
  deassertionMask: 0,
  readingMask: 0,
  units: { analogDataFormat: 0, rateUnit: 0, modifierUse: 0, isPercentage: false, baseUnit: 1, modifierUnit: 0 },
  positiveHysteresis: 0,
  negativeHysteresis: 0,
  oem: 0,
} as const;

/** A full record: raw readings are degrees. */
export function fullSensor({ sensorType, sensorNumber, name }: SensorShape): FullSensorRecord {
  return {
    kind: "fullSensor",
    ...common,
    sensorType,
    sensorNumber,
    linearization: 0,
    factors: { m: 1, b: 0, bExponent: 0, rExponent: 0, tolerance: 0, accuracy: 0, accuracyExponent: 0 },
    direction: 0,
    nominalReading: undefined,
    normalMaximum: undefined,
    normalMinimum: undefined,
    sensorMaximum: 0xff,
    sensorMinimum: 0,
    upperNonRecoverable: 0,
    upperCritical: 0,
    upperNonCritical: 0,
    lowerNonRecoverable: 0,
    lowerCritical: 0,
    lowerNonCritical: 0,
    idString: latin1(name),
  };
}

/** A compact record. */
export function compactSensor({ sensorType, sensorNumber, name, sharing }: SensorShape): CompactSensorRecord {
  const idString = latin1(name);
  return { kind: "compactSensor", ...common, sensorType, sensorNumber, sharing: sharing ?? notShared, idString };
}

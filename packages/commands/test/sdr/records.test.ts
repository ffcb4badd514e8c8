import { decodeFromBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "../../../core/test/crypto/bytes.ts";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type CompactSensorRecord,
  type Entity,
  type EventOnlyRecord,
  encodeSdrRecord,
  type FruDeviceLocatorRecord,
  type FullSensorRecord,
  latin1,
  type McDeviceLocatorRecord,
  type OtherSdrRecord,
  type SdrRecord,
  type SdrRecordHeader,
  type SensorSharing,
  sdrRecord,
  sdrRecordHeader,
} from "../../src/index.ts";

const factors = { m: 6, b: -5, bExponent: -1, rExponent: -2, tolerance: 3, accuracy: 500, accuracyExponent: 2 };

const identity = {
  sensorOwnerId: 0x20,
  channelNumber: 7,
  sensorOwnerLun: 1,
  sensorNumber: 0x20,
  entity: { entityId: 7, entityInstance: 96, isLogical: false },
};

const description = {
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
    ignoreIfEntityAbsent: true,
    autoRearm: true,
    hysteresisAccess: 2,
    thresholdAccess: 1,
    eventMessageControl: 0,
  },
  sensorType: 2,
  eventReadingType: 1,
  assertionMask: 0x7a95,
  deassertionMask: 0x7a95,
  readingMask: 0x3f3f,
  units: {
    analogDataFormat: 2,
    rateUnit: 3,
    modifierUse: 1,
    isPercentage: false,
    baseUnit: 4,
    modifierUnit: 20,
  },
} as const;

const fullSensor: FullSensorRecord = {
  kind: "fullSensor",
  recordId: 0x0102,
  sdrVersion: 0x51,
  ...identity,
  ...description,
  linearization: 7,
  factors,
  direction: 1,
  nominalReading: 0xca,
  normalMaximum: undefined,
  normalMinimum: 0xc0,
  sensorMaximum: 0xff,
  sensorMinimum: 0x01,
  upperNonRecoverable: 0xf0,
  upperCritical: 0xe0,
  upperNonCritical: 0xd8,
  lowerNonRecoverable: 0x10,
  lowerCritical: 0x20,
  lowerNonCritical: 0x30,
  positiveHysteresis: 2,
  negativeHysteresis: 3,
  oem: 0x99,
  idString: latin1("P12V"),
};

const sharing: SensorSharing = {
  direction: 2,
  instanceModifierType: 1,
  shareCount: 4,
  entityInstanceIncrements: true,
  instanceModifierOffset: 0x21,
};

const compactSensor: CompactSensorRecord = {
  kind: "compactSensor",
  recordId: 2,
  sdrVersion: 0x51,
  ...identity,
  ...description,
  sharing,
  positiveHysteresis: 4,
  negativeHysteresis: 5,
  oem: 6,
  idString: latin1("PSU"),
};

const eventOnly: EventOnlyRecord = {
  kind: "eventOnly",
  recordId: 3,
  sdrVersion: 0x51,
  ...identity,
  sensorType: 0x10,
  eventReadingType: 0x6f,
  sharing,
  oem: 7,
  idString: latin1("SEL"),
};

const fruLocator: FruDeviceLocatorRecord = {
  kind: "fruDeviceLocator",
  recordId: 4,
  sdrVersion: 0x51,
  deviceAccessAddress: 0x20,
  fruDeviceId: 5,
  isLogicalDevice: true,
  lun: 2,
  privateBusId: 3,
  channelNumber: 1,
  deviceType: 0x10,
  deviceTypeModifier: 2,
  entity: { entityId: 10, entityInstance: 1, isLogical: true },
  oem: 8,
  idString: latin1("PSU1"),
};

const mcLocator: McDeviceLocatorRecord = {
  kind: "mcDeviceLocator",
  recordId: 5,
  sdrVersion: 0x51,
  deviceSlaveAddress: 0x20,
  channelNumber: 0,
  wantsSystemPowerState: true,
  wantsDevicePowerState: false,
  isStatic: true,
  logsInitializationErrors: true,
  logsAccessErrors: false,
  eventMessageInitialization: 1,
  deviceCapabilities: {
    chassis: true,
    bridge: false,
    ipmbEventGenerator: true,
    ipmbEventReceiver: true,
    fruInventory: true,
    sel: true,
    sdrRepository: true,
    sensor: true,
  },
  entity: { entityId: 46, entityInstance: 1, isLogical: false },
  oem: 0,
  idString: latin1("BMC"),
};

const other: OtherSdrRecord = {
  kind: "other",
  recordId: 6,
  sdrVersion: 0x51,
  recordType: 0xd0,
  body: Uint8Array.of(0x57, 1, 0, 9),
};

const common = "20 71 20 07 60";
const described = "7f e4 02 01 95 7a 95 7a 3f 3f 9a 04 14";

const golden: { readonly name: string; readonly hex: string; readonly value: SdrRecord }[] = [
  {
    name: "a full sensor record",
    hex:
      `02 01 51 01 2f ${common} ${described} 07 06 03 fb f4 79 ef ` +
      "05 ca 00 c0 ff 01 f0 e0 d8 10 20 30 02 03 00 00 99 c4 50 31 32 56",
    value: fullSensor,
  },
  {
    name: "a compact sensor record",
    hex: `02 00 51 02 1e ${common} ${described} 94 a1 04 05 00 00 00 06 c3 50 53 55`,
    value: compactSensor,
  },
  {
    name: "an event-only record",
    hex: `03 00 51 03 0f ${common} 10 6f 94 a1 00 07 c3 53 45 4c`,
    value: eventOnly,
  },
  {
    name: "a FRU device locator",
    hex: "04 00 51 11 0f 20 05 93 10 00 10 02 0a 81 08 c4 50 53 55 31",
    value: fruLocator,
  },
  {
    name: "a management controller device locator",
    hex: "05 00 51 12 0e 20 00 a9 bf 00 00 00 2e 01 00 c3 42 4d 43",
    value: mcLocator,
  },
  { name: "a record of a type that there is not", hex: "06 00 51 d0 04 57 01 00 09", value: other },
];

const bit2 = fc.integer({ min: 0, max: 3 });
const bit3 = fc.integer({ min: 0, max: 7 });
const sevenBits = fc.integer({ min: 0, max: 0x7f });
const entity: fc.Arbitrary<Entity> = record({ entityId: byte, entityInstance: sevenBits, isLogical: fc.boolean() });
const idString = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."ABCabc 0129+-/é"), maxLength: 16 }).map((text) => latin1(text.trimEnd())),
  bytesOf(0, 16).map((bytes) => ({ encoding: "binary" as const, bytes })),
);
const header = { recordId: uint16, sdrVersion: byte, oem: byte, idString };
const signed = (bits: number): fc.Arbitrary<number> =>
  fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
const flags = <Name extends string>(...names: Name[]): fc.Arbitrary<Record<Name, boolean>> =>
  record(Object.fromEntries(names.map((name) => [name, fc.boolean()])) as Record<Name, fc.Arbitrary<boolean>>);

const anyIdentity = { sensorOwnerId: byte, channelNumber: nibble, sensorOwnerLun: bit2, sensorNumber: byte, entity };
const anyDescription = {
  initialization: flags(
    "isSettable",
    "initializeScanning",
    "initializeEvents",
    "initializeThresholds",
    "initializeHysteresis",
    "initializeSensorType",
    "eventGenerationEnabled",
    "sensorScanningEnabled",
  ),
  capabilities: record({
    ignoreIfEntityAbsent: fc.boolean(),
    autoRearm: fc.boolean(),
    hysteresisAccess: fc.constantFrom(0, 1, 2, 3),
    thresholdAccess: fc.constantFrom(0, 1, 2, 3),
    eventMessageControl: fc.constantFrom(0, 1, 2, 3),
  }),
  sensorType: byte,
  eventReadingType: byte,
  assertionMask: uint16,
  deassertionMask: uint16,
  readingMask: uint16,
  units: record({
    analogDataFormat: fc.constantFrom(0, 1, 2, 3),
    rateUnit: bit3,
    modifierUse: bit2,
    isPercentage: fc.boolean(),
    baseUnit: byte,
    modifierUnit: byte,
  }),
};
const anySharing = record({
  direction: bit2,
  instanceModifierType: bit2,
  shareCount: nibble,
  entityInstanceIncrements: fc.boolean(),
  instanceModifierOffset: sevenBits,
});
const hysteresis = { positiveHysteresis: byte, negativeHysteresis: byte };
const maybe = fc.option(byte, { nil: undefined });

const anyNotification = {
  wantsSystemPowerState: fc.boolean(),
  wantsDevicePowerState: fc.boolean(),
  isStatic: fc.boolean(),
  logsInitializationErrors: fc.boolean(),
  logsAccessErrors: fc.boolean(),
};

const anyRecord = fc.oneof(
  record({
    kind: fc.constant("fullSensor"),
    ...header,
    ...anyIdentity,
    ...anyDescription,
    ...hysteresis,
    linearization: sevenBits,
    factors: record({
      m: signed(10),
      b: signed(10),
      bExponent: signed(4),
      rExponent: signed(4),
      tolerance: fc.integer({ min: 0, max: 63 }),
      accuracy: fc.integer({ min: 0, max: 1023 }),
      accuracyExponent: bit2,
    }),
    direction: bit2,
    nominalReading: maybe,
    normalMaximum: maybe,
    normalMinimum: maybe,
    sensorMaximum: byte,
    sensorMinimum: byte,
    upperNonRecoverable: byte,
    upperCritical: byte,
    upperNonCritical: byte,
    lowerNonRecoverable: byte,
    lowerCritical: byte,
    lowerNonCritical: byte,
  }),
  record({
    kind: fc.constant("compactSensor"),
    ...header,
    ...anyIdentity,
    ...anyDescription,
    ...hysteresis,
    sharing: anySharing,
  }),
  record({
    kind: fc.constant("eventOnly"),
    ...header,
    ...anyIdentity,
    sensorType: byte,
    eventReadingType: byte,
    sharing: anySharing,
  }),
  record({
    kind: fc.constant("fruDeviceLocator"),
    ...header,
    deviceAccessAddress: byte.map((value) => value & 0xfe),
    fruDeviceId: byte,
    isLogicalDevice: fc.boolean(),
    lun: bit2,
    privateBusId: bit3,
    channelNumber: nibble,
    deviceType: byte,
    deviceTypeModifier: byte,
    entity,
  }),
  record({
    kind: fc.constant("mcDeviceLocator"),
    ...header,
    deviceSlaveAddress: byte.map((value) => value & 0xfe),
    channelNumber: nibble,
    ...anyNotification,
    eventMessageInitialization: bit2,
    deviceCapabilities: flags(
      "chassis",
      "bridge",
      "ipmbEventGenerator",
      "ipmbEventReceiver",
      "fruInventory",
      "sel",
      "sdrRepository",
      "sensor",
    ),
    entity,
  }),
  record({
    kind: fc.constant("other"),
    recordId: uint16,
    sdrVersion: byte,
    recordType: fc.integer({ min: 0xc1, max: 0xff }),
    body: bytesOf(0, 255),
  }),
) as fc.Arbitrary<SdrRecord>;

testCodecLaws("SDR", {
  codec: sdrRecord,
  context: undefined,
  golden,
  arbitrary: anyRecord,
  shortest: 5,
  trailing: "refused",
  // What a record is longer than its type needs is passed over.
  lossy: true,
});

describe("an SDR", () => {
  it("has a header that says how much follows", () => {
    const expected: SdrRecordHeader = { recordId: 0x0102, sdrVersion: 0x51, recordType: 1, recordLength: 0x2f };
    const bytes = encodeSdrRecord(fullSensor);
    expect(decodeFromBytes(sdrRecordHeader, bytes.subarray(0, 5), "header")).toStrictEqual(expected);
    expect(bytes).toHaveLength(5 + 0x2f);
  });

  it("may be longer than its type needs, and not shorter", () => {
    const hex = golden[4]!.hex.replaceAll(" ", "");
    const longer = fromHex(`${hex.slice(0, 8)}10${hex.slice(10)}0000`);
    expect(decodeFromBytes(sdrRecord, longer, "SDR")).toStrictEqual(mcLocator);
    const shorter = fromHex(`${hex.slice(0, 8)}0d${hex.slice(10)}`);
    expect(() => decodeFromBytes(sdrRecord, shorter, "SDR")).toThrow("idString");
  });

  it("cuts a name after sixteen bytes", () => {
    const named = { ...eventOnly, idString: latin1("seventeen letters") };
    expect(decodeFromBytes(sdrRecord, encodeSdrRecord(named), "SDR")).toMatchObject({
      idString: latin1("seventeen letter"),
    });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16, uint24 } from "../../../core/test/support/codec-laws.ts";
import { deviceTypeName, entityName, type SdrRecord, sdrRecord } from "../../src/index.ts";

const version = { sdrVersion: 0x51 };
const entity = (entityId: number, entityInstance: number) => ({ entityId, entityInstance, isLogical: false });
const of = (deviceAddress: number, channelNumber: number) => ({ deviceAddress, channelNumber });
const none = { ...entity(0, 0), ...of(0, 0) };
const flags = { isRange: true, isLinked: false, presenceSensorAlwaysAccessible: true };

const golden: { readonly name: string; readonly hex: string; readonly value: SdrRecord }[] = [
  {
    name: "an entity association",
    hex: "10 00 51 08 0b 17 01 a0 0a 01 0a 02 03 01 03 04",
    value: {
      kind: "entityAssociation",
      recordId: 0x10,
      ...version,
      container: entity(0x17, 1),
      ...flags,
      contained: [entity(0x0a, 1), entity(0x0a, 2), entity(3, 1), entity(3, 4)],
    },
  },
  {
    name: "a device-relative entity association",
    hex: "11 00 51 09 1b 17 60 20 10 a0 20 00 0a 60 82 70 0a 61 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
    value: {
      kind: "deviceRelativeEntityAssociation",
      recordId: 0x11,
      ...version,
      container: { ...entity(0x17, 0x60), ...of(0x20, 1) },
      ...flags,
      contained: [{ ...of(0x20, 0), ...entity(0x0a, 0x60) }, { ...of(0x82, 7), ...entity(0x0a, 0x61) }, none, none],
    },
  },
  {
    name: "a generic device locator",
    hex: "12 00 51 10 11 20 a1 4a 60 00 08 01 07 02 09 c6 45 45 50 52 4f 4d",
    value: {
      kind: "genericDeviceLocator",
      recordId: 0x12,
      ...version,
      ...{ deviceAccessAddress: 0x20, deviceSlaveAddress: 0xa0, channelNumber: 10, lun: 1, privateBusId: 2 },
      ...{ addressSpan: 3, deviceType: 8, deviceTypeModifier: 1, entity: entity(7, 2), oem: 9 },
      idString: { encoding: "latin1", text: "EEPROM" },
    },
  },
  {
    name: "a management controller confirmation",
    hex: "13 00 51 13 1b 20 2a 71 01 05 02 f2 1b 00 01 02 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff",
    value: {
      kind: "mcConfirmation",
      recordId: 0x13,
      ...version,
      ...{ deviceSlaveAddress: 0x20, deviceId: 0x2a, channelNumber: 7, deviceRevision: 1 },
      ...{
        firmwareMajorRevision: 1,
        firmwareMinorRevision: 5,
        ipmiVersion: 2,
        manufacturerId: 7154,
        productId: 0x0201,
      },
      deviceGuid: Uint8Array.from({ length: 16 }, (_, index) => index * 0x11),
    },
  },
  {
    name: "a BMC message channel info",
    hex: "14 00 51 14 0b 91 00 00 00 00 00 00 25 0f ff 00",
    value: {
      kind: "bmcMessageChannelInfo",
      recordId: 0x14,
      ...version,
      channels: Array.from({ length: 8 }, (_, index) => ({
        transmitSupported: index === 0,
        messageReceiveLun: [1, 0, 0, 0, 0, 0, 0, 2][index]!,
        channelProtocol: [1, 0, 0, 0, 0, 0, 0, 5][index]!,
      })),
      messagingInterruptType: 0x0f,
      eventMessageBufferInterruptType: 0xff,
    },
  },
  {
    name: "an OEM's record",
    hex: "15 00 51 c0 05 57 01 00 02 07",
    value: { kind: "oem", recordId: 0x15, ...version, manufacturerId: 343, data: Uint8Array.of(2, 7) },
  },
  {
    name: "an OEM's record without a whole manufacturer ID",
    hex: "16 00 51 c0 02 57 01",
    value: { kind: "other", recordId: 0x16, ...version, recordType: 0xc0, body: Uint8Array.of(0x57, 1) },
  },
];

const header = { recordId: uint16, sdrVersion: byte };
const bits = (count: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 ** count - 1 });
const address = byte.map((value) => value & 0xfe);
const entityFields = { entityId: byte, entityInstance: bits(7), isLogical: fc.boolean() };
const anyEntity = record(entityFields);
const anyDeviceEntity = record({ ...entityFields, deviceAddress: address, channelNumber: nibble });
const four = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 4, maxLength: 4 });
const anyFlags = { isRange: fc.boolean(), isLinked: fc.boolean(), presenceSensorAlwaysAccessible: fc.boolean() };

const anyRecord = fc.oneof(
  record({
    kind: fc.constant("entityAssociation"),
    ...header,
    container: anyEntity,
    ...anyFlags,
    contained: four(anyEntity),
  }),
  record({
    kind: fc.constant("deviceRelativeEntityAssociation"),
    ...header,
    container: anyDeviceEntity,
    ...anyFlags,
    contained: four(anyDeviceEntity),
  }),
  record({
    kind: fc.constant("genericDeviceLocator"),
    ...header,
    deviceAccessAddress: address,
    deviceSlaveAddress: address,
    channelNumber: nibble,
    lun: bits(2),
    privateBusId: bits(3),
    addressSpan: bits(3),
    deviceType: byte,
    deviceTypeModifier: byte,
    entity: anyEntity,
    oem: byte,
    idString: fc.constantFrom(
      { encoding: "latin1" as const, text: "EEPROM" },
      { encoding: "sixBitAscii" as const, text: "SIX BIT" },
      { encoding: "bcdPlus" as const, text: "12-34" },
      { encoding: "binary" as const, bytes: Uint8Array.of(0x41, 0) },
    ),
  }),
  record({
    kind: fc.constant("mcConfirmation"),
    ...header,
    deviceSlaveAddress: address,
    deviceId: byte,
    channelNumber: nibble,
    deviceRevision: nibble,
    firmwareMajorRevision: bits(7),
    firmwareMinorRevision: byte,
    ipmiVersion: byte,
    manufacturerId: uint24,
    productId: uint16,
    deviceGuid: bytesOf(16),
  }),
  record({
    kind: fc.constant("bmcMessageChannelInfo"),
    ...header,
    channels: fc.array(
      record({ transmitSupported: fc.boolean(), messageReceiveLun: bits(3), channelProtocol: nibble }),
      { minLength: 8, maxLength: 8 },
    ),
    messagingInterruptType: byte,
    eventMessageBufferInterruptType: byte,
  }),
  record({ kind: fc.constant("oem"), ...header, manufacturerId: uint24, data: bytesOf(0, 252) }),
) as fc.Arbitrary<SdrRecord>;

testCodecLaws("SDR of a rarer type", {
  codec: sdrRecord,
  context: undefined,
  golden,
  arbitrary: anyRecord,
  shortest: 5,
  trailing: "refused",
  lossy: true,
});

describe("names in records", () => {
  it.each([
    [3, "Processor"],
    [29, "Fan Device"],
    [55, "Air Inlet"],
    [64, "Air Inlet"],
    [66, "Baseboard/Main System Board"],
    [0xf2, "PICMG Shelf FRU Information"],
    [67, undefined],
    [255, undefined],
  ])("entity %i is %s", (entityId, name) => {
    expect(entityName(entityId)).toBe(name);
  });

  it.each([
    [0x10, 1, "DIMM Memory ID"],
    [0x10, 9, undefined],
    [0x09, 0, "EEPROM, 24C02"],
    [0xbf, 0, "Other/Unspecified"],
    [0x01, 0, undefined],
  ])("device type %i with modifier %i is %s", (type, modifier, name) => {
    expect(deviceTypeName(type, modifier)).toBe(name);
  });
});

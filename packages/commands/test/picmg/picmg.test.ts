import { MalformedMessageError } from "@ruipmi/core";
import { decodeResponseData, encodeRequestData } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../core/test/crypto/bytes.ts";
import { byte, bytesOf, nibble, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  FruControlOption,
  fruControl,
  getFruLedProperties,
  getFruLedState,
  getPicmgProperties,
  getPowerLevel,
  type LedFunction,
} from "../../src/index.ts";

describe("a command of PICMG", () => {
  it("begins both bodies with the group's number, 00h", () => {
    expect(toHex(encodeRequestData(fruControl, { fruDeviceId: 3, option: FruControlOption.gracefulReboot }))).toBe(
      "000302",
    );
    expect(decodeResponseData(getPicmgProperties, fromHex("00140500"), undefined)).toStrictEqual({
      majorVersion: 4,
      minorVersion: 1,
      maximumFruDeviceId: 5,
      fruDeviceId: 0,
    });
    expect(() => decodeResponseData(getPicmgProperties, fromHex("dc140500"), undefined)).toThrow(MalformedMessageError);
  });
});

testCodecLaws("Get PICMG Properties response", {
  codec: getPicmgProperties.response,
  context: undefined,
  golden: [
    {
      name: "a shelf manager of AdvancedTCA",
      hex: "22 fe 00",
      value: { majorVersion: 2, minorVersion: 2, maximumFruDeviceId: 254, fruDeviceId: 0 },
    },
  ],
  arbitrary: record({ majorVersion: nibble, minorVersion: nibble, maximumFruDeviceId: byte, fruDeviceId: byte }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("FRU Control request", {
  codec: fruControl.request,
  context: undefined,
  golden: [{ name: "quiesce FRU 1", hex: "01 04", value: { fruDeviceId: 1, option: FruControlOption.quiesce } }],
  arbitrary: record({ fruDeviceId: byte, option: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get FRU LED Properties request", {
  codec: getFruLedProperties.request,
  context: undefined,
  golden: [{ name: "FRU 1", hex: "01", value: { fruDeviceId: 1 } }],
  arbitrary: record({ fruDeviceId: byte }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get FRU LED Properties response", {
  codec: getFruLedProperties.response,
  context: { fruDeviceId: 0 },
  golden: [
    {
      name: "blue, LED 2 and two of its own",
      hex: "05 02",
      value: { blueLed: true, led1: false, led2: true, led3: false, applicationLedCount: 2 },
    },
  ],
  arbitrary: record({
    blueLed: fc.boolean(),
    led1: fc.boolean(),
    led2: fc.boolean(),
    led3: fc.boolean(),
    applicationLedCount: byte,
  }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get FRU LED State request", {
  codec: getFruLedState.request,
  context: undefined,
  golden: [{ name: "the blue one of FRU 1", hex: "01 00", value: { fruDeviceId: 1, ledId: 0 } }],
  arbitrary: record({ fruDeviceId: byte, ledId: byte }),
  shortest: 2,
  trailing: "refused",
});

const off: LedFunction = { offDuration: 0, onDuration: 0, color: 1 };
const ledFunction = record<LedFunction>({ offDuration: byte, onDuration: byte, color: byte });
const flags = { localControlAvailable: fc.boolean(), overrideEnabled: fc.boolean(), lampTestEnabled: fc.boolean() };

testCodecLaws("Get FRU LED State response", {
  codec: getFruLedState.response,
  context: { fruDeviceId: 1, ledId: 0 },
  golden: [
    {
      name: "off, by itself",
      hex: "01 00 00 01",
      value: { localControlAvailable: true, overrideEnabled: false, lampTestEnabled: false, localControl: off },
    },
    {
      name: "blinking red by order, and under test for 1 s more",
      hex: "07 00 00 01 64 32 02 0a",
      value: {
        localControlAvailable: true,
        overrideEnabled: true,
        lampTestEnabled: true,
        localControl: off,
        override: { offDuration: 100, onDuration: 50, color: 2 },
        lampTestDuration: 10,
      },
    },
  ],
  arbitrary: fc.oneof(
    record({ ...flags, localControl: ledFunction }),
    record({ ...flags, localControl: ledFunction, override: ledFunction }),
    record({ ...flags, localControl: ledFunction, override: ledFunction, lampTestDuration: byte }),
  ),
  shortest: 4,
  trailing: "taken",
});

testCodecLaws("Get Power Level request", {
  codec: getPowerLevel.request,
  context: undefined,
  golden: [{ name: "steady state of FRU 0", hex: "00 00", value: { fruDeviceId: 0, powerType: 0 } }],
  arbitrary: record({ fruDeviceId: byte, powerType: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Power Level response", {
  codec: getPowerLevel.response,
  context: { fruDeviceId: 0, powerType: 0 },
  golden: [
    {
      name: "level 4 of two, stable after half a second, in watts",
      hex: "84 05 0a 14 32",
      value: {
        dynamicPowerConfiguration: true,
        powerLevel: 4,
        delayToStablePower: 5,
        powerMultiplier: 10,
        powerDraws: Uint8Array.of(20, 50),
      },
    },
  ],
  arbitrary: record({
    dynamicPowerConfiguration: fc.boolean(),
    powerLevel: fc.integer({ min: 0, max: 31 }),
    delayToStablePower: byte,
    powerMultiplier: byte,
    powerDraws: bytesOf(0, 20),
  }),
  shortest: 3,
  trailing: "taken",
});

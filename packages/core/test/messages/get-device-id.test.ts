import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firmwareRevisionText, getDeviceId } from "../../src/messages/get-device-id.ts";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { decodeLanResponse } from "../../src/wire/lan-message.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16 } from "../support/codec-laws.ts";
import { recordedPayload } from "../support/recorded-packets.ts";

const flag = fc.boolean();
const noSupport = {
  chassis: false,
  bridge: false,
  ipmbEventGenerator: false,
  ipmbEventReceiver: false,
  fruInventory: false,
  sel: false,
  sdrRepository: false,
  sensor: false,
};
const ipmiSim = {
  deviceId: 0,
  deviceRevision: 3,
  providesDeviceSdrs: false,
  deviceAvailable: true,
  firmwareMajorRevision: 9,
  firmwareMinorRevision: 8,
  firmwareRevision: "9.08",
  ipmiMajorVersion: 2,
  ipmiMinorVersion: 0,
  additionalDeviceSupport: {
    ...noSupport,
    chassis: true,
    ipmbEventReceiver: true,
    fruInventory: true,
    sel: true,
    sdrRepository: true,
    sensor: true,
  },
  manufacturerId: 4753,
  productId: 0x0f02,
};
const elevenBytes = "00 03 09 08 02 9f 911200 020f";

const anyDevice = {
  deviceId: byte,
  deviceRevision: nibble,
  providesDeviceSdrs: flag,
  deviceAvailable: flag,
  firmwareMajorRevision: fc.integer({ min: 0, max: 127 }),
  firmwareMinorRevision: fc.integer({ min: 0, max: 99 }),
  ipmiMajorVersion: nibble,
  ipmiMinorVersion: nibble,
  additionalDeviceSupport: record({
    chassis: flag,
    bridge: flag,
    ipmbEventGenerator: flag,
    ipmbEventReceiver: flag,
    fruInventory: flag,
    sel: flag,
    sdrRepository: flag,
    sensor: flag,
  }),
  manufacturerId: fc.integer({ min: 0, max: 0xfffff }),
  productId: uint16,
};

testCodecLaws("Get Device ID response", {
  codec: getDeviceId.response,
  context: undefined,
  golden: [
    {
      name: "ipmi_sim's",
      hex: toHex(decodeLanResponse(fromHex(recordedPayload(0, 11))).data),
      value: { ...ipmiSim, auxiliaryFirmwareRevision: new Uint8Array(4) },
    },
    { name: "one without the auxiliary firmware revision", hex: elevenBytes, value: ipmiSim },
    {
      name: "one with a single byte of it",
      hex: `${elevenBytes} 07`,
      value: { ...ipmiSim, auxiliaryFirmwareRevision: fromHex("07") },
    },
    {
      name: "a v1.5 controller being updated, with device SDRs",
      hex: "20 81 82 45 51 60 570100 3412 01020304",
      value: {
        deviceId: 0x20,
        deviceRevision: 1,
        providesDeviceSdrs: true,
        deviceAvailable: false,
        firmwareMajorRevision: 2,
        firmwareMinorRevision: 45,
        firmwareRevision: "2.45",
        ipmiMajorVersion: 1,
        ipmiMinorVersion: 5,
        additionalDeviceSupport: { ...noSupport, bridge: true, ipmbEventGenerator: true },
        manufacturerId: 343,
        productId: 0x1234,
        auxiliaryFirmwareRevision: fromHex("01020304"),
      },
    },
  ],
  arbitrary: fc
    .oneof(record(anyDevice), record({ ...anyDevice, auxiliaryFirmwareRevision: bytesOf(1, 4) }))
    .map((device) => ({
      ...device,
      firmwareRevision: `${device.firmwareMajorRevision}.${String(device.firmwareMinorRevision).padStart(2, "0")}`,
    })),
  shortest: 11,
  trailing: "taken",
  lossy: true, // a minor revision that is no BCD
});

describe("Get Device ID response", () => {
  it("shows a minor revision that is no BCD as the digits it has", () => {
    const bytes = fromHex(elevenBytes.replaceAll(" ", ""));
    bytes[3] = 0x1a;
    expect(decodeFromBytes(getDeviceId.response, bytes, "Get Device ID").firmwareRevision).toBe("9.1a");
  });

  it("ignores bits of the manufacturer ID past 20, and refuses a sixteenth byte", () => {
    const bytes = encodeToBytes(getDeviceId.response, { ...ipmiSim, auxiliaryFirmwareRevision: new Uint8Array(4) });
    bytes[8] = 0xf0;
    expect(decodeFromBytes(getDeviceId.response, bytes, "Get Device ID").manufacturerId).toBe(4753);
    expect(() => decodeFromBytes(getDeviceId.response, Uint8Array.of(...bytes, 0), "Get Device ID")).toThrow(
      "too many",
    );
  });

  it("has its firmware revision as text from the numbers alone", () => {
    expect([firmwareRevisionText(9, 8), firmwareRevisionText(16, 1), firmwareRevisionText(0, 99)]).toStrictEqual([
      "9.08",
      "16.01",
      "0.99",
    ]);
  });
});

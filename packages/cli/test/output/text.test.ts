import type { GetChassisStatusResponse } from "@ruipmi/commands";
import { getChassisStatus } from "@ruipmi/commands";
import { decodeFromBytes, getDeviceId } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { chassisStatusDocument, chassisStatusText } from "../../src/output/chassis/status-text.ts";
import { hexLines } from "../../src/output/hex.ts";
import { toJson } from "../../src/output/json.ts";
import { deviceIdText } from "../../src/output/mc/device-id-text.ts";

const chassis = (...bytes: number[]): GetChassisStatusResponse =>
  decodeFromBytes(getChassisStatus.response, Uint8Array.from(bytes), "Get Chassis Status", undefined);

describe("mc info", () => {
  // What ipmitool 1.8.19 printed of the same bytes; the manufacturer by the name of our table.
  it("has ipmitool's layout", () => {
    const bytes = Buffer.from("0003090802 9f 911200 020f 00000000".replaceAll(" ", ""), "hex");
    const device = decodeFromBytes(getDeviceId.response, Uint8Array.from(bytes), "Get Device ID", undefined);
    expect(deviceIdText(device)).toBe(`Device ID                 : 0
Device Revision           : 3
Firmware Revision         : 9.08
IPMI Version              : 2.0
Manufacturer ID           : 4753
Manufacturer Name         : MontaVista Software, Inc.
Product ID                : 3842 (0x0f02)
Product Name              : Unknown (0xF02)
Device Available          : yes
Provides Device SDRs      : no
Additional Device Support :
    Sensor Device
    SDR Repository Device
    SEL Device
    FRU Inventory Device
    IPMB Event Receiver
    Chassis Device
Aux Firmware Rev Info     : ${""}
    0x00
    0x00
    0x00
    0x00
`);
  });

  it("says nothing of an auxiliary revision that is not there", () => {
    const bytes = Uint8Array.from(Buffer.from("2081910551ff4d0000ff00", "hex"));
    const text = deviceIdText(decodeFromBytes(getDeviceId.response, bytes, "Get Device ID", undefined));
    expect(text).toContain("Device Available          : no\nProvides Device SDRs      : yes\n");
    expect(text).toContain("IPMI Version              : 1.5\n");
    expect(text).not.toContain("Aux");
  });
});

describe("chassis status", () => {
  it("has ipmitool's layout", () => {
    expect(chassisStatusText(chassis(0, 0, 0))).toBe(`System Power         : off
Power Overload       : false
Power Interlock      : inactive
Main Power Fault     : false
Power Control Fault  : false
Power Restore Policy : always-off
Last Power Event     : ${""}
Chassis Intrusion    : inactive
Front-Panel Lockout  : inactive
Drive Fault          : false
Cooling/Fan Fault    : false
`);
  });

  it("names everything that can be wrong", () => {
    const text = chassisStatusText(chassis(0x7f, 0x1f, 0x0f, 0));
    expect(text).toContain("Power Restore Policy : unknown\n");
    expect(text).toContain("Last Power Event     : ac-failed overload interlock fault command\n");
    expect(text).toContain("Power Interlock      : active\n");
    expect(text.endsWith("Front Panel Control  : none\n")).toBe(true);
    expect(chassisStatusText(chassis(0x41, 0x01, 0))).toContain("always-on\nLast Power Event     : ac-failed \n");
  });

  it("lists the buttons, where there are any", () => {
    const text = chassisStatusText(chassis(1, 0, 0, 0b1010_0101));
    expect(text.split("\n").slice(-9, -1)).toEqual([
      "Sleep Button Disable : allowed",
      "Diag Button Disable  : not allowed",
      "Reset Button Disable : allowed",
      "Power Button Disable : not allowed",
      "Sleep Button Disabled: false",
      "Diag Button Disabled : true",
      "Reset Button Disabled: false",
      "Power Button Disabled: true",
    ]);
  });

  it("is names, not numbers, in JSON", () => {
    expect(chassisStatusDocument(chassis(0x21, 0x10, 0x60))).toMatchObject({
      powerIsOn: true,
      powerRestorePolicy: "previous",
      identifyState: "indefinitelyOn",
      lastPowerEvent: { poweredOnByIpmiCommand: true },
    });
    expect(chassisStatusDocument(chassis(0, 0, 0))).not.toHaveProperty("identifyState");
  });
});

describe("raw", () => {
  it("is sixteen bytes a line, as ipmitool has it", () => {
    expect(hexLines(new Uint8Array(0))).toBe("\n");
    expect(hexLines(Uint8Array.of(0x20, 1))).toBe(" 20 01\n");
    expect(hexLines(new Uint8Array(16))).toBe(`${" 00".repeat(16)}\n`);
    expect(hexLines(new Uint8Array(17))).toBe(`${" 00".repeat(16)}\n 00\n`);
  });

  it("is hex in JSON", () => {
    expect(toJson({ completionCode: 0, data: Uint8Array.of(0, 0xab) })).toBe('{"completionCode":0,"data":"00ab"}');
  });
});

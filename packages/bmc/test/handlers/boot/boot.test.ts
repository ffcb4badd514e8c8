import {
  type BootFlags,
  type BootOption,
  ChassisIdentifyState,
  chassisControl,
  chassisIdentify,
  getChassisCapabilities,
  getChassisStatus,
  getPohCounter,
  getSystemBootOptions,
  getSystemRestartCause,
  PowerControl,
  SystemRestartCause,
  setFrontPanelEnables,
  setPowerCycleInterval,
  setPowerRestorePolicy,
  setSystemBootOptions,
} from "@ruipmi/commands";
import { describe, expect, it } from "vitest";
import { noBootFlags } from "../../../src/index.ts";
import { Administrator } from "../../support/administrator.ts";
import { feed } from "../../support/bmc-fixture.ts";

const pxe: BootFlags = { ...noBootFlags(), valid: true, device: 1 };

function setOption(admin: Administrator, parameterSelector: number, option: BootOption): number {
  return admin.codeOf(setSystemBootOptions, { parameterSelector, markInvalid: false, option });
}

function option(admin: Administrator, parameterSelector: number, setSelector = 0): BootOption {
  return admin.ask(getSystemBootOptions, { parameterSelector, setSelector, blockSelector: 0 }).option;
}

function setFlags(admin: Administrator, flags: Partial<BootFlags> = {}): void {
  expect(setOption(admin, 5, { kind: "bootFlags", ...pxe, ...flags })).toBe(0);
}

function elapse(admin: Administrator, milliseconds: number): void {
  admin.wait(milliseconds);
  feed(admin.bmc, { type: "timeout", now: admin.console.now });
}

describe("power", () => {
  it("takes its time, and each start has a cause", () => {
    const admin = new Administrator();
    const { chassis, boot } = admin.device;
    chassis.delays = { on: 500, off: 300, softOff: 5000, cycle: 1000, reset: 2000 };
    admin.ask(chassisControl, { control: PowerControl.softShutdown });
    elapse(admin, 4999);
    expect(chassis.powerIsOn).toBe(true);
    elapse(admin, 1);
    expect(chassis.powerIsOn).toBe(false);
    expect(boot.bootCount).toBe(0);
    admin.ask(chassisControl, { control: PowerControl.powerUp });
    elapse(admin, 500);
    expect([chassis.powerIsOn, boot.bootCount]).toStrictEqual([true, 1]);
    expect(admin.ask(getSystemRestartCause, undefined)).toStrictEqual({ cause: 1, channelNumber: 1 });
    admin.ask(chassisControl, { control: PowerControl.hardReset });
    elapse(admin, 1999);
    expect(boot.bootCount).toBe(1);
    elapse(admin, 1);
    expect([chassis.powerIsOn, boot.bootCount]).toStrictEqual([true, 2]);
    admin.ask(setPowerCycleInterval, { seconds: 4 });
    admin.ask(chassisControl, { control: PowerControl.powerCycle });
    elapse(admin, 300);
    expect(chassis.powerIsOn).toBe(false);
    elapse(admin, 3999);
    expect(chassis.powerIsOn).toBe(false);
    elapse(admin, 1);
    expect([chassis.powerIsOn, boot.bootCount]).toStrictEqual([true, 3]);
  });

  it("is not started twice by Power Up, nor by Hard Reset without power", () => {
    const admin = new Administrator();
    const { chassis, boot } = admin.device;
    admin.ask(chassisControl, { control: PowerControl.powerUp });
    elapse(admin, 10_000);
    expect(boot.bootCount).toBe(0);
    chassis.powerIsOn = false;
    admin.ask(chassisControl, { control: PowerControl.hardReset });
    elapse(admin, 10_000);
    expect([chassis.powerIsOn, boot.bootCount]).toStrictEqual([false, 0]);
  });

  it("is counted in hours while it is on", () => {
    const admin = new Administrator();
    const { boot, chassis } = admin.device;
    boot.powerOnTime = 0;
    for (let minute = 0; minute < 120; minute++) elapse(admin, 30_000);
    expect(boot.powerOnTime).toBe(3_600_000);
    chassis.powerIsOn = false;
    for (let minute = 0; minute < 10; minute++) elapse(admin, 30_000);
    expect(boot.powerOnTime).toBe(3_600_000);
  });

  it("has hours that can be asked for, a year to begin with", () => {
    expect(new Administrator().ask(getPohCounter, undefined)).toStrictEqual({ minutesPerCount: 60, counts: 8760 });
  });
});

describe("the boot flags", () => {
  it("count for the next boot only", () => {
    const admin = new Administrator();
    setFlags(admin);
    expect(option(admin, 5)).toStrictEqual({ kind: "bootFlags", ...pxe });
    admin.ask(chassisControl, { control: PowerControl.hardReset });
    elapse(admin, 2000);
    expect(admin.device.boot.lastBoot).toStrictEqual({ cause: SystemRestartCause.chassisControl, flags: pxe });
    expect(option(admin, 5)).toMatchObject({ valid: false, device: 1 });
    admin.ask(chassisControl, { control: PowerControl.hardReset });
    elapse(admin, 2000);
    expect(admin.device.boot.lastBoot).toStrictEqual({ cause: 1, flags: undefined });
  });

  it("count for every boot where they are persistent", () => {
    const admin = new Administrator();
    setFlags(admin, { persistent: true });
    for (const boots of [1, 2]) {
      admin.ask(chassisControl, { control: PowerControl.powerCycle });
      elapse(admin, 500);
      elapse(admin, 2000);
      expect(admin.device.boot).toMatchObject({ bootCount: boots, lastBoot: { flags: { device: 1 } } });
    }
    expect(option(admin, 5)).toMatchObject({ valid: true });
  });

  it("are valid for 60 seconds without Chassis Control", () => {
    const admin = new Administrator();
    setFlags(admin);
    elapse(admin, 30_000);
    expect(option(admin, 5)).toMatchObject({ valid: true });
    elapse(admin, 29_999);
    expect(option(admin, 5)).toMatchObject({ valid: true });
    elapse(admin, 1);
    expect(option(admin, 5)).toMatchObject({ valid: false });
    setFlags(admin);
    admin.ask(chassisControl, { control: PowerControl.softShutdown });
    elapse(admin, 40_000);
    expect(option(admin, 5)).toMatchObject({ valid: true });
    elapse(admin, 40_000);
    expect(option(admin, 5)).toMatchObject({ valid: true });
  });

  it("are valid for longer where parameter 3 says so", () => {
    const admin = new Administrator();
    const keep = {
      keepOnPefReset: false,
      keepOnWatchdogReset: false,
      keepOnResetButton: false,
      keepOnPowerButton: false,
    };
    setOption(admin, 3, { kind: "bootFlagValidBitClearing", ...keep, keepOnCommandTimeout: true });
    setFlags(admin);
    elapse(admin, 100_000);
    expect(admin.device.boot.flags.valid).toBe(true);
  });
});

describe("the other boot options", () => {
  it("are remembered", () => {
    const admin = new Administrator();
    const values: readonly (readonly [number, BootOption])[] = [
      [1, { kind: "servicePartition", partition: 3 }],
      [2, { kind: "servicePartitionScan", scan: true, discovered: false }],
      [6, { kind: "bootInitiatorInfo", channelNumber: 1, sessionId: 0x01020304, timestamp: 77 }],
      [7, { kind: "bootInitiatorMailbox", block: 2, data: new Uint8Array(16).fill(0xab) }],
    ];
    for (const [selector, value] of values) expect(setOption(admin, selector, value)).toBe(0);
    for (const [selector, value] of values) expect(option(admin, selector, 2)).toStrictEqual(value);
  });

  it("are acknowledged under their mask", () => {
    const admin = new Administrator();
    const all = { oem: true, sms: true, osOrServicePartition: true, osLoader: true, biosPost: true };
    setOption(admin, 4, { kind: "bootInfoAcknowledge", writeMask: 0b01001, ...all });
    expect(admin.device.boot.acknowledge).toStrictEqual({
      oem: false,
      sms: true,
      osOrServicePartition: false,
      osLoader: false,
      biosPost: true,
    });
  });

  it("are set by one at a time", () => {
    const admin = new Administrator();
    expect(setOption(admin, 0, { kind: "setInProgress", state: 1 })).toBe(0);
    expect(setOption(admin, 0, { kind: "setInProgress", state: 1 })).toBe(0x81);
    expect(setOption(admin, 0, { kind: "setInProgress", state: 2 })).toBe(0xcc);
    expect(setOption(admin, 0, { kind: "setInProgress", state: 0 })).toBe(0);
    expect(option(admin, 0)).toStrictEqual({ kind: "setInProgress", state: 0 });
  });

  it("are marked invalid without being changed, and are refused where there are none", () => {
    const admin = new Administrator();
    admin.ask(setSystemBootOptions, { parameterSelector: 5, markInvalid: true });
    const ask = { parameterSelector: 5, setSelector: 0, blockSelector: 0 };
    expect(admin.ask(getSystemBootOptions, ask)).toMatchObject({ markedInvalid: true, parameterVersion: 1 });
    admin.ask(setSystemBootOptions, { parameterSelector: 5, markInvalid: false });
    expect(admin.ask(getSystemBootOptions, ask)).toMatchObject({ markedInvalid: false });
    expect(admin.codeOf(getSystemBootOptions, { ...ask, parameterSelector: 8 })).toBe(0x80);
    expect(admin.codeOf(setSystemBootOptions, { parameterSelector: 96, markInvalid: true })).toBe(0x80);
    expect(admin.codeOf(getSystemBootOptions, { ...ask, parameterSelector: 7, setSelector: 5 })).toBe(0xc9);
    expect(setOption(admin, 7, { kind: "bootInitiatorMailbox", block: 5, data: Uint8Array.of(1) })).toBe(0xc9);
    expect(admin.console.raw(0, 8, 5, 0x80).completionCode).toBe(0xc7);
  });
});

describe("the chassis", () => {
  it("is identified for a time, or until it is switched off", () => {
    const admin = new Administrator();
    const { chassis } = admin.device;
    admin.ask(chassisIdentify, {});
    elapse(admin, 14_999);
    expect(chassis.identifyState).toBe(ChassisIdentifyState.temporarilyOn);
    elapse(admin, 1);
    expect(chassis.identifyState).toBe(ChassisIdentifyState.off);
    admin.ask(chassisIdentify, { seconds: 2, forceOn: true });
    elapse(admin, 30_000);
    expect(admin.ask(getChassisStatus, undefined).identifyState).toBe(ChassisIdentifyState.indefinitelyOn);
    admin.ask(chassisIdentify, { seconds: 0 });
    expect(chassis.identifyState).toBe(ChassisIdentifyState.off);
  });

  it("has a policy for mains power, which 3 only asks for", () => {
    const admin = new Administrator();
    const all = { alwaysOn: true, previous: true, alwaysOff: true };
    expect(admin.ask(setPowerRestorePolicy, { policy: 2 })).toStrictEqual(all);
    expect(admin.ask(setPowerRestorePolicy, { policy: 3 })).toStrictEqual(all);
    expect(admin.device.chassis.powerRestorePolicy).toBe(2);
    expect(admin.codeOf(setPowerRestorePolicy, { policy: 4 })).toBe(0xcc);
  });

  it("locks the buttons that may be locked", () => {
    const admin = new Administrator();
    const all = { disableStandby: true, disableDiagnosticInterrupt: true, disableReset: true, disablePowerOff: true };
    admin.ask(setFrontPanelEnables, all);
    expect(admin.ask(getChassisStatus, undefined)).toMatchObject({
      frontPanelLockout: true,
      frontPanelButtons: { standby: { disabled: false }, reset: { disabled: true }, powerOff: { disabled: true } },
    });
    admin.ask(setFrontPanelEnables, { ...all, disableReset: false });
    expect(admin.device.chassis.frontPanelLockout).toBe(false);
  });

  it("says what it has", () => {
    const admin = new Administrator();
    expect(admin.ask(getChassisCapabilities, undefined)).toStrictEqual(admin.device.chassis.capabilities);
  });
});

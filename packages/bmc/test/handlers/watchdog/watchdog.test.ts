import {
  getMessageFlags,
  getSensorReading,
  getWatchdogTimer,
  resetWatchdogTimer,
  type SetWatchdogTimerRequest,
  SystemRestartCause,
  setWatchdogTimer,
  WatchdogAction,
  WatchdogInterrupt,
  WatchdogTimerUse,
} from "@ruipmi/commands";
import { describe, expect, it } from "vitest";
import { setBootFlags } from "../../../src/device/boot/index.ts";
import { discreteSensor, noBootFlags } from "../../../src/index.ts";
import { Administrator } from "../../support/administrator.ts";
import { feed } from "../../support/bmc-fixture.ts";

const noFlags = { biosFrb2: false, biosPost: false, osLoad: false, smsOs: false, oem: false };
const timer: SetWatchdogTimerRequest = {
  doNotLog: false,
  doNotStop: false,
  timerUse: WatchdogTimerUse.smsOs,
  preTimeoutInterrupt: WatchdogInterrupt.none,
  timeoutAction: WatchdogAction.none,
  preTimeoutInterval: 0,
  clearExpirationFlags: noFlags,
  initialCountdown: 100,
};

function elapse(admin: Administrator, milliseconds: number): void {
  admin.wait(milliseconds);
  feed(admin.bmc, { type: "timeout", now: admin.console.now });
}

/** The watchdog's records in the log, by the offset of each. */
function logged(admin: Administrator): readonly number[] {
  return admin.device.sel.records.flatMap((record) =>
    record.kind === "systemEvent" && record.sensorType === 0x23 ? [record.eventData[0]! & 0x0f] : [],
  );
}

describe("the watchdog timer", () => {
  it("is refused until it is set, counts down and stops", () => {
    const admin = new Administrator();
    expect(admin.codeOf(resetWatchdogTimer, undefined)).toBe(0x80);
    admin.ask(setWatchdogTimer, timer);
    expect(admin.ask(getWatchdogTimer, undefined)).toMatchObject({ isRunning: false, presentCountdown: 100 });
    admin.ask(resetWatchdogTimer, undefined);
    elapse(admin, 2550);
    expect(admin.ask(getWatchdogTimer, undefined)).toMatchObject({
      isRunning: true,
      initialCountdown: 100,
      presentCountdown: 75,
    });
    admin.ask(resetWatchdogTimer, undefined);
    elapse(admin, 9999);
    expect(admin.device.watchdog.expirationFlags.smsOs).toBe(false);
    elapse(admin, 1);
    expect(admin.ask(getWatchdogTimer, undefined)).toMatchObject({
      isRunning: false,
      presentCountdown: 0,
      expirationFlags: { ...noFlags, smsOs: true },
    });
    expect(logged(admin)).toStrictEqual([0]);
    admin.ask(setWatchdogTimer, { ...timer, clearExpirationFlags: { ...noFlags, smsOs: true } });
    expect(admin.ask(getWatchdogTimer, undefined).expirationFlags).toStrictEqual(noFlags);
  });

  it("goes on where it is told not to stop", () => {
    const admin = new Administrator();
    admin.ask(setWatchdogTimer, { ...timer, doNotStop: true });
    expect(admin.ask(getWatchdogTimer, undefined).isRunning).toBe(false);
    admin.ask(resetWatchdogTimer, undefined);
    admin.ask(setWatchdogTimer, { ...timer, doNotStop: true, initialCountdown: 50 });
    expect(admin.ask(getWatchdogTimer, undefined)).toMatchObject({ isRunning: true, presentCountdown: 50 });
    admin.ask(setWatchdogTimer, timer);
    expect(admin.ask(getWatchdogTimer, undefined).isRunning).toBe(false);
  });

  it.each([
    ["resets", WatchdogAction.hardReset, { powerIsOn: true, boots: 1 }],
    ["switches off", WatchdogAction.powerDown, { powerIsOn: false, boots: 0 }],
    ["switches off and on", WatchdogAction.powerCycle, { powerIsOn: true, boots: 1 }],
  ] as const)("%s the system", (_what, timeoutAction, expected) => {
    const admin = new Administrator();
    setBootFlags(admin.device.boot, { ...noBootFlags(), valid: true, device: 1 }, 0);
    admin.ask(setWatchdogTimer, { ...timer, timeoutAction });
    admin.ask(resetWatchdogTimer, undefined);
    for (const step of [10_000, 500, 500, 2000]) elapse(admin, step);
    const { chassis, boot } = admin.device;
    expect({ powerIsOn: chassis.powerIsOn, boots: boot.bootCount }).toStrictEqual(expected);
    expect(logged(admin)).toStrictEqual([timeoutAction]);
    if (expected.boots === 0) return;
    // A reset by the watchdog ends the validity of boot flags, unless parameter 3 says otherwise.
    expect(boot.lastBoot).toStrictEqual({ cause: SystemRestartCause.watchdog, flags: undefined });
  });

  it("interrupts before it runs out", () => {
    const admin = new Administrator();
    const nmi = { preTimeoutInterrupt: WatchdogInterrupt.nmi, preTimeoutInterval: 4 };
    admin.ask(setWatchdogTimer, { ...timer, ...nmi });
    admin.ask(resetWatchdogTimer, undefined);
    elapse(admin, 5999);
    expect(admin.ask(getMessageFlags, undefined).watchdogPreTimeoutInterrupt).toBe(false);
    elapse(admin, 1);
    expect(admin.ask(getMessageFlags, undefined).watchdogPreTimeoutInterrupt).toBe(true);
    elapse(admin, 4000);
    expect(logged(admin)).toStrictEqual([8, 0]);
  });

  it("logs nothing where it is told not to, or logging is off", () => {
    const admin = new Administrator();
    admin.ask(setWatchdogTimer, { ...timer, doNotLog: true });
    admin.ask(resetWatchdogTimer, undefined);
    elapse(admin, 10_000);
    admin.device.identity.globalEnables.systemEventLogging = false;
    admin.ask(setWatchdogTimer, timer);
    admin.ask(resetWatchdogTimer, undefined);
    elapse(admin, 10_000);
    expect(logged(admin)).toStrictEqual([]);
  });

  it("shows how it ran out as its sensor's state, until it is set or started again", () => {
    const admin = new Administrator();
    const sensor = discreteSensor(admin.device.sensors, "Watchdog");
    const states = (): number => admin.ask(getSensorReading, { sensorNumber: sensor.number }).states!;
    const interrupted = { preTimeoutInterrupt: WatchdogInterrupt.nmi, preTimeoutInterval: 2 };
    admin.ask(setWatchdogTimer, { ...timer, ...interrupted, timeoutAction: WatchdogAction.powerCycle, doNotLog: true });
    admin.ask(resetWatchdogTimer, undefined);
    expect(states()).toBe(0);
    elapse(admin, 8000);
    expect(states()).toBe(1 << 8);
    elapse(admin, 2000);
    expect(states()).toBe(1 << 3);
    expect(logged(admin)).toStrictEqual([]);
    admin.ask(resetWatchdogTimer, undefined);
    expect(states()).toBe(0);
    // The power cycle under way would stop the timer.
    admin.device.chassis.transitions = [];
    admin.ask(setWatchdogTimer, timer);
    // The timer logs, the sensor does not once more.
    admin.ask(resetWatchdogTimer, undefined);
    elapse(admin, 10_000);
    expect(states()).toBe(1);
    expect(logged(admin)).toStrictEqual([0]);
    admin.ask(setWatchdogTimer, timer);
    expect(states()).toBe(0);
  });

  it("stops with the system", () => {
    const admin = new Administrator();
    admin.ask(setWatchdogTimer, timer);
    admin.ask(resetWatchdogTimer, undefined);
    admin.console.raw(0, 2, 0);
    elapse(admin, 500);
    expect(admin.ask(getWatchdogTimer, undefined)).toMatchObject({ isRunning: false, presentCountdown: 95 });
  });

  it("is refused what is reserved", () => {
    const admin = new Administrator();
    const code = (change: Partial<SetWatchdogTimerRequest>): number =>
      admin.codeOf(setWatchdogTimer, { ...timer, ...change });
    expect(code({ timerUse: 0 })).toBe(0xcc);
    expect(code({ timeoutAction: 4 })).toBe(0xcc);
    expect(code({ preTimeoutInterrupt: 4 })).toBe(0xcc);
    expect(code({ preTimeoutInterrupt: 1, preTimeoutInterval: 11 })).toBe(0xcc);
  });
});

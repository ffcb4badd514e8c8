import { noBootFlags as noFlags, SystemRestartCause } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";
import type { BootFlagsState, BootState } from "./boot-state.ts";

/** So long boot flags are valid without a Chassis Control (IPMI v2.0 table 28-14, parameter 3). */
const flagsValidity: Millis = 60_000;

const mailboxBlocks = 5;
const millisPerMinute = 60_000;

/** Nothing set, started by its power button, and 8760 power-on hours: a year. */
export function createBoot(): BootState {
  return {
    setInProgress: 0,
    servicePartition: 0,
    servicePartitionScan: { scan: false, discovered: false },
    validBitClearing: {
      keepOnPefReset: false,
      keepOnCommandTimeout: false,
      keepOnWatchdogReset: false,
      keepOnResetButton: false,
      keepOnPowerButton: false,
    },
    acknowledge: { oem: false, sms: false, osOrServicePartition: false, osLoader: false, biosPost: false },
    flags: noBootFlags(),
    initiatorInfo: { channelNumber: 0, sessionId: 0, timestamp: 0 },
    mailbox: new Uint8Array(16 * mailboxBlocks),
    markedInvalid: [],
    flagsValidUntil: undefined,
    restartCause: SystemRestartCause.powerButton,
    restartChannel: 0,
    bootCount: 0,
    lastBoot: undefined,
    powerOnTime: 8760 * 60 * millisPerMinute,
    powerOnCountedAt: undefined,
    minutesPerPohCount: 60,
  };
}

/** Boot flags that ask for nothing. */
export function noBootFlags(): BootFlagsState {
  return { ...noFlags };
}

/** Boot flags were set: valid ones are so for 60 seconds, unless parameter 3 says otherwise. */
export function setBootFlags(boot: BootState, flags: BootFlagsState, now: Millis): void {
  boot.flags = flags;
  boot.flagsValidUntil = flags.valid && !boot.validBitClearing.keepOnCommandTimeout ? now + flagsValidity : undefined;
}

/** The 60 seconds may be over. */
export function expireBootFlags(boot: BootState, now: Millis): void {
  if (boot.flagsValidUntil === undefined || boot.flagsValidUntil > now) return;
  boot.flagsValidUntil = undefined;
  boot.flags.valid = false;
}

/** Chassis Control came: the boot flags wait for the boot that it brings. */
export function keepBootFlags(boot: BootState): void {
  boot.flagsValidUntil = undefined;
}

/** The system starts. Flags that are not persistent count for one boot only. */
export function bootSystem(boot: BootState, cause: number, channelNumber: number): void {
  if (isCleared(boot, cause)) boot.flags.valid = false;
  boot.bootCount += 1;
  boot.lastBoot = { cause, flags: boot.flags.valid ? { ...boot.flags } : undefined };
  boot.restartCause = cause;
  boot.restartChannel = channelNumber;
  boot.flagsValidUntil = undefined;
  if (!boot.flags.persistent) boot.flags.valid = false;
}

/** Counts the time until `now` if power has been on. */
export function countPowerOnTime(boot: BootState, powerIsOn: boolean, now: Millis): void {
  if (powerIsOn && boot.powerOnCountedAt !== undefined) boot.powerOnTime += Math.max(0, now - boot.powerOnCountedAt);
  boot.powerOnCountedAt = Math.max(boot.powerOnCountedAt ?? now, now);
}

/** What Get POH Counter counts. */
export function pohCounts(boot: BootState): number {
  return Math.floor(boot.powerOnTime / (boot.minutesPerPohCount * millisPerMinute));
}

/** Starts that were not asked for by Chassis Control end the validity, each unless it is exempt (parameter 3). */
function isCleared({ validBitClearing: keep }: BootState, cause: number): boolean {
  switch (cause) {
    case SystemRestartCause.watchdog:
      return !keep.keepOnWatchdogReset;
    case SystemRestartCause.resetButton:
      return !keep.keepOnResetButton;
    case SystemRestartCause.powerButton:
    case SystemRestartCause.rtcWakeUp:
      return !keep.keepOnPowerButton;
    case SystemRestartCause.pefReset:
    case SystemRestartCause.pefPowerCycle:
      return !keep.keepOnPefReset;
    default:
      return false;
  }
}

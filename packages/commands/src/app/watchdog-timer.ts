/** What Set and Get Watchdog Timer have in common (IPMI v2.0 §27.6, §27.7). */
import { bit, isSet } from "@ruipmi/core/wire";

/** What the watchdog timer watches over (IPMI v2.0 table 27-2); 0, 6 and 7 are reserved. */
export const WatchdogTimerUse = {
  /** BIOS FRB2. */
  biosFrb2: 1,
  /** BIOS/POST. */
  biosPost: 2,
  /** The loading of the operating system. */
  osLoad: 3,
  /** System management software or the operating system. */
  smsOs: 4,
  /** An OEM's own. */
  oem: 5,
} as const;

/** One of {@link WatchdogTimerUse}. */
export type WatchdogTimerUse = (typeof WatchdogTimerUse)[keyof typeof WatchdogTimerUse];

/** What happens when the watchdog timer runs out (IPMI v2.0 table 27-2). */
export const WatchdogAction = {
  /** Nothing. */
  none: 0,
  /** A hard reset. */
  hardReset: 1,
  /** Power goes off. */
  powerDown: 2,
  /** Power goes off and on again. */
  powerCycle: 3,
} as const;

/** One of {@link WatchdogAction}. */
export type WatchdogAction = (typeof WatchdogAction)[keyof typeof WatchdogAction];

/** What happens some time before the watchdog timer runs out (IPMI v2.0 table 27-2). */
export const WatchdogInterrupt = {
  /** Nothing. */
  none: 0,
  /** SMI. */
  smi: 1,
  /** NMI, diagnostic interrupt. */
  nmi: 2,
  /** The messaging interrupt. */
  messaging: 3,
} as const;

/** One of {@link WatchdogInterrupt}. */
export type WatchdogInterrupt = (typeof WatchdogInterrupt)[keyof typeof WatchdogInterrupt];

/** For which uses the watchdog timer ran out, or which of those flags to clear. */
export interface WatchdogExpirationFlags {
  /** BIOS FRB2. */
  readonly biosFrb2: boolean;
  /** BIOS/POST. */
  readonly biosPost: boolean;
  /** The loading of the operating system. */
  readonly osLoad: boolean;
  /** System management software or the operating system. */
  readonly smsOs: boolean;
  /** An OEM's own. */
  readonly oem: boolean;
}

/** The names of the flags, each at the bit of its number in {@link WatchdogTimerUse}. */
const uses = Object.entries(WatchdogTimerUse) as readonly (readonly [keyof WatchdogExpirationFlags, number])[];

/** The flags as one byte. */
export function encodeExpirationFlags(flags: WatchdogExpirationFlags): number {
  return uses.reduce((bits, [name, position]) => bits | bit(position, flags[name]), 0);
}

/** The flags of one byte. */
export function decodeExpirationFlags(bits: number): WatchdogExpirationFlags {
  const flag = (name: keyof WatchdogExpirationFlags): boolean => isSet(bits, WatchdogTimerUse[name]);
  return {
    biosFrb2: flag("biosFrb2"),
    biosPost: flag("biosPost"),
    osLoad: flag("osLoad"),
    smsOs: flag("smsOs"),
    oem: flag("oem"),
  };
}

import type { BootFlags, BootFlagValidBitClearing, BootInfoAcknowledge, BootInitiatorInfo } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** What can be set of something that is read only elsewhere. */
type Settable<T> = { -readonly [Field in keyof T]: T[Field] };

/** The boot flags as they can be set. */
export type BootFlagsState = Settable<BootFlags>;

/** The last start of the system. */
export interface LastBoot {
  /** One of `SystemRestartCause`. */
  cause: number;
  /** The boot flags that counted for it; `undefined` where none were valid. */
  flags: BootFlagsState | undefined;
}

/** Boot options, restart cause and power-on hours: plain state, to be read and set at any time. */
export interface BootState {
  /** Parameter 0: 0 set complete, 1 set in progress. */
  setInProgress: number;
  /** Parameter 1: the service partition's number; 0 for none. */
  servicePartition: number;
  /** Parameter 2. */
  servicePartitionScan: {
    /** Look for the service partition at the next boot. */
    scan: boolean;
    /** It was found. */
    discovered: boolean;
  };
  /** Parameter 3: after what the boot flags keep being valid. */
  validBitClearing: Settable<BootFlagValidBitClearing>;
  /** Parameter 4: who has handled the boot info. */
  acknowledge: Settable<Omit<BootInfoAcknowledge, "writeMask">>;
  /** Parameter 5. */
  flags: BootFlagsState;
  /** Parameter 6: who started the boot. */
  initiatorInfo: Settable<BootInitiatorInfo>;
  /** Parameter 7: the mailbox, in blocks of 16 bytes. */
  mailbox: Uint8Array;
  /** The numbers of the parameters that are marked invalid, or locked. */
  markedInvalid: number[];
  /** When the boot flags stop being valid unless Chassis Control comes before; `undefined` for never. */
  flagsValidUntil: Millis | undefined;
  /** Why the system started the last time: one of `SystemRestartCause`. */
  restartCause: number;
  /** The channel that the command came over which started it; 0 where it was none. */
  restartChannel: number;
  /** How often the system started since the engine was made: power on, power cycle, reset. */
  bootCount: number;
  /** The last of those starts; `undefined` before the first. */
  lastBoot: LastBoot | undefined;
  /** How long power has been on, all times taken together. */
  powerOnTime: Millis;
  /** Up to when `powerOnTime` is counted; `undefined` before the engine's first input. */
  powerOnCountedAt: Millis | undefined;
  /** How many minutes a count of Get POH Counter is, 1–255. */
  minutesPerPohCount: number;
}

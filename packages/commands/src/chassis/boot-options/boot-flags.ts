/**
 * Boot flags, boot option parameter 5 (IPMI v2.0 table 28-14):
 *
 * | byte | parameter                                                                                                      |
 * |------|----------------------------------------------------------------------------------------------------------------|
 * | 0    | 7: valid; 6: for every boot from now on; 5: EFI, not legacy                                                     |
 * | 1    | 7: clear CMOS; 6: lock keyboard; 5:2: device; 1: blank screen; 0: lock out reset button                        |
 * | 2    | 7: lock out power button; 6:5: verbosity; 4: progress traps; 3: bypass password; 2: lock out sleep; 1:0: console redirection |
 * | 3    | 3: override BIOS shared mode; 2:0: override BIOS mux control                                                    |
 * | 4    | device instance                                                                                                |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";

/** What a system shall boot from (IPMI v2.0 table 28-14). */
export const BootDevice = {
  /** What it always boots from. */
  noOverride: 0,
  /** The network. */
  pxe: 1,
  /** The default hard drive. */
  hardDrive: 2,
  /** The default hard drive, in safe mode. */
  hardDriveSafeMode: 3,
  /** The default diagnostic partition. */
  diagnosticPartition: 4,
  /** The default CD or DVD. */
  cdDvd: 5,
  /** The BIOS setup. */
  biosSetup: 6,
  /** A remote floppy or primary removable medium. */
  remoteFloppy: 7,
  /** A remote CD or DVD. */
  remoteCdDvd: 8,
  /** The primary remote medium. */
  primaryRemoteMedia: 9,
  /** A remote hard drive. */
  remoteHardDrive: 11,
  /** The floppy or primary removable medium. */
  floppy: 15,
} as const;

/** One of {@link BootDevice}. */
export type BootDevice = (typeof BootDevice)[keyof typeof BootDevice];

/** How a system shall boot. */
export interface BootFlags {
  /** Whether the flags count at all. */
  readonly valid: boolean;
  /** Whether they count for every boot from now on, not only for the next. */
  readonly persistent: boolean;
  /** Whether they are for an EFI boot, not for a legacy BIOS one. */
  readonly efi: boolean;
  /** Clear the CMOS. */
  readonly clearCmos: boolean;
  /** Lock the keyboard. */
  readonly lockKeyboard: boolean;
  /** One of {@link BootDevice}, 0–15. */
  readonly device: number;
  /** Keep the screen blank. */
  readonly blankScreen: boolean;
  /** Lock out the reset button. */
  readonly lockOutResetButton: boolean;
  /** Lock out power off and sleep by the power button. */
  readonly lockOutPowerButton: boolean;
  /** What the BIOS says: 0 as set up, 1 quiet, 2 verbose. */
  readonly biosVerbosity: number;
  /** Send traps of the boot's progress. */
  readonly forceProgressEventTraps: boolean;
  /** Do not ask for the user's password. */
  readonly bypassUserPassword: boolean;
  /** Lock out the sleep button. */
  readonly lockOutSleepButton: boolean;
  /** Console redirection: 0 as set up, 1 suppressed, 2 requested. */
  readonly consoleRedirection: number;
  /** Let the BIOS set the channel's access mode to shared for the boot. */
  readonly biosSharedModeOverride: boolean;
  /** Who has the serial line after the boot: 0 as set up, 1 the BMC, 2 the system; 0–7. */
  readonly biosMuxControlOverride: number;
  /** Which of several devices of that kind, 0–255; bit 4 set for an internal one; 0 for any. */
  readonly deviceInstance: number;
}

/** The five bytes of the boot flags. */
export const bootFlagsCodec: Codec<BootFlags> = {
  encode(value, writer) {
    writer
      .u8(bit(7, value.valid) | bit(6, value.persistent) | bit(5, value.efi))
      .u8(
        bit(7, value.clearCmos) |
          bit(6, value.lockKeyboard) |
          ((value.device & 0x0f) << 2) |
          bit(1, value.blankScreen) |
          bit(0, value.lockOutResetButton),
      )
      .u8(
        bit(7, value.lockOutPowerButton) |
          ((value.biosVerbosity & 3) << 5) |
          bit(4, value.forceProgressEventTraps) |
          bit(3, value.bypassUserPassword) |
          bit(2, value.lockOutSleepButton) |
          (value.consoleRedirection & 3),
      )
      .u8(bit(3, value.biosSharedModeOverride) | (value.biosMuxControlOverride & 7))
      .u8(value.deviceInstance);
  },
  decode(reader) {
    const first = reader.u8("bootFlags");
    const second = reader.u8("bootDevice");
    const third = reader.u8("biosFlags");
    const fourth = reader.u8("biosOverrides");
    return {
      valid: isSet(first, 7),
      persistent: isSet(first, 6),
      efi: isSet(first, 5),
      clearCmos: isSet(second, 7),
      lockKeyboard: isSet(second, 6),
      device: (second >>> 2) & 0x0f,
      blankScreen: isSet(second, 1),
      lockOutResetButton: isSet(second, 0),
      lockOutPowerButton: isSet(third, 7),
      biosVerbosity: (third >>> 5) & 3,
      forceProgressEventTraps: isSet(third, 4),
      bypassUserPassword: isSet(third, 3),
      lockOutSleepButton: isSet(third, 2),
      consoleRedirection: third & 3,
      biosSharedModeOverride: isSet(fourth, 3),
      biosMuxControlOverride: fourth & 7,
      deviceInstance: reader.u8("deviceInstance"),
    };
  },
};

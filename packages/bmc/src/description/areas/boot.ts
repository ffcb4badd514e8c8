import { BootDevice, SystemRestartCause } from "@ruipmi/commands";
import { type BootFlagsState, type BootState, createBoot, noBootFlags } from "../../device/boot/index.ts";
import { field, object, switches } from "../compounds.ts";
import { byte, flag, named, real, whole } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const validBitClearing = switches<keyof BootState["validBitClearing"]>(
  {
    keepOnPefReset: "Flags stay valid over a reset by platform event filtering.",
    keepOnCommandTimeout: "Flags stay valid when no Chassis Control follows within 60 seconds.",
    keepOnWatchdogReset: "Flags stay valid over a reset by the watchdog timer.",
    keepOnResetButton: "Flags stay valid over a reset by the button.",
    keepOnPowerButton: "Flags stay valid over power by the button.",
  },
  () => createBoot().validBitClearing,
);

const flags: Shape<BootFlagsState> = object<BootFlagsState, keyof BootFlagsState>(
  {
    valid: field(flag, "Whether they count for the next boot."),
    persistent: field(flag, "Whether they count for all later ones too."),
    efi: field(flag, "Boot by EFI."),
    clearCmos: field(flag, "Clear the BIOS's settings."),
    lockKeyboard: field(flag, "Lock the keyboard."),
    device: field(named<number>(BootDevice, { least: 0, most: 15 }), "What to boot from."),
    blankScreen: field(flag, "Keep the screen blank."),
    lockOutResetButton: field(flag, "Lock out the reset button."),
    lockOutPowerButton: field(flag, "Lock out the power button."),
    biosVerbosity: field(whole({ least: 0, most: 3 }), "0 as set up, 1 quiet, 2 verbose."),
    forceProgressEventTraps: field(flag, "Send traps of the boot's progress."),
    bypassUserPassword: field(flag, "Do not ask for the user's password."),
    lockOutSleepButton: field(flag, "Lock out the sleep button."),
    consoleRedirection: field(whole({ least: 0, most: 3 }), "0 as set up, 1 suppressed, 2 requested."),
    biosSharedModeOverride: field(flag, "Let the BIOS share the channel for the boot."),
    biosMuxControlOverride: field(whole({ least: 0, most: 7 }), "Who has the serial line: 1 the BMC, 2 the system."),
    deviceInstance: field(byte, "Which of several devices of that kind."),
  },
  noBootFlags,
);

/** Boot options; how a boot under way stands is not described. */
export const bootShape: Shape<BootState> = object<
  BootState,
  "validBitClearing" | "flags" | "restartCause" | "powerOnTime" | "minutesPerPohCount"
>(
  {
    validBitClearing: field(validBitClearing, "After what the boot flags stay valid."),
    flags: field(flags, "The boot flags."),
    restartCause: field(named<number>(SystemRestartCause, { least: 0, most: 15 }), "Why the system started last."),
    powerOnTime: field(real({ least: 0, most: 1e15 }), "How long power has been on, in milliseconds."),
    minutesPerPohCount: field(whole({ least: 1, most: 255 }), "How many minutes a count of power-on hours is."),
  },
  createBoot,
);

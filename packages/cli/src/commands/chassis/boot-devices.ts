import { BootDevice } from "@ruipmi/commands";

/** ipmitool's words for what a system may boot from; each is known with `force_` before it too. */
const devices = {
  none: BootDevice.noOverride,
  pxe: BootDevice.pxe,
  disk: BootDevice.hardDrive,
  safe: BootDevice.hardDriveSafeMode,
  diag: BootDevice.diagnosticPartition,
  cdrom: BootDevice.cdDvd,
  bios: BootDevice.biosSetup,
  floppy: BootDevice.floppy,
} as const;

/** The words of the devices. */
export const bootDeviceWords: readonly string[] = Object.keys(devices);

/** The same as `chassis bootparam set bootflag` has them. */
export const forcedBootDeviceWords: readonly string[] = bootDeviceWords.map((word) =>
  word === "none" ? word : `force_${word}`,
);

/** Their help. */
export const bootDeviceDetails: readonly string[] = [
  "none    as it always does",
  "pxe     the network",
  "disk    the default hard drive",
  "safe    the default hard drive, in safe mode",
  "diag    the diagnostic partition",
  "cdrom   CD or DVD",
  "bios    the BIOS setup",
  "floppy  floppy, or primary removable medium",
];

/** One of `BootDevice` by its word, with or without `force_`; `undefined` for other words. */
export function bootDeviceOf(word: string): number | undefined {
  const plain = word.replace(/^force_(?!none$)/, "");
  return Object.entries(devices).find(([known]) => known === plain)?.[1];
}

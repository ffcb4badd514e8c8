/**
 * Changing boot options the way that IPMI v2.0 §28.12 asks for: "set in progress" around it, so that nobody else changes them
 * meanwhile, and the acknowledge bits given back, so that the BIOS handles them anew.
 */
import { RefusalError } from "@ruipmi/core";
import { type CallOptions, call, type Procedure } from "@ruipmi/core/wire";
import type { BootFlags } from "../chassis/boot-options/boot-flags.ts";
import { type BootOption, BootOptionSelector } from "../chassis/boot-options/boot-option.ts";
import { getSystemBootOptions } from "../chassis/get-system-boot-options.ts";
import { setSystemBootOptions } from "../chassis/set-system-boot-options.ts";

/** Flags that ask for nothing. */
export const noBootFlags: BootFlags = {
  valid: false,
  persistent: false,
  efi: false,
  clearCmos: false,
  lockKeyboard: false,
  device: 0,
  blankScreen: false,
  lockOutResetButton: false,
  lockOutPowerButton: false,
  biosVerbosity: 0,
  forceProgressEventTraps: false,
  bypassUserPassword: false,
  lockOutSleepButton: false,
  consoleRedirection: 0,
  biosSharedModeOverride: false,
  biosMuxControlOverride: 0,
  deviceInstance: 0,
};

/** What {@link setBootDevice} came to. */
export interface SetBootDeviceResult {
  /** The flags that were written. */
  readonly flags: BootFlags;
  /** Whether "set in progress" was taken; many managed systems refuse it, and do without. */
  readonly setInProgress: boolean;
  /** Whether the BIOS's acknowledge bit was given back. */
  readonly acknowledgeCleared: boolean;
}

/**
 * Makes a system boot from something else the next time, or every time. The flags are forgotten by the managed system when
 * no start follows within 60 seconds, unless boot option 3 says otherwise (IPMI v2.0 table 28-14).
 *
 * @param device - one of `BootDevice`
 * @param flags - what else is wanted; all that is left out is not
 * @param options - how each command is sent
 * @throws the refusal of the flags themselves; that of "set in progress" or of the acknowledge bits only shows in the result
 *
 * @example
 * ```ts
 * yield* setBootDevice(BootDevice.pxe, { efi: true });
 * yield* call(chassisControl, { control: PowerControl.powerCycle });
 * ```
 */
export function* setBootDevice(
  device: number,
  flags: Partial<BootFlags> = {},
  options?: CallOptions,
): Procedure<SetBootDeviceResult> {
  const written: BootFlags = { ...noBootFlags, ...flags, valid: true, device };
  return yield* settingBootOptions(function* (setInProgress) {
    const acknowledgeCleared = yield* attempt(acknowledgeBootInfo(options));
    yield* set(BootOptionSelector.bootFlags, { kind: "bootFlags", ...written }, options);
    return { flags: written, setInProgress, acknowledgeCleared };
  }, options);
}

/** After what the boot flags keep being valid; what is left out stays as it is. See `BootFlagValidBitClearing`. */
export type BootFlagKeeping = Partial<
  Readonly<
    Record<
      "keepOnPefReset" | "keepOnCommandTimeout" | "keepOnWatchdogReset" | "keepOnResetButton" | "keepOnPowerButton",
      boolean
    >
  >
>;

/**
 * Changes after what the boot flags keep being valid (boot option 3).
 *
 * @param changes - what to change; the rest is read first and stays
 * @param options - how each command is sent
 */
export function* setBootFlagValidBitClearing(changes: BootFlagKeeping, options?: CallOptions): Procedure<void> {
  yield* settingBootOptions(function* () {
    yield* acknowledgeBootInfo(options);
    const selector = BootOptionSelector.bootFlagValidBitClearing;
    const request = { parameterSelector: selector, setSelector: 0, blockSelector: 0 };
    const { option } = yield* call(getSystemBootOptions, request, options);
    if (option.kind === selectorKind) yield* set(selector, { ...option, ...changes }, options);
  }, options);
}

const selectorKind = "bootFlagValidBitClearing";

/**
 * Runs a procedure that sets boot options with "set in progress" around it: begun before, committed where it ended well,
 * completed on every way out. A managed system that refuses to begin is not asked again.
 *
 * @param body - is told whether it was begun
 * @param options - how each command is sent
 */
export function* settingBootOptions<T>(
  body: (setInProgress: boolean) => Procedure<T>,
  options?: CallOptions,
): Procedure<T> {
  const begun = yield* attempt(progressTo(SetInProgress.begun, options));
  try {
    const result = yield* body(begun);
    if (begun) yield* attempt(progressTo(SetInProgress.commit, options));
    return result;
  } finally {
    if (begun) yield* attempt(progressTo(SetInProgress.complete, options));
  }
}

/** The values of boot option 0 (IPMI v2.0 table 28-14). */
const SetInProgress = { complete: 0, begun: 1, commit: 2 } as const;

function progressTo(state: number, options: CallOptions | undefined): Procedure<void> {
  return set(BootOptionSelector.setInProgress, { kind: "setInProgress", state }, options);
}

/**
 * Gives acknowledge bits back (boot option 4), so that what boots handles the boot info anew: the BIOS's, and the loader's
 * where that is said.
 *
 * @param options - how the command is sent
 * @param others - whose bits besides
 */
export function acknowledgeBootInfo(
  options?: CallOptions,
  { osLoader = false }: { readonly osLoader?: boolean } = {},
): Procedure<void> {
  const bits = { oem: false, sms: false, osOrServicePartition: false, osLoader, biosPost: true };
  const option: BootOption = { kind: "bootInfoAcknowledge", writeMask: osLoader ? 3 : 1, ...bits };
  return set(BootOptionSelector.bootInfoAcknowledge, option, options);
}

function* set(parameterSelector: number, option: BootOption, options: CallOptions | undefined): Procedure<void> {
  yield* call(setSystemBootOptions, { parameterSelector, markInvalid: false, option }, options);
}

/** Whether it was done; a refusal is a no. */
function* attempt(procedure: Procedure<void>): Procedure<boolean> {
  try {
    yield* procedure;
    return true;
  } catch (error) {
    if (error instanceof RefusalError) return false;
    throw error;
  }
}

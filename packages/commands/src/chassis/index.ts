import type { AnyCommand } from "@ruipmi/core/wire";
import { chassisControl } from "./chassis-control.ts";
import { chassisIdentify } from "./chassis-identify.ts";
import { chassisReset } from "./chassis-reset.ts";
import { getChassisCapabilities } from "./get-chassis-capabilities.ts";
import { getChassisStatus } from "./get-chassis-status.ts";
import { getPohCounter } from "./get-poh-counter.ts";
import { getSystemBootOptions } from "./get-system-boot-options.ts";
import { getSystemRestartCause } from "./get-system-restart-cause.ts";
import { setChassisCapabilities } from "./set-chassis-capabilities.ts";
import { setFrontPanelEnables } from "./set-front-panel-enables.ts";
import { setPowerCycleInterval } from "./set-power-cycle-interval.ts";
import { setPowerRestorePolicy } from "./set-power-restore-policy.ts";
import { setSystemBootOptions } from "./set-system-boot-options.ts";

export { BootDevice, type BootFlags } from "./boot-options/boot-flags.ts";
export {
  type BootFlagValidBitClearing,
  type BootInfoAcknowledge,
  type BootInitiatorInfo,
  type BootOption,
  BootOptionSelector,
} from "./boot-options/boot-option.ts";
export * from "./chassis-control.ts";
export type { ChassisDevices } from "./chassis-devices.ts";
export * from "./chassis-identify.ts";
export * from "./chassis-reset.ts";
export * from "./get-chassis-capabilities.ts";
export * from "./get-chassis-status.ts";
export * from "./get-poh-counter.ts";
export * from "./get-system-boot-options.ts";
export * from "./get-system-restart-cause.ts";
export * from "./set-chassis-capabilities.ts";
export * from "./set-front-panel-enables.ts";
export * from "./set-power-cycle-interval.ts";
export * from "./set-power-restore-policy.ts";
export * from "./set-system-boot-options.ts";

/** The Chassis commands, in the order of their numbers. */
export const chassisCommands: readonly AnyCommand[] = [
  getChassisCapabilities,
  getChassisStatus,
  chassisControl,
  chassisReset,
  chassisIdentify,
  setChassisCapabilities,
  setPowerRestorePolicy,
  getSystemRestartCause,
  setSystemBootOptions,
  getSystemBootOptions,
  setFrontPanelEnables,
  setPowerCycleInterval,
  getPohCounter,
] as readonly AnyCommand[];

import {
  ChassisIdentifyState,
  type FrontPanelButtons,
  type GetChassisCapabilitiesResponse,
  PowerControl,
  type PowerControlName,
  PowerRestorePolicy,
  SystemRestartCause,
} from "@ruipmi/commands";
import type { Millis } from "../types.ts";
import { type BootState, bootSystem, countPowerOnTime, keepBootFlags } from "./boot/index.ts";
import { stopWatchdog, type WatchdogState } from "./watchdog/index.ts";

/** How long power takes to change, in milliseconds; 0 is at once. */
export interface PowerDelays {
  /** From Power Up until it is on. */
  on: Millis;
  /** From Power Down until it is off. */
  off: Millis;
  /** From Soft Shutdown until it is off. */
  softOff: Millis;
  /** How long Power Cycle keeps it off; Set Power Cycle Interval sets it. */
  cycle: Millis;
  /** From Hard Reset until the system starts. */
  reset: Millis;
}

/** What led to the power state that holds. */
export interface LastPowerEventState {
  /** Power was switched on by an IPMI command. */
  poweredOnByIpmiCommand: boolean;
  /** Power went down by a power fault. */
  powerFault: boolean;
  /** Power went down because the interlock was activated. */
  interlock: boolean;
  /** Power went down by an overload. */
  powerOverload: boolean;
  /** Mains power failed. */
  acFailed: boolean;
}

/** A change of power that is still to come. */
export interface PowerTransition {
  /** When. */
  at: Millis;
  /** Whether power is on from then on. */
  powerIsOn: boolean;
  /** What makes the system start then, one of `SystemRestartCause`; absent where it does not start. */
  restartCause?: number;
  /** The channel that the command came over which asked for it; absent for none. */
  restartChannel?: number;
}

/** The chassis: plain state, to be read and set at any time. */
export interface ChassisState {
  /** Whether system power is on. */
  powerIsOn: boolean;
  /** Power was shut down because of an overload. */
  powerOverload: boolean;
  /** A panel switch keeps the chassis off. */
  interlock: boolean;
  /** A fault of the main power subsystem. */
  powerFault: boolean;
  /** Power could not be switched. */
  powerControlFault: boolean;
  /** What happens when mains power comes back. */
  powerRestorePolicy: PowerRestorePolicy;
  /** What led to the power state that holds. */
  lastPowerEvent: LastPowerEventState;
  /** The chassis was opened. */
  chassisIntrusion: boolean;
  /** The buttons of the front panel are locked. */
  frontPanelLockout: boolean;
  /** A drive is faulty. */
  driveFault: boolean;
  /** A fan or the cooling is faulty. */
  coolingFault: boolean;
  /** The identify light. */
  identifyState: ChassisIdentifyState;
  /** When the identify light goes off; `undefined` where it does not. */
  identifyUntil: Millis | undefined;
  /** The buttons of the front panel. */
  frontPanelButtons: FrontPanelButtons;
  /** What Get Chassis Capabilities answers. */
  capabilities: GetChassisCapabilitiesResponse;
  /** How often each control was executed; a repeated request counts once. */
  controlCounts: Record<PowerControlName, number>;
  /** How long power takes to change. */
  delays: PowerDelays;
  /** Changes of power still to come, the earliest first. */
  transitions: PowerTransition[];
}

/** A chassis that is on and healthy, and takes its time as a real one does. */
export function createChassis(): ChassisState {
  return {
    powerIsOn: true,
    powerOverload: false,
    interlock: false,
    powerFault: false,
    powerControlFault: false,
    powerRestorePolicy: PowerRestorePolicy.previous,
    lastPowerEvent: {
      poweredOnByIpmiCommand: false,
      powerFault: false,
      interlock: false,
      powerOverload: false,
      acFailed: false,
    },
    chassisIntrusion: false,
    frontPanelLockout: false,
    driveFault: false,
    coolingFault: false,
    identifyState: ChassisIdentifyState.off,
    identifyUntil: undefined,
    frontPanelButtons: {
      standby: { disableAllowed: false, disabled: false },
      diagnosticInterrupt: { disableAllowed: true, disabled: false },
      reset: { disableAllowed: true, disabled: false },
      powerOff: { disableAllowed: true, disabled: false },
    },
    capabilities: {
      powerInterlock: false,
      diagnosticInterrupt: true,
      frontPanelLockout: true,
      intrusionSensor: true,
      fruDeviceAddress: 0x20,
      sdrDeviceAddress: 0x20,
      selDeviceAddress: 0x20,
      systemManagementDeviceAddress: 0x20,
      bridgeDeviceAddress: 0x20,
    },
    controlCounts: {
      powerDown: 0,
      powerUp: 0,
      powerCycle: 0,
      hardReset: 0,
      diagnosticInterrupt: 0,
      softShutdown: 0,
    },
    delays: { on: 500, off: 500, softOff: 5000, cycle: 2000, reset: 2000 },
    transitions: [],
  };
}

/** What {@link controlPower} made of a control. */
export type PowerControlOutcome = "done" | "unknownControl" | "notInPresentState";

/** The parts of a device that power has to do with. */
export interface PoweredDevice {
  /** The chassis. */
  readonly chassis: ChassisState;
  /** Starts with it. */
  readonly boot: BootState;
  /** Stops with it. */
  readonly watchdog: WatchdogState;
}

/** Who asks for a change of power. */
export interface PowerControlOrigin {
  /** One of `SystemRestartCause`. */
  readonly restartCause: number;
  /** The channel that the command came over; 0 where it is none. */
  readonly restartChannel: number;
}

/**
 * Executes one of {@link PowerControl}: counts it and schedules what follows. What was still to come is given up.
 * Changes are made by {@link advancePower}, which is due at once where the delay is 0.
 */
export function controlPower(
  { chassis, boot }: PoweredDevice,
  control: number,
  origin: PowerControlOrigin,
  now: Millis,
): PowerControlOutcome {
  const name = controlName(control);
  if (name === undefined) return "unknownControl";
  const { delays } = chassis;
  // IPMI v2.0 table 28-4 recommends D5h for a cycle while power is off.
  if (control === PowerControl.powerCycle && !chassis.powerIsOn) return "notInPresentState";
  chassis.controlCounts[name] += 1;
  if (origin.restartCause === SystemRestartCause.chassisControl) keepBootFlags(boot);
  switch (control) {
    case PowerControl.powerDown:
      chassis.transitions = [{ at: now + delays.off, powerIsOn: false }];
      break;
    case PowerControl.powerUp:
      chassis.transitions = chassis.powerIsOn ? [] : [{ at: now + delays.on, powerIsOn: true, ...origin }];
      break;
    case PowerControl.powerCycle:
      chassis.transitions = [
        { at: now + delays.off, powerIsOn: false },
        { at: now + delays.off + delays.cycle, powerIsOn: true, ...origin },
      ];
      break;
    case PowerControl.hardReset:
      // A system without power is not reset, and does not start by it.
      if (chassis.powerIsOn) chassis.transitions = [{ at: now + delays.reset, powerIsOn: true, ...origin }];
      break;
    case PowerControl.softShutdown:
      chassis.transitions = [{ at: now + delays.softOff, powerIsOn: false }];
      break;
  }
  return "done";
}

/** Makes the changes of power that are due; calls `changed` for each that changes anything. */
export function advancePower(device: PoweredDevice, now: Millis, changed: (powerIsOn: boolean) => void): void {
  const { chassis, boot } = device;
  while (chassis.transitions[0] !== undefined && chassis.transitions[0].at <= now) {
    const transition = chassis.transitions.shift()!;
    countPowerOnTime(boot, chassis.powerIsOn, transition.at);
    applyTransition(device, transition, changed);
  }
  countPowerOnTime(boot, chassis.powerIsOn, now);
}

function applyTransition(
  { chassis, boot, watchdog }: PoweredDevice,
  { at, powerIsOn, restartCause, restartChannel = 0 }: PowerTransition,
  changed: (powerIsOn: boolean) => void,
): void {
  const wasOn = chassis.powerIsOn;
  const isReset = wasOn && powerIsOn && restartCause !== undefined;
  if (wasOn === powerIsOn && !isReset) return;
  // The watchdog timer stops with the system that it watches over (IPMI v2.0 §27.2).
  stopWatchdog(watchdog, at);
  if (wasOn !== powerIsOn) {
    chassis.powerIsOn = powerIsOn;
    chassis.lastPowerEvent.poweredOnByIpmiCommand = powerIsOn && restartCause === SystemRestartCause.chassisControl;
  }
  if (powerIsOn) bootSystem(boot, restartCause ?? SystemRestartCause.unknown, restartChannel);
  if (wasOn !== powerIsOn) changed(powerIsOn);
}

function controlName(control: number): PowerControlName | undefined {
  const names = Object.keys(PowerControl) as PowerControlName[];
  return names.find((name) => PowerControl[name] === control);
}

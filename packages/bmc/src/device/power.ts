import { ChassisIdentifyState, PowerControl, type PowerControlName, PowerRestorePolicy } from "@ruipmi/commands";
import type { Millis } from "../types.ts";

/** How long power takes to change, in milliseconds; 0 is at once. */
export interface PowerDelays {
  /** From Power Up until it is on. */
  on: Millis;
  /** From Power Down until it is off. */
  off: Millis;
  /** From Soft Shutdown until it is off. */
  softOff: Millis;
  /** How long Power Cycle keeps it off. */
  cycle: Millis;
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
  /** How often each control was executed; a repeated request counts once. */
  controlCounts: Record<PowerControlName, number>;
  /** How long power takes to change. */
  delays: PowerDelays;
  /** Changes of power still to come, the earliest first. */
  transitions: PowerTransition[];
}

/** A chassis that is on, healthy and changes power at once. */
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
    controlCounts: {
      powerDown: 0,
      powerUp: 0,
      powerCycle: 0,
      hardReset: 0,
      diagnosticInterrupt: 0,
      softShutdown: 0,
    },
    delays: { on: 0, off: 0, softOff: 0, cycle: 0 },
    transitions: [],
  };
}

/** What {@link controlPower} made of a control. */
export type PowerControlOutcome = "done" | "unknownControl" | "notInPresentState";

/**
 * Executes one of {@link PowerControl}: counts it and schedules what follows. What was still to come is given up.
 * Changes are made by {@link advancePower}, which is due at once where the delay is 0.
 */
export function controlPower(chassis: ChassisState, control: number, now: Millis): PowerControlOutcome {
  const name = controlName(control);
  if (name === undefined) return "unknownControl";
  const { delays } = chassis;
  // IPMI v2.0 table 28-4 recommends D5h for a cycle while power is off.
  if (control === PowerControl.powerCycle && !chassis.powerIsOn) return "notInPresentState";
  chassis.controlCounts[name] += 1;
  switch (control) {
    case PowerControl.powerDown:
      chassis.transitions = [{ at: now + delays.off, powerIsOn: false }];
      break;
    case PowerControl.powerUp:
      chassis.transitions = [{ at: now + delays.on, powerIsOn: true }];
      break;
    case PowerControl.powerCycle:
      chassis.transitions = [
        { at: now + delays.off, powerIsOn: false },
        { at: now + delays.off + delays.cycle, powerIsOn: true },
      ];
      break;
    case PowerControl.softShutdown:
      chassis.transitions = [{ at: now + delays.softOff, powerIsOn: false }];
      break;
  }
  return "done";
}

/** Makes the changes of power that are due; calls `changed` for each that changes anything. */
export function advancePower(chassis: ChassisState, now: Millis, changed: (powerIsOn: boolean) => void): void {
  while (chassis.transitions[0] !== undefined && chassis.transitions[0].at <= now) {
    const { powerIsOn } = chassis.transitions.shift()!;
    if (chassis.powerIsOn === powerIsOn) continue;
    chassis.powerIsOn = powerIsOn;
    chassis.lastPowerEvent.poweredOnByIpmiCommand = powerIsOn;
    changed(powerIsOn);
  }
}

function controlName(control: number): PowerControlName | undefined {
  const names = Object.keys(PowerControl) as PowerControlName[];
  return names.find((name) => PowerControl[name] === control);
}

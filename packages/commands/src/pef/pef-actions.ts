import { bit, isSet } from "@ruipmi/core/wire";

/** What platform event filtering can do about an event (IPMI v2.0 table 30-1, 30-6). */
export interface PefActions {
  /** Sends an alert. */
  readonly alert: boolean;
  /** Switches power off. */
  readonly powerOff: boolean;
  /** Resets the system. */
  readonly reset: boolean;
  /** Switches power off and on. */
  readonly powerCycle: boolean;
  /** The OEM's action. */
  readonly oem: boolean;
  /** A diagnostic interrupt (NMI). */
  readonly diagnosticInterrupt: boolean;
}

/** As bits 5:0. */
export function encodePefActions(actions: PefActions): number {
  return pefActionNames.reduce((bits, name, index) => bits | bit(index, actions[name]), 0);
}

/** Of bits 5:0. */
export function decodePefActions(bits: number): PefActions {
  const entries = pefActionNames.map((name, index) => [name, isSet(bits, index)] as const);
  return Object.fromEntries(entries) as unknown as PefActions;
}

/** From bit 0 on. */
export const pefActionNames: readonly (keyof PefActions)[] = [
  "alert",
  "powerOff",
  "reset",
  "powerCycle",
  "oem",
  "diagnosticInterrupt",
];

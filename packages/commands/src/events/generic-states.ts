import type { StateRows } from "./state-rows.ts";

/** The states of generic event/reading types 01h–0Ch, by offset (IPMI v2.0 table 42-2). */
export const genericStates: StateRows = new Map([
  // Threshold
  [
    0x01,
    [
      "Lower Non-critical going low ",
      "Lower Non-critical going high",
      "Lower Critical going low ",
      "Lower Critical going high",
      "Lower Non-recoverable going low ",
      "Lower Non-recoverable going high",
      "Upper Non-critical going low ",
      "Upper Non-critical going high",
      "Upper Critical going low ",
      "Upper Critical going high",
      "Upper Non-recoverable going low ",
      "Upper Non-recoverable going high",
    ],
  ],
  // Usage
  [0x02, ["Transition to Idle", "Transition to Active", "Transition to Busy"]],
  // State
  [0x03, ["State Deasserted", "State Asserted"]],
  // Predictive failure
  [0x04, ["Predictive Failure Deasserted", "Predictive Failure Asserted"]],
  // Limit
  [0x05, ["Limit Not Exceeded", "Limit Exceeded"]],
  // Performance
  [0x06, ["Performance Met", "Performance Lags"]],
  // Severity
  [
    0x07,
    [
      "Transition to OK",
      "Transition to Non-critical from OK",
      "Transition to Critical from less severe",
      "Transition to Non-recoverable from less severe",
      "Transition to Non-critical from more severe",
      "Transition to Critical from Non-recoverable",
      "Transition to Non-recoverable",
      "Monitor",
      "Informational",
    ],
  ],
  // Presence
  [0x08, ["Device Absent", "Device Present"]],
  // Enabled
  [0x09, ["Device Disabled", "Device Enabled"]],
  // Availability
  [
    0x0a,
    [
      "Transition to Running",
      "Transition to In Test",
      "Transition to Power Off",
      "Transition to On Line",
      "Transition to Off Line",
      "Transition to Off Duty",
      "Transition to Degraded",
      "Transition to Power Save",
      "Install Error",
    ],
  ],
  // Redundancy
  [
    0x0b,
    [
      "Fully Redundant",
      "Redundancy Lost",
      "Redundancy Degraded",
      "Non-Redundant: Sufficient from Redundant",
      "Non-Redundant: Sufficient from Insufficient",
      "Non-Redundant: Insufficient Resources",
      "Redundancy Degraded from Fully Redundant",
      "Redundancy Degraded from Non-Redundant",
    ],
  ],
  // ACPI device power
  [0x0c, ["D0 Power State", "D1 Power State", "D2 Power State", "D3 Power State"]],
]);

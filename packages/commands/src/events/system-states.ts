import type { StateRows } from "./state-rows.ts";

/** The sensor-specific states of sensor types 14h–2Ch, by offset (IPMI v2.0 table 42-3), and of PICMG's F0h–F2h. */
export const systemStates: StateRows = new Map([
  // Button
  [0x14, ["Power Button pressed", "Sleep Button pressed", "Reset Button pressed", "FRU Latch", "FRU Service"]],
  // Chip Set
  [0x19, ["Soft Power Control Failure", "Thermal Trip"]],
  // Cable / Interconnect
  [0x1b, ["Connected", "Config Error"]],
  // System Boot Initiated
  [
    0x1d,
    [
      "Initiated by power up",
      "Initiated by hard reset",
      "Initiated by warm reset",
      "User requested PXE boot",
      "Automatic boot to diagnostic",
      "OS initiated hard reset",
      "OS initiated warm reset",
      "System Restart",
    ],
  ],
  // Boot Error
  [
    0x1e,
    [
      "No bootable media",
      "Non-bootable disk in drive",
      "PXE server not found",
      "Invalid boot sector",
      "Timeout waiting for selection",
    ],
  ],
  // OS Boot
  [
    0x1f,
    [
      "A: boot completed",
      "C: boot completed",
      "PXE boot completed",
      "Diagnostic boot completed",
      "CD-ROM boot completed",
      "ROM boot completed",
      "boot completed - device not specified",
      "Installation started",
      "Installation completed",
      "Installation aborted",
      "Installation failed",
    ],
  ],
  // OS Critical Stop
  [
    0x20,
    [
      "Error during system startup",
      "Run-time critical stop",
      "OS graceful stop",
      "OS graceful shutdown",
      "PEF initiated soft shutdown",
      "Agent not responding",
    ],
  ],
  // Slot / Connector
  [
    0x21,
    [
      "Fault Status",
      "Identify Status",
      "Device Installed",
      "Ready for Device Installation",
      "Ready for Device Removal",
      "Slot Power is Off",
      "Device Removal Request",
      "Interlock",
      "Slot is Disabled",
      "Spare Device",
    ],
  ],
  // System ACPI Power State
  [
    0x22,
    [
      "S0/G0: working",
      "S1: sleeping with system hw & processor context maintained",
      "S2: sleeping, processor context lost",
      "S3: sleeping, processor & hw context lost, memory retained",
      "S4: non-volatile sleep/suspend-to-disk",
      "S5/G2: soft-off",
      "S4/S5: soft-off",
      "G3: mechanical off",
      "Sleeping in S1/S2/S3 state",
      "G1: sleeping",
      "S5: entered by override",
      "Legacy ON state",
      "Legacy OFF state",
      undefined,
      "Unknown",
    ],
  ],
  // Watchdog2
  [
    0x23,
    [
      "Timer expired",
      "Hard reset",
      "Power down",
      "Power cycle",
      "reserved",
      "reserved",
      "reserved",
      "reserved",
      "Timer interrupt",
    ],
  ],
  // Platform Alert
  [
    0x24,
    [
      "Platform generated page",
      "Platform generated LAN alert",
      "Platform Event Trap generated",
      "Platform generated SNMP trap, OEM format",
    ],
  ],
  // Entity Presence
  [0x25, ["Present", "Absent", "Disabled"]],
  // LAN
  [0x27, ["Heartbeat Lost", "Heartbeat"]],
  // Management Subsys Health
  [
    0x28,
    [
      "Sensor access degraded or unavailable",
      "Controller access degraded or unavailable",
      "Management controller off-line",
      "Management controller unavailable",
      "Sensor failure",
      "FRU failure",
    ],
  ],
  // Battery
  [0x29, ["Low", "Failed", "Presence Detected"]],
  // Session Audit
  [0x2a, ["Session Activated", "Session Deactivated", "Invalid Username or Password", "Invalid password disable"]],
  // Version Change
  [
    0x2b,
    [
      "Hardware change detected",
      "Firmware or software change detected",
      "Hardware incompatibility detected",
      "Firmware or software incompatibility detected",
      "Invalid or unsupported hardware version",
      "Invalid or unsupported firmware or software version",
      "Hardware change success",
      "Firmware or software change success",
    ],
  ],
  // FRU State
  [
    0x2c,
    [
      "Not Installed",
      "Inactive",
      "Activation Requested",
      "Activation in Progress",
      "Active",
      "Deactivation Requested",
      "Deactivation in Progress",
      "Communication lost",
    ],
  ],
  // FRU Hot Swap (PICMG 3.0 §3.2.4.3)
  [
    0xf0,
    [
      "Transition to M0",
      "Transition to M1",
      "Transition to M2",
      "Transition to M3",
      "Transition to M4",
      "Transition to M5",
      "Transition to M6",
      "Transition to M7",
    ],
  ],
  // IPMB Physical Link (PICMG 3.0 §3.8.4.2)
  [
    0xf1,
    [
      "IPMB-A disabled, IPMB-B disabled",
      "IPMB-A enabled, IPMB-B disabled",
      "IPMB-A disabled, IPMB-B enabled",
      "IPMB-A enabled, IPMB-B enabled",
    ],
  ],
  // Module Hot Swap (AMC.0 §3.6)
  [0xf2, ["Module Handle Closed", "Module Handle Opened", "Quiesced"]],
]);

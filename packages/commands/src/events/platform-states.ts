import type { StateRows } from "./state-rows.ts";

/** The sensor-specific states of sensor types 05h–13h, by offset (IPMI v2.0 table 42-3). */
export const platformStates: StateRows = new Map([
  // Physical Security
  [
    0x05,
    [
      "General Chassis intrusion",
      "Drive Bay intrusion",
      "I/O Card area intrusion",
      "Processor area intrusion",
      "System unplugged from LAN",
      "Unauthorized dock",
      "FAN area intrusion",
    ],
  ],
  // Platform Security
  [
    0x06,
    [
      "Front Panel Lockout violation attempted",
      "Pre-boot password violation - user password",
      "Pre-boot password violation - setup password",
      "Pre-boot password violation - network boot password",
      "Other pre-boot password violation",
      "Out-of-band access password violation",
    ],
  ],
  // Processor
  [
    0x07,
    [
      "IERR",
      "Thermal Trip",
      "FRB1/BIST failure",
      "FRB2/Hang in POST failure",
      "FRB3/Processor startup/init failure",
      "Configuration Error",
      "SM BIOS Uncorrectable CPU-complex Error",
      "Presence detected",
      "Disabled",
      "Terminator presence detected",
      "Throttled",
      "Uncorrectable machine check exception",
      "Correctable machine check error",
    ],
  ],
  // Power Supply
  [
    0x08,
    [
      "Presence detected",
      "Failure detected",
      "Predictive failure",
      "Power Supply AC lost",
      "AC lost or out-of-range",
      "AC out-of-range, but present",
      "Config Error",
      "Power Supply Inactive",
    ],
  ],
  // Power Unit
  [
    0x09,
    [
      "Power off/down",
      "Power cycle",
      "240VA power down",
      "Interlock power down",
      "AC lost",
      "Soft-power control failure",
      "Failure detected",
      "Predictive failure",
    ],
  ],
  // Memory
  [
    0x0c,
    [
      "Correctable ECC",
      "Uncorrectable ECC",
      "Parity",
      "Memory Scrub Failed",
      "Memory Device Disabled",
      "Correctable ECC logging limit reached",
      "Presence Detected",
      "Configuration Error",
      "Spare",
      "Throttled",
      "Critical Overtemperature",
    ],
  ],
  // Drive Slot / Bay
  [
    0x0d,
    [
      "Drive Present",
      "Drive Fault",
      "Predictive Failure",
      "Hot Spare",
      "Parity Check In Progress",
      "In Critical Array",
      "In Failed Array",
      "Rebuild In Progress",
      "Rebuild Aborted",
    ],
  ],
  // System Firmwares
  [0x0f, ["Unknown Error", "Unknown Hang", "Unknown Progress"]],
  // Event Logging Disabled
  [
    0x10,
    [
      "Correctable memory error logging disabled",
      "Event logging disabled",
      "Log area reset/cleared",
      "All event logging disabled",
      "Log full",
      "Log almost full",
    ],
  ],
  // Watchdog1
  [
    0x11,
    [
      "BIOS Reset",
      "OS Reset",
      "OS Shut Down",
      "OS Power Down",
      "OS Power Cycle",
      "OS NMI/Diag Interrupt",
      "OS Expired",
      "OS pre-timeout Interrupt",
    ],
  ],
  // System Event
  [
    0x12,
    [
      "System Reconfigured",
      "OEM System boot event",
      "Undetermined system hardware failure",
      "Entry added to auxiliary log",
      "PEF Action",
      "Timestamp Clock Sync",
    ],
  ],
  // Critical Interrupt
  [
    0x13,
    [
      "NMI/Diag Interrupt",
      "Bus Timeout",
      "I/O Channel check NMI",
      "Software NMI",
      "PCI PERR",
      "PCI SERR",
      "EISA failsafe timeout",
      "Bus Correctable error",
      "Bus Uncorrectable error",
      "Fatal NMI",
      "Bus Fatal Error",
      "Bus Degraded",
    ],
  ],
]);

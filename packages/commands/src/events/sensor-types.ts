/**
 * The name of a sensor type (IPMI v2.0 table 42-3), in ipmitool's words: `Temperature`, `Drive Slot / Bay`; `Unknown`
 * for 2Dh–BFh, which are reserved, and for C0h–FFh, which are an OEM's.
 *
 * @param sensorType - 0–255
 */
export function sensorTypeName(sensorType: number): string {
  return sensorTypeNames[sensorType] ?? "Unknown";
}

/** Sensor types that have a name, by number (IPMI v2.0 table 42-3). */
export const sensorTypeNames: readonly string[] = [
  "reserved",
  "Temperature",
  "Voltage",
  "Current",
  "Fan",
  "Physical Security",
  "Platform Security",
  "Processor",
  "Power Supply",
  "Power Unit",
  "Cooling Device",
  "Other",
  "Memory",
  "Drive Slot / Bay",
  "POST Memory Resize",
  "System Firmwares",
  "Event Logging Disabled",
  "Watchdog1",
  "System Event",
  "Critical Interrupt",
  "Button",
  "Module / Board",
  "Microcontroller",
  "Add-in Card",
  "Chassis",
  "Chip Set",
  "Other FRU",
  "Cable / Interconnect",
  "Terminator",
  "System Boot Initiated",
  "Boot Error",
  "OS Boot",
  "OS Critical Stop",
  "Slot / Connector",
  "System ACPI Power State",
  "Watchdog2",
  "Platform Alert",
  "Entity Presence",
  "Monitor ASIC",
  "LAN",
  "Management Subsys Health",
  "Battery",
  "Session Audit",
  "Version Change",
  "FRU State",
];

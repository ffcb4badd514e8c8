/** What an event filter looks for, in ipmitool's words for PEF. */

/** Sensor types (IPMI v2.0 table 42-3), from 1 on. */
const sensorTypes: readonly string[] = [
  "Temperature",
  "Voltage",
  "Current",
  "Fan",
  "Chassis Intrusion",
  "Platform security breach",
  "Processor",
  "Power supply",
  "Power Unit",
  "Cooling device",
  "Other (units-based)",
  "Memory",
  "Drive Slot",
  "POST memory resize",
  "POST error",
  "Logging disabled",
  "Watchdog 1",
  "System event",
  "Critical Interrupt",
  "Button",
  "Module/board",
  "uController/coprocessor",
  "Add-in card",
  "Chassis",
  "Chipset",
  "Other (FRU)",
  "Cable/interconnect",
  "Terminator",
  "System boot",
  "Boot error",
  "OS boot",
  "OS critical stop",
  "Slot/connector",
  "ACPI power state",
  "Watchdog 2",
  "Platform alert",
  "Entity presence",
  "Monitor ASIC/IC",
  "LAN",
  "Management subsystem health",
  "Battery",
];

/** Offsets of the generic event/reading types (IPMI v2.0 table 42-2), from 1 on; `<` is getting worse, `>` better. */
const genericOffsets: readonly (readonly string[])[] = [
  ["<LNC", ">LNC", "<LC", ">LC", "<LNR", ">LNR", ">UNC", "<UNC", ">UC", "<UC", ">UNR", "<UNR"],
  ["transition to idle", "transition to active", "transition to busy"],
  ["state deasserted", "state asserted"],
  ["predictive failure deasserted", "predictive failure asserted"],
  ["limit not exceeded", "limit exceeded"],
  ["performance met", "performance lags"],
  ["ok", "<warn", "<fail", "<dead", ">warn", ">fail", "dead", "monitor", "informational"],
  ["device removed/absent", "device inserted/present"],
  ["device disabled", "device enabled"],
  [
    "transition to running",
    "transition to in test",
    "transition to power off",
    "transition to online",
    "transition to offline",
    "transition to off duty",
    "transition to degraded",
    "transition to power save",
    "install error",
  ],
  [
    "fully redundant",
    "redundancy lost",
    "redundancy degraded",
    "<non-redundant/sufficient",
    ">non-redundant/sufficient",
    "non-redundant/insufficient",
    "<redundancy degraded",
    ">redundancy degraded",
  ],
  ["D0 power state", "D1 power state", "D2 power state", "D3 power state"],
];

const severities: readonly (readonly [bit: number, name: string])[] = [
  [0x20, "Non-recoverable"],
  [0x10, "Critical"],
  [0x08, "Warning"],
  [0x04, "OK"],
  [0x02, "Information"],
  [0x01, "Monitor"],
];

const any = 0xff;
const threshold = 0x01;
const sensorSpecific = 0x6f;

/** So many offsets ipmitool looks at. */
const shownOffsets = 12;

/** The name of a sensor type; `None` for one that ipmitool does not know. */
export function filterSensorType(type: number): string {
  return type === any ? "Any" : (sensorTypes[type - 1] ?? "None");
}

/** The worst of the severities. */
export function filterSeverity(severity: number): string {
  return severities.find(([bit]) => (severity & bit) !== 0)?.[1] ?? "None";
}

/** What kind of event/reading type it is. */
export function filterClass(trigger: number): string {
  if (trigger === threshold) return "Threshold";
  return trigger > sensorSpecific ? "OEM" : "Discrete";
}

/** Which offsets of which event/reading type. */
export function filterTriggers(trigger: number, offsetMask: number): string {
  if (offsetMask === 0xffff || trigger === any) return "Any";
  if (trigger === 0) return "Unspecified";
  if (trigger === sensorSpecific) return "Sensor-specific";
  if (trigger > sensorSpecific) return "OEM";
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
  const names = genericOffsets[trigger - 1];
  const offsets = Array.from({ length: shownOffsets }, (_, offset) => offset).filter(
    (offset) => ((offsetMask >>> offset) & 1) === 1,
  );
  const named = offsets.map((offset) =>
    names === undefined ? ", Unrecognized event trigger" : `,${names[offset] ?? "None"}`,
  );
  return `(0x${hex(trigger, 2)}/0x${hex(offsetMask, 4)})${named.join("")}`;
}

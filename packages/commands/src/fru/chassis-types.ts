/**
 * What a chassis type means, in ipmitool's words (SMBIOS, DSP0134 §7.4.1); "Unknown" for what it has no word for.
 *
 * @param chassisType - the byte of the chassis info area
 */
export function chassisTypeName(chassisType: number): string {
  return names[chassisType] ?? "Unknown";
}

/** In the order of their numbers. */
const names: readonly string[] = [
  "Unspecified",
  "Other",
  "Unknown",
  "Desktop",
  "Low Profile Desktop",
  "Pizza Box",
  "Mini Tower",
  "Tower",
  "Portable",
  "LapTop",
  "Notebook",
  "Hand Held",
  "Docking Station",
  "All in One",
  "Sub Notebook",
  "Space-saving",
  "Lunch Box",
  "Main Server Chassis",
  "Expansion Chassis",
  "SubChassis",
  "Bus Expansion Chassis",
  "Peripheral Chassis",
  "RAID Chassis",
  "Rack Mount Chassis",
  "Sealed-case PC",
  "Multi-system Chassis",
  "CompactPCI",
  "AdvancedTCA",
  "Blade",
  "Blade Enclosure",
];

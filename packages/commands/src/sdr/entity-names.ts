/**
 * What kind of thing an entity is, in ipmitool's words (IPMI v2.0 table 43-13): `Processor`, `Fan Device`.
 *
 * @param entityId - 0–255
 * @returns `undefined` where the number is reserved or an OEM's
 */
export function entityName(entityId: number): string | undefined {
  return entityNames.get(entityId);
}

/** Entities that have a name, by number; A0h–F3h are PICMG's. Some names stand for more than one number. */
export const entityNames: ReadonlyMap<number, string> = new Map<number, string>([
  ...(
    "Unspecified|Other|Unknown|Processor|Disk or Disk Bay|Peripheral Bay|System Management Module|System Board|" +
    "Memory Module|Processor Module|Power Supply|Add-in Card|Front Panel Board|Back Panel Board|Power System Board|" +
    "Drive Backplane|System Internal Expansion Board|Other System Board|Processor Board|Power Unit|Power Module|" +
    "Power Management|Chassis Back Panel Board|System Chassis|Sub-Chassis|Other Chassis Board|Disk Drive Bay|" +
    "Peripheral Bay|Device Bay|Fan Device|Cooling Unit|Cable/Interconnect|Memory Device|System Management Software|" +
    "BIOS|Operating System|System Bus|Group|Remote Management Device|External Environment|Battery|Processing Blade|" +
    "Connectivity Switch|Processor/Memory Module|I/O Module|Processor/IO Module|Management Controller Firmware|" +
    "IPMI Channel|PCI Bus|PCI Express Bus|SCSI Bus (parallel)|SATA/SAS Bus|Processor/Front-Side Bus|" +
    "Real Time Clock(RTC)|Reserved|Air Inlet|Reserved|Reserved|Reserved|Reserved|Reserved|Reserved|Reserved|Reserved|" +
    "Air Inlet|Processor|Baseboard/Main System Board"
  )
    .split("|")
    .map((name, entityId): [number, string] => [entityId, name]),
  [0xa0, "PICMG Front Board"],
  [0xc0, "PICMG Rear Transition Module"],
  [0xc1, "PICMG AdvancedMC Module"],
  [0xf0, "PICMG Shelf Management Controller"],
  [0xf1, "PICMG Filtration Unit"],
  [0xf2, "PICMG Shelf FRU Information"],
  [0xf3, "PICMG Alarm Panel"],
]);

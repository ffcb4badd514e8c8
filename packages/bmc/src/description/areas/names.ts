/** The words that files have for the specification's numbers; a number without a word stands for itself. */
import { type PrivilegeLevel as Level, PrivilegeLevel } from "@ruipmi/core/wire";
import { named } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const anyByte = { least: 0, most: 0xff };

/** What a sensor measures (IPMI v2.0 table 42-3). */
export const sensorTypeShape: Shape<number> = named<number>(
  {
    temperature: 0x01,
    voltage: 0x02,
    current: 0x03,
    fan: 0x04,
    physicalSecurity: 0x05,
    platformSecurity: 0x06,
    processor: 0x07,
    powerSupply: 0x08,
    powerUnit: 0x09,
    coolingDevice: 0x0a,
    otherUnits: 0x0b,
    memory: 0x0c,
    driveSlot: 0x0d,
    systemFirmwareProgress: 0x0f,
    eventLogging: 0x10,
    systemEvent: 0x12,
    criticalInterrupt: 0x13,
    button: 0x14,
    systemBoot: 0x1d,
    osBoot: 0x1f,
    slot: 0x21,
    acpiPowerState: 0x22,
    watchdog: 0x23,
    entityPresence: 0x25,
    lan: 0x27,
    battery: 0x29,
    versionChange: 0x2b,
  },
  anyByte,
);

/** What a thing is (IPMI v2.0 table 43-13). */
export const entityIdShape: Shape<number> = named<number>(
  {
    unspecified: 0,
    processor: 3,
    driveBay: 4,
    systemBoard: 7,
    memoryModule: 8,
    powerSupply: 10,
    addInCard: 11,
    powerUnit: 19,
    chassis: 23,
    fan: 29,
    coolingUnit: 30,
    memoryDevice: 32,
    battery: 40,
    operatingSystem: 43,
    managementController: 46,
    inlet: 55,
  },
  anyByte,
);

/** The level of a session or a limit to it. */
export const privilegeLevelShape: Shape<Level> = named<Level>({
  callback: PrivilegeLevel.callback,
  user: PrivilegeLevel.user,
  operator: PrivilegeLevel.operator,
  administrator: PrivilegeLevel.administrator,
  oem: PrivilegeLevel.oem,
});

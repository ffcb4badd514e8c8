/**
 * What a locator's device is, in words (IPMI v2.0 table 43-12): `IPMI FRU Inventory`, `EEPROM, 24C02`.
 *
 * @param deviceType - 0–255
 * @param deviceTypeModifier - tells kinds of FRU apart; means nothing to the other devices named here
 * @returns `undefined` where the number is reserved or not in the table
 */
export function deviceTypeName(deviceType: number, deviceTypeModifier: number): string | undefined {
  return deviceType === fruDeviceType ? fruKinds[deviceTypeModifier] : deviceTypeNames.get(deviceType);
}

const fruDeviceType = 0x10;

/** By the modifier. */
const fruKinds = [
  "IPMI FRU Inventory",
  "DIMM Memory ID",
  "IPMI FRU Inventory",
  "System Processor Cartridge FRU",
] as const;

const deviceTypeNames: ReadonlyMap<number, string> = new Map([
  [0x02, "DS1624 temperature sensor"],
  [0x03, "DS1621 temperature sensor"],
  [0x04, "LM75 Temperature Sensor"],
  [0x05, "Heceta ASIC"],
  [0x08, "EEPROM, 24C01"],
  [0x09, "EEPROM, 24C02"],
  [0x0a, "EEPROM, 24C04"],
  [0x0b, "EEPROM, 24C08"],
  [0x0c, "EEPROM, 24C16"],
  [0x0d, "EEPROM, 24C17"],
  [0x0e, "EEPROM, 24C32"],
  [0x0f, "EEPROM, 24C64"],
  [0x14, "PCF 8570 256 byte RAM"],
  [0x15, "PCF 8573 clock/calendar"],
  [0x16, "PCF 8574A I/O Port"],
  [0x17, "PCF 8583 clock/calendar"],
  [0x18, "PCF 8593 clock/calendar"],
  [0x19, "Clock calendar"],
  [0x1a, "PCF 8591 A/D, D/A Converter"],
  [0x1b, "I/O Port"],
  [0x1c, "A/D Converter"],
  [0x1d, "D/A Converter"],
  [0x1e, "A/D, D/A Converter"],
  [0x1f, "LCD Controller/Driver"],
  [0x20, "Core Logic (Chip set) Device"],
  [0x21, "LMC6874 Intelligent Battery controller"],
  [0x22, "Intelligent Battery controller"],
  [0x23, "Combo Management ASIC"],
  [0x24, "Maxim 1617 Temperature Sensor"],
  [0xbf, "Other/Unspecified"],
]);

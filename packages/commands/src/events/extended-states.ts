/**
 * States that event data 2 tells apart (IPMI v2.0 table 42-3): by sensor type and offset what its values mean. Where the
 * event data does not say it, or says something else, the state is that of the sensor type's own row.
 */

interface ExtendedState {
  readonly sensorType: number;
  readonly offset: number;
  /** By the value of event data 2. */
  readonly texts: readonly string[];
}

const powerSupplyConfigurationErrors: readonly string[] = [
  "Config Error: Vendor Mismatch",
  "Config Error: Revision Mismatch",
  "Config Error: Processor Missing",
  "Config Error: Power Supply Rating Mismatch",
  "Config Error: Voltage Rating Mismatch",
];

const postErrors: readonly string[] = [
  "Unspecified",
  "No system memory installed",
  "No usable system memory",
  "Unrecoverable IDE device failure",
  "Unrecoverable system-board failure",
  "Unrecoverable diskette failure",
  "Unrecoverable hard-disk controller failure",
  "Unrecoverable PS/2 or USB keyboard failure",
  "Removable boot media not found",
  "Unrecoverable video controller failure",
  "No video device selected",
  "BIOS corruption detected",
  "CPU voltage mismatch",
  "CPU speed mismatch failure",
];

/** Hang and progress count the same steps. */
const bootSteps: readonly string[] = [
  "Unspecified",
  "Memory initialization",
  "Hard-disk initialization",
  "Secondary CPU Initialization",
  "User authentication",
  "User-initiated system setup",
  "USB resource configuration",
  "PCI resource configuration",
  "Option ROM initialization",
  "Video initialization",
  "Cache initialization",
  "SMBus initialization",
  "Keyboard controller initialization",
  "Management controller initialization",
  "Docking station attachment",
  "Enabling docking station",
  "Docking station ejection",
  "Disabling docking station",
  "Calling operating system wake-up vector",
  "System boot initiated",
  "Motherboard initialization",
  "reserved",
  "Floppy initialization",
  "Keyboard test",
  "Pointing device test",
  "Primary CPU initialization",
];

/** What has changed, where a sensor of type 2Bh says that something has (IPMI v2.0 table 42-3). */
export const changeTypes: readonly string[] = [
  "unspecified",
  "Mngmt Ctrl Dev Id",
  "Mngmt Ctrl Firm Rev",
  "Mngmt Ctrl Dev Rev",
  "Mngmt Ctrl Manuf Id",
  "Mngmt Ctrl IPMI Vers",
  "Mngmt Ctrl Aux Firm Id",
  "Mngmt Ctrl Firm Boot Block",
  "Mngmt Ctrl Other",
  "BIOS/EFI change",
  "SMBIOS change",
  "O/S change",
  "O/S loader change",
  "Service Diag change",
  "Mngmt SW agent change",
  "Mngmt SW App change",
  "Mngmt SW Middle",
  "Prog HW Change (FPGA)",
  "board/FRU module change",
  "board/FRU component change",
  "board/FRU replace equ ver",
  "board/FRU replace new ver",
  "board/FRU replace old ver",
  "board/FRU HW conf change",
];

/** What the state is that event data 2 tells apart; `undefined` where it does not. */
export function extendedStateText(sensorType: number, offset: number, eventData2: number): string | undefined {
  return extendedStates.find((row) => row.sensorType === sensorType && row.offset === offset)?.texts[eventData2];
}

const extendedStates: readonly ExtendedState[] = [
  { sensorType: 0x08, offset: 0x06, texts: powerSupplyConfigurationErrors },
  { sensorType: 0x0f, offset: 0x00, texts: postErrors },
  { sensorType: 0x0f, offset: 0x01, texts: bootSteps },
  { sensorType: 0x0f, offset: 0x02, texts: bootSteps },
  { sensorType: 0x2b, offset: 0x01, texts: changeTexts("Firmware or software change detected") },
  { sensorType: 0x2b, offset: 0x07, texts: changeTexts("Firmware or software change success") },
];

function changeTexts(state: string): readonly string[] {
  return changeTypes.map((what, code) => (code === 0 ? state : `${state}, ${what}`));
}

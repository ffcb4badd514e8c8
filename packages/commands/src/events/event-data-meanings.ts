/**
 * What event data 2 and 3 say beyond the state (IPMI v2.0 table 42-3): a row for each sensor type and offset that has a
 * meaning for them. Codes that only tell states apart are in extended-states.ts.
 */
import { changeTypes } from "./extended-states.ts";

/** Something that a byte says: what it is, and what it says of it. */
export interface EventFact {
  /** What it is, for example `Slot/connector number`. */
  readonly name: string;
  /** What it says, for example `3`. */
  readonly text: string;
}

/** What a byte says. */
export type Tell = (byte: number) => readonly EventFact[];

/** What the bytes of a sensor type's events say. */
export interface EventDataMeaning {
  /** 0–255. */
  readonly sensorType: number;
  /** The offset it is about; all when left out. */
  readonly offset?: number;
  /** What event data 2 says. */
  readonly data2?: Tell;
  /** What event data 3 says. */
  readonly data3?: Tell;
}

/** What the bytes say of this state; `undefined` where they have no meaning. */
export function eventDataMeaning(sensorType: number, offset: number): EventDataMeaning | undefined {
  return meanings.find((row) => row.sensorType === sensorType && (row.offset ?? offset) === offset);
}

const hex = (byte: number): string => `${byte.toString(16).padStart(2, "0")}h`;

/** A number as it is. */
function numbered(name: string): Tell {
  return (byte) => [{ name, text: String(byte) }];
}

/** A number where FFh says nothing. */
function numberedUnlessFf(name: string, unit = ""): Tell {
  return (byte) => (byte === 0xff ? [] : [{ name, text: `${byte}${unit}` }]);
}

/** Bits of the byte as words; a word that is missing is the number. */
function worded(name: string, words: readonly string[], shift = 0, mask = 0x0f): Tell {
  return (byte) => {
    const code = (byte >>> shift) & mask;
    return [{ name, text: words[code] ?? `${code} (reserved)` }];
  };
}

/** A word for each bit that is set. */
function flagged(name: string, words: readonly string[]): Tell {
  return (byte) => {
    const set = words.filter((_, position) => (byte & (1 << position)) !== 0);
    return set.length === 0 ? [] : [{ name, text: set.join(", ") }];
  };
}

function both(first: Tell, second: Tell): Tell {
  return (byte) => [...first(byte), ...second(byte)];
}

const powerStates: readonly string[] =
  "S0/G0|S1|S2|S3|S4|S5/G2|S4/S5|G3|S1/S2/S3|G1|S5 by override|legacy on|legacy off|reserved|unknown".split("|");
const restartCauses: readonly string[] = (
  "unknown|Chassis Control|reset by push button|power-up by push button|watchdog expiration|OEM|" +
  "power restore policy: always on|power restore policy: previous state|reset by PEF|power cycle by PEF|soft reset|" +
  "power-up by real-time clock"
).split("|");
const interruptTypes: readonly string[] = ["none", "SMI", "NMI", "messaging interrupt"];
const timerUses: readonly string[] = ["reserved", "BIOS FRB2", "BIOS/POST", "OS load", "SMS/OS", "OEM"];
const slotTypes: readonly string[] = (
  "PCI|drive array|external peripheral connector|docking|other standard internal expansion slot|" +
  "slot of a system entity|AdvancedTCA|DIMM/memory device|fan|PCI Express|SCSI (parallel)|SATA/SAS|USB"
).split("|");
const fruChangeCauses: readonly string[] = (
  "normal state change|commanded by software external to the FRU|operator changed a handle latch|" +
  "operator pressed a hot swap button|FRU programmatic action|communication lost|communication lost, local failure|" +
  "unexpected extraction|operator intervention or update|IPMB address not computed|unexpected deactivation"
).split("|");
const fruStates: readonly string[] = (
  "not installed|inactive|activation requested|activation in progress|active|deactivation requested|" +
  "deactivation in progress|communication lost"
).split("|");
const logActions: readonly string[] =
  "entry added|entry added, not mapped to a standard event|entry added with SEL entries|log cleared|log disabled|log enabled".split(
    "|",
  );
const auxiliaryLogs: readonly string[] = ["MCA log", "OEM 1", "OEM 2"];
const pefActions: readonly string[] = [
  "alert",
  "power off",
  "reset",
  "power cycle",
  "OEM action",
  "diagnostic interrupt",
];
const deactivationCauses: readonly string[] = ["unspecified", "Close Session", "timeout", "configuration change"];

const meanings: readonly EventDataMeaning[] = [
  { sensorType: 0x05, offset: 0x04, data2: numbered("Network controller") },
  { sensorType: 0x0c, data3: numbered("Memory module/device number") },
  { sensorType: 0x10, offset: 0x00, data2: numbered("Memory module/device number") },
  { sensorType: 0x10, offset: 0x01, data2: (byte) => [{ name: "Event/reading type", text: hex(byte) }] },
  { sensorType: 0x10, offset: 0x05, data3: numberedUnlessFf("Log used", "%") },
  { sensorType: 0x10, offset: 0x06, data2: numbered("Processor number") },
  {
    sensorType: 0x12,
    offset: 0x03,
    data2: both(worded("Log action", logActions, 4), worded("Log", auxiliaryLogs)),
  },
  { sensorType: 0x12, offset: 0x04, data2: flagged("PEF actions", pefActions) },
  {
    sensorType: 0x12,
    offset: 0x05,
    data2: both(worded("Event of the pair", ["first", "second"], 7, 1), worded("Clock", ["SEL", "SDR"])),
  },
  {
    sensorType: 0x19,
    offset: 0x00,
    data2: worded("Requested power state", powerStates),
    data3: worded("Power state at that time", powerStates),
  },
  {
    sensorType: 0x1d,
    offset: 0x07,
    data2: worded("Restart cause", restartCauses),
    data3: numbered("Channel"),
  },
  {
    sensorType: 0x21,
    data2: worded("Slot/connector type", slotTypes, 0, 0x7f),
    data3: numbered("Slot/connector number"),
  },
  {
    sensorType: 0x23,
    data2: both(worded("Interrupt", interruptTypes, 4), worded("Timer use", timerUses)),
  },
  { sensorType: 0x28, offset: 0x00, data2: numbered("Sensor number") },
  { sensorType: 0x28, offset: 0x04, data2: numbered("Sensor number") },
  {
    sensorType: 0x28,
    offset: 0x05,
    data2: (byte) => [
      { name: "FRU device", text: (byte & 0x80) !== 0 ? "logical" : "not logical" },
      { name: "LUN", text: String((byte >>> 3) & 3) },
    ],
    data3: (byte) => [{ name: "FRU device ID or slave address", text: hex(byte) }],
  },
  {
    sensorType: 0x2a,
    data2: (byte) => ((byte & 0x3f) === 0 ? [] : [{ name: "User ID", text: String(byte & 0x3f) }]),
    data3: both(worded("Deactivation cause", deactivationCauses, 4, 3), (byte) => [
      { name: "Channel", text: String(byte & 0x0f) },
    ]),
  },
  { sensorType: 0x2b, data2: worded("Changed", changeTypes, 0, 0xff) },
  {
    sensorType: 0x2c,
    data2: both(worded("Cause", fruChangeCauses, 4), worded("Previous state", fruStates)),
  },
];

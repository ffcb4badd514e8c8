/** All of a sensor, a line for each field: `sdr get`, and `sdr list` with `-v`. */
import {
  decodeThresholdMasks,
  isThresholdSensor,
  recordConversion,
  type SensorEvents,
  type SensorReading,
  type SensorRecord,
  sensorTypeName,
  thresholdsOf,
  thresholdWords,
} from "@ruipmi/commands";
import { shownEntity, shownName } from "./record-name.ts";
import { sensorEventsText } from "./sensor-events-text.ts";
import {
  analogText,
  hasReading,
  hexByteText,
  hysteresisText,
  printedValue,
  recordNumber,
  shortNumber,
  toleranceText,
} from "./sensor-number.ts";
import { statesBlock, thresholdStatus } from "./sensor-status-text.ts";

/** The block of lines, an empty one at its end. */
export function sensorVerbose(reading: SensorReading, events: SensorEvents | undefined): string {
  const { record } = reading;
  const { entityId, entityInstance } = record.entity;
  const head =
    `Sensor ID              : ${shownName(record)} (0x${record.sensorNumber.toString(16)})\n` +
    ` Entity ID             : ${entityId}.${entityInstance} (${shownEntity(entityId)})\n`;
  const body = isThresholdSensor(record) ? thresholdBody(reading, events) : discreteBody(reading, events);
  return `${head}${body}\n`;
}

function discreteBody(reading: SensorReading, events: SensorEvents | undefined): string {
  const { record } = reading;
  return [
    ` Sensor Type (Discrete): ${typeText(record)}\n`,
    field("Sensor Reading", hasReading(reading) ? `${reading.raw!.toString(16)}h` : whyNot(reading)),
    field("Event Message Control", controlWords[record.capabilities.eventMessageControl]),
    statesBlock("States Asserted", record, reading.states ?? 0),
    sensorEventsText(record, events),
    field("OEM", record.oem.toString(16).toUpperCase()),
  ].join("");
}

function thresholdBody(reading: SensorReading, events: SensorEvents | undefined): string {
  const { record } = reading;
  return [
    ` Sensor Type (Threshold)  : ${typeText(record)}\n`,
    field("Sensor Reading", hasReading(reading) ? thresholdReading(reading) : whyNot(reading)),
    field("Status", thresholdStatus(reading, "long", "Not Available")),
    limits(record),
    hysteresis(record),
    range(record),
    field("Event Message Control", controlWords[record.capabilities.eventMessageControl]),
    thresholdMasks(record),
    sensorEventsText(record, events),
  ].join("");
}

function whyNot({ state }: SensorReading): string {
  return state === "scanningDisabled" ? "Disabled" : "No Reading";
}

/** With how far it may be off. */
export function thresholdReading(reading: SensorReading): string {
  const { record } = reading;
  const raw = reading.raw!;
  if (record.kind !== "fullSensor") return `${hexByteText(raw)} `;
  const analog = analogText(reading);
  if (analog === undefined) return `${hexByteText(raw)} (+/- ${hexByteText(record.factors.tolerance)}) `;
  return `${shortNumber(analog.value, 3)} (+/- ${toleranceText(reading.conversion!, raw)}) ${analog.unit}`;
}

/** Both hystereses. */
export function hysteresis(record: SensorRecord): string {
  const conversion = recordConversion(record);
  return (
    field("Positive Hysteresis", hysteresisText(conversion, record.positiveHysteresis)) +
    field("Negative Hysteresis", hysteresisText(conversion, record.negativeHysteresis))
  );
}

/** What the record says is normal, and its thresholds where somebody sets them up by it. */
function limits(record: SensorRecord): string {
  if (record.kind !== "fullSensor") return "";
  const shown = (name: string, raw: number | undefined): string => {
    return raw === undefined ? "" : field(name, recordNumber(record, raw));
  };
  const readable = record.initialization.initializeThresholds ? record.readingMask : 0;
  const ifReadable = (bit: number, raw: number): number | undefined => ((readable >>> bit) & 1 ? raw : undefined);
  return [
    shown("Nominal Reading", record.nominalReading),
    shown("Normal Minimum", record.normalMinimum),
    shown("Normal Maximum", record.normalMaximum),
    shown("Upper non-recoverable", ifReadable(5, record.upperNonRecoverable)),
    shown("Upper critical", ifReadable(4, record.upperCritical)),
    shown("Upper non-critical", ifReadable(3, record.upperNonCritical)),
    shown("Lower non-recoverable", ifReadable(2, record.lowerNonRecoverable)),
    shown("Lower critical", ifReadable(1, record.lowerCritical)),
    shown("Lower non-critical", ifReadable(0, record.lowerNonCritical)),
  ].join("");
}

/** What the sensor can express; nothing is said where it is all that its format can, or comes to 0. */
function range(record: SensorRecord): string {
  if (record.kind !== "fullSensor") return "";
  const { analogDataFormat } = record.units;
  const shown = (raw: number, unspecified: number | undefined): string => {
    const conversion = recordConversion(record);
    const isZero = conversion !== undefined && printedValue(conversion, raw) === 0;
    return raw === unspecified || isZero ? "Unspecified" : recordNumber(record, raw);
  };
  return (
    field("Minimum sensor range", shown(record.sensorMinimum, [0x00, 0xff, 0x80][analogDataFormat])) +
    field("Maximum sensor range", shown(record.sensorMaximum, [0xff, 0x00, 0x7f][analogDataFormat]))
  );
}

function thresholdMasks(record: SensorRecord): string {
  const { readable, settable, compared } = decodeThresholdMasks(record);
  const { thresholdAccess } = record.capabilities;
  const shown = (bits: number): string => {
    if (thresholdAccess === 0) return "No Thresholds";
    return thresholdAccess === 3 ? "Thresholds Fixed" : inOrder(bits);
  };
  return [
    field("Readable Thresholds", shown(readable)),
    field("Settable Thresholds", shown(settable)),
    compared === 0 ? "" : field("Threshold Read Mask", inOrder(compared)),
  ].join("");
}

/** From the lowest threshold up, a blank after each. */
function inOrder(bits: number): string {
  const named = new Set(thresholdsOf(bits).map((name) => thresholdWords[name].short));
  return ["lnr", "lcr", "lnc", "unc", "ucr", "unr"]
    .filter((word) => named.has(word))
    .map((word) => `${word} `)
    .join("");
}

function typeText({ sensorType }: SensorRecord): string {
  return `${sensorTypeName(sensorType)} (0x${sensorType.toString(16).padStart(2, "0")})`;
}

/** By number (IPMI v2.0 §43.1, byte 12, bits 1:0). */
const controlWords = ["Per-threshold", "Entire Sensor Only", "Global Disable Only", "No Events From Sensor"] as const;

function field(name: string, value: string): string {
  return ` ${name.padEnd(22)}: ${value}\n`;
}

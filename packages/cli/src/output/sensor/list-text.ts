/** The lines of `sensor list`: reading, unit, status, thresholds. */
import {
  isThresholdSensor,
  needsReadingFactors,
  recordConversion,
  type SensorReading,
  type SensorValue,
  sensorUnitText,
  type ThresholdName,
} from "@ruipmi/commands";
import { fixed } from "../fixed.ts";
import { shownName } from "../sdr/record-name.ts";
import { analogText, hasReading, printedValue } from "../sdr/sensor-number.ts";
import { thresholdStatus } from "../sdr/sensor-status-text.ts";

/** The line of one sensor. */
export function sensorTableLine(reading: SensorReading): string {
  const [value, unit, status] = cells(reading, (reading.states ?? 0) & 0xff);
  const thresholds = thresholdCells(reading).map((cell) => `| ${cell.padEnd(10)}`);
  const name = shownName(reading.record).padEnd(16);
  return `${name} | ${value.padEnd(10)} | ${unit.padEnd(10)} | ${status.padEnd(6)}${thresholds.join("")}\n`;
}

/** The line with `-c`. */
export function sensorTableCsv(reading: SensorReading): string {
  return `${[shownName(reading.record), ...cells(reading, reading.raw), ...thresholdCells(reading)].join(",")}\n`;
}

/** The order of the columns. */
const columns: readonly ThresholdName[] = [
  "lowerNonRecoverable",
  "lowerCritical",
  "lowerNonCritical",
  "upperNonCritical",
  "upperCritical",
  "upperNonRecoverable",
];

/** Where there is no number, ipmitool shows the first states in the table, and the raw reading in the list with `-c`. */
function cells(
  reading: SensorReading,
  numberless: number | undefined,
): readonly [value: string, unit: string, status: string] {
  const isThreshold = isThresholdSensor(reading.record);
  if (!hasReading(reading)) return ["na", isThreshold ? unitWithoutReading(reading) : "discrete", "na"];
  if (!isThreshold) return [`0x${numberless!.toString(16)}`, "discrete", stateBytes(reading)];
  const status = thresholdStatus(reading, "short", "ns");
  const analog = analogText(reading);
  return analog === undefined
    ? [`0x${reading.raw!.toString(16)}`, "", status]
    : [fixed(analog.value, 3), analog.unit, status];
}

/** ipmitool knows the unit of what says that it has no reading now, and of nothing else that has none. */
function unitWithoutReading({ state, record }: SensorReading): string {
  const isAnalog = record.kind === "fullSensor" && record.units.analogDataFormat !== 3;
  return state === "unavailable" && isAnalog ? sensorUnitText(record.units) : "";
}

/** Both bytes of states as they came, the reserved bit with them. */
function stateBytes({ states = 0, reservedBitIsClear }: SensorReading): string {
  const high = (states >>> 8) | (reservedBitIsClear === true ? 0 : 0x80);
  return `0x${byteText(states & 0xff)}${byteText(high)}`;
}

function byteText(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** Each threshold, `na` where there is none. */
export function thresholdCells(reading: SensorReading): readonly string[] {
  const { thresholds = {}, record } = reading;
  return columns.map((name) => {
    const threshold = record.kind === "fullSensor" ? thresholds[name] : undefined;
    return threshold === undefined ? "na" : thresholdText(reading, threshold);
  });
}

/** A threshold in the sensor's unit, as ipmitool reckons it where one conversion is good for all readings. */
function thresholdText({ record }: SensorReading, { raw, value }: SensorValue): string {
  if (value === undefined) return `0x${raw.toString(16)}`;
  const conversion = needsReadingFactors(record) ? undefined : recordConversion(record);
  return fixed(conversion === undefined ? value : printedValue(conversion, raw), 3);
}

/** The lines of `sensor get` and of `sensor list` with `-v`. */
import { isThresholdSensor, type SensorEvents, type SensorReading, sensorTypeName } from "@ruipmi/commands";
import { shownName } from "../sdr/record-name.ts";
import { sensorEventsText } from "../sdr/sensor-events-text.ts";
import { hasReading } from "../sdr/sensor-number.ts";
import { statesBlock, thresholdStatus } from "../sdr/sensor-status-text.ts";
import { hysteresis, thresholdReading } from "../sdr/sensor-verbose.ts";
import { thresholdCells } from "./list-text.ts";

/** The block of lines, an empty one at its end. */
export function sensorBlock(reading: SensorReading, events: SensorEvents | undefined): string {
  const { record } = reading;
  const { entityId, entityInstance } = record.entity;
  const head =
    `Sensor ID              : ${shownName(record)} (0x${record.sensorNumber.toString(16)})\n` +
    ` Entity ID             : ${entityId}.${entityInstance}\n`;
  return head + (isThresholdSensor(record) ? thresholdBody(reading, events) : discreteBody(reading));
}

const notPresent = " Unable to read sensor: Device Not Present\n\n";

function discreteBody(reading: SensorReading): string {
  const { record } = reading;
  const type = ` Sensor Type (Discrete): ${sensorTypeName(record.sensorType)}\n`;
  if (!hasReading(reading)) return type + notPresent;
  return `${type}${statesBlock("States Asserted", record, reading.states ?? 0)}\n`;
}

function thresholdBody(reading: SensorReading, events: SensorEvents | undefined): string {
  const { record } = reading;
  const head = ` Sensor Type (Threshold)  : ${sensorTypeName(record.sensorType)}\n Sensor Reading        : `;
  const body = hasReading(reading) ? readingLines(reading) : notPresent;
  return `${head}${body}${sensorEventsText(record, events)}\n`;
}

function readingLines(reading: SensorReading): string {
  return `${shownReading(reading)}\n Status                : ${thresholdStatus(reading, "long", "ns")}\n${thresholdLines(reading)}`;
}

/** Where it is no number, ipmitool writes hexadecimal smaller here than in `sdr get`. */
function shownReading(reading: SensorReading): string {
  if (reading.conversion !== undefined) return thresholdReading(reading);
  const { record } = reading;
  const raw = `0x${reading.raw!.toString(16)}`;
  return record.kind === "fullSensor" ? `${raw} (+/- 0x${record.factors.tolerance.toString(16)}) ` : `${raw} `;
}

function thresholdLines(reading: SensorReading): string {
  if (reading.thresholds === undefined) return " Sensor Threshold Settings not available\n";
  if (reading.record.kind !== "fullSensor") return hysteresis(reading.record);
  const lines = thresholdCells(reading).map((cell, index) => ` ${lineNames[index]!.padEnd(22)}: ${cell}\n`);
  return lines.join("") + hysteresis(reading.record);
}

const lineNames = [
  "Lower Non-Recoverable",
  "Lower Critical",
  "Lower Non-Critical",
  "Upper Non-Critical",
  "Upper Critical",
  "Upper Non-Recoverable",
] as const;

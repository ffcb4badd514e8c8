/** The lines of `sdr list` and `sdr elist` for a sensor. */
import { isThresholdSensor, type SensorReading, sensorTypeName } from "@ruipmi/commands";
import { hex2, shownEntity, shownName } from "./record-name.ts";
import { analogText, hasReading, recordNumber, shortNumber } from "./sensor-number.ts";
import { sensorStatus, statesInLine, thresholdStatus } from "./sensor-status-text.ts";

/** The line of `sdr list`: name, reading, status. */
export function sensorLine(reading: SensorReading): string {
  const name = shownName(reading.record).padEnd(16);
  return `${name} | ${listedReading(reading).padEnd(17)} | ${sensorStatus(reading, "short")}\n`;
}

/** The line of `sdr elist`: name, number, status, entity, reading or states. */
export function sensorLongLine(reading: SensorReading): string {
  const { record } = reading;
  const { entityId, entityInstance } = record.entity;
  const status = sensorStatus(reading, "extended").padEnd(3);
  const entity = `${String(entityId).padStart(2)}.${entityInstance}`;
  return `${shownName(record).padEnd(16)} | ${hex2(record.sensorNumber)}h | ${status} | ${entity} | ${longReading(reading)}\n`;
}

/** The line with `-c`; with `-v` also entity, type, limits and thresholds. */
export function sensorCsv(reading: SensorReading, verbose: boolean): string {
  const name = shownName(reading.record);
  if (!isThresholdSensor(reading.record)) return `${name},${discreteCsv(reading)}\n`;
  return `${name},${thresholdCsv(reading)}${verbose ? verboseCsv(reading) : ""}\n`;
}

function listedReading(reading: SensorReading): string {
  if (!hasReading(reading)) {
    if (reading.record.kind !== "fullSensor") return "Not Readable";
    return reading.state === "scanningDisabled" ? "disabled" : "no reading";
  }
  const analog = analogText(reading);
  // ipmitool shows the first states where there is no number.
  if (analog === undefined) return `0x${((reading.states ?? 0) & 0xff).toString(16).padStart(2, "0")}`;
  return `${shortNumber(analog.value, 2)} ${analog.unit}`;
}

function longReading(reading: SensorReading): string {
  if (!hasReading(reading)) return reading.state === "scanningDisabled" ? "Disabled" : "No Reading";
  const analog = analogText(reading);
  return analog === undefined ? statesInLine(reading) : `${shortNumber(analog.value, 2)} ${analog.unit}`;
}

function thresholdCsv(reading: SensorReading): string {
  if (!hasReading(reading)) return ",,ns";
  const analog = analogText(reading);
  if (analog === undefined) return discreteCsv(reading);
  return `${shortNumber(analog.value, 3)},${analog.unit},${thresholdStatus(reading, "short", "ns")}`;
}

function discreteCsv(reading: SensorReading): string {
  const { sensorNumber, entity } = reading.record;
  const where = `${entity.entityId}.${entity.entityInstance}`;
  if (!hasReading(reading)) return `${hex2(sensorNumber)}h,ns,${where},No Reading`;
  return `${hex2(sensorNumber)}h,ok,${where},${statesInLine(reading)}`;
}

function verboseCsv({ record }: SensorReading): string {
  const { entityId, entityInstance } = record.entity;
  const what = `,${entityId}.${entityInstance},${shownEntity(entityId)},${sensorTypeName(record.sensorType)},`;
  if (record.kind !== "fullSensor") return `${what},,,,,,,,,,`;
  const shown = (raw: number | undefined): string => (raw === undefined ? "," : `${recordNumber(record, raw)},`);
  const readable = (bit: number, raw: number): string => shown((record.readingMask >>> bit) & 1 ? raw : undefined);
  return [
    what,
    shown(record.nominalReading),
    shown(record.normalMinimum),
    shown(record.normalMaximum),
    readable(5, record.upperNonRecoverable),
    readable(4, record.upperCritical),
    readable(3, record.upperNonCritical),
    readable(2, record.lowerNonRecoverable),
    readable(1, record.lowerCritical),
    readable(0, record.lowerNonCritical),
    `${recordNumber(record, record.sensorMinimum)},${recordNumber(record, record.sensorMaximum)}`,
  ].join("");
}

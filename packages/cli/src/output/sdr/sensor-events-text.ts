/** What a sensor has seen and what it sends, as ipmitool's verbose output says it. */
import { type EventMasks, isThresholdSensor, type SensorEvents, type SensorReading } from "@ruipmi/commands";
import { statesBlock } from "./sensor-status-text.ts";

/** The lines for both; nothing of what was refused. */
export function sensorEventsText(record: SensorReading["record"], events: SensorEvents | undefined): string {
  if (events === undefined) return "";
  return `${statusText(record, events.status)}${enableText(record, events.enable)}`;
}

function statusText(record: SensorReading["record"], status: SensorEvents["status"]): string {
  if (status === undefined) return "";
  if (status.unavailable) return " Event Status          : Unavailable\n";
  const disabled = status.eventMessagesEnabled ? "" : " Event Status          : Event Messages Disabled\n";
  return disabled + masksText(record, status.events, "Assertion Events", "Deassertion Events");
}

function enableText(record: SensorReading["record"], enable: SensorEvents["enable"]): string {
  if (enable === undefined) return "";
  const disabled = enable.eventMessagesEnabled ? "" : " Event Enable          : Event Messages Disabled\n";
  return disabled + masksText(record, enable.events, "Assertions Enabled", "Deassertions Enabled");
}

function masksText(
  record: SensorReading["record"],
  masks: EventMasks | undefined,
  assertions: string,
  deassertions: string,
): string {
  const { assertion, deassertion } = masks ?? { assertion: 0, deassertion: 0 };
  if (!isThresholdSensor(record)) {
    return statesBlock(assertions, record, assertion) + statesBlock(deassertions, record, deassertion);
  }
  const events = crossings(deassertion);
  return line(assertions, crossings(assertion)) + (events === "" ? "" : line(deassertions, events));
}

function line(name: string, value: string): string {
  return ` ${name.padEnd(22)}: ${value}\n`;
}

/** Each as its threshold with the direction, a blank after each. */
function crossings(mask: number): string {
  return crossingNames
    .filter((_, offset) => (mask & (1 << offset)) !== 0)
    .map((name) => `${name} `)
    .join("");
}

/** By offset (IPMI v2.0 table 42-2). */
const crossingNames = ["lnc", "lcr", "lnr", "unc", "ucr", "unr"].flatMap((name) => [`${name}-`, `${name}+`]);

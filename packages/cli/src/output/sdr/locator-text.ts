/** Records of things that cannot be read: events, FRUs, controllers, devices. */
import {
  deviceTypeName,
  type EventOnlyRecord,
  type FruDeviceLocatorRecord,
  type GenericDeviceLocatorRecord,
  type McDeviceLocatorRecord,
  sensorTypeName,
} from "@ruipmi/commands";
import { hex2, shownEntity, shownName } from "./record-name.ts";

/** A record that one line says all of. */
export type LocatorRecord =
  | EventOnlyRecord
  | FruDeviceLocatorRecord
  | McDeviceLocatorRecord
  | GenericDeviceLocatorRecord;

/** The line of `sdr list`. */
export function locatorLine(record: LocatorRecord): string {
  return `${shownName(record).padEnd(16)} | ${listed(record)}\n`;
}

/** The line of `sdr elist`. */
export function locatorLongLine(record: LocatorRecord): string {
  const { entityId, entityInstance } = record.entity;
  const number = record.kind === "eventOnly" ? hex2(record.sensorNumber) : "00";
  const status = record.kind === "mcDeviceLocator" ? "ok " : "ns ";
  const entity = `${String(entityId).padStart(2)}.${entityInstance}`;
  return `${shownName(record).padEnd(16)} | ${number}h | ${status} | ${entity} | ${described(record)}\n`;
}

/** The line with `-c`. */
export function locatorCsv(record: LocatorRecord): string {
  const { entityId, entityInstance } = record.entity;
  const entity = `${entityId}.${entityInstance}`;
  if (record.kind === "eventOnly")
    return `${shownName(record)},${hex2(record.sensorNumber)}h,ns,${entity},Event-Only\n`;
  return `${shownName(record)},00h,${record.kind === "mcDeviceLocator" ? "ok" : "ns"},${entity}\n`;
}

/** All of a record, a line for each field. */
export function locatorVerbose(record: LocatorRecord): string {
  switch (record.kind) {
    case "eventOnly":
      return eventOnlyVerbose(record);
    case "fruDeviceLocator":
      return fruVerbose(record);
    case "mcDeviceLocator":
      return mcVerbose(record);
    case "genericDeviceLocator":
      return genericVerbose(record);
  }
}

function listed(record: LocatorRecord): string {
  switch (record.kind) {
    case "eventOnly":
      return "Event-Only        | ns";
    case "fruDeviceLocator": {
      const { entityId, entityInstance } = record.entity;
      const entity = `${entityId.toString(16).padStart(2, "0")}.${entityInstance.toString(16)}`;
      return `${record.isLogicalDevice ? "Log" : "Phy"} FRU @${hex2(record.fruDeviceId)}h ${entity} | ok`;
    }
    case "mcDeviceLocator":
      return `${described(record)} ${record.isStatic ? " " : ""} | ok`;
    case "genericDeviceLocator": {
      const { deviceAccessAddress, deviceSlaveAddress, oem } = record;
      return `Generic @${hex2(deviceAccessAddress)}:${hex2(deviceSlaveAddress)}.${String(oem).padEnd(2)} | ok`;
    }
  }
}

function described(record: LocatorRecord): string {
  switch (record.kind) {
    case "eventOnly":
      return "Event-Only";
    case "fruDeviceLocator":
      return `${record.isLogicalDevice ? "Logical" : "Physical"} FRU @${hex2(record.fruDeviceId)}h`;
    case "mcDeviceLocator":
      return `${record.isStatic ? "Static" : "Dynamic"} MC @ ${hex2(record.deviceSlaveAddress)}h`;
    case "genericDeviceLocator": {
      const { deviceAccessAddress, deviceSlaveAddress, oem } = record;
      return `Generic Device @${hex2(deviceAccessAddress)}h:${hex2(deviceSlaveAddress)}h.${oem}`;
    }
  }
}

function entityLine({ entity }: LocatorRecord): string {
  return field("Entity ID", `${entity.entityId}.${entity.entityInstance} (${shownEntity(entity.entityId)})`);
}

function eventOnlyVerbose(record: EventOnlyRecord): string {
  const { sensorNumber, sensorType } = record;
  const type = `${sensorTypeName(sensorType)} (0x${sensorType.toString(16).padStart(2, "0")})`;
  return [
    field("Sensor ID", `${shownName(record)} (0x${sensorNumber.toString(16)})`),
    entityLine(record),
    field("Sensor Type", type),
    "\n",
  ].join("");
}

function fruVerbose(record: FruDeviceLocatorRecord): string {
  const device = `${hex2(record.fruDeviceId)}h`;
  return [
    field("Device ID", shownName(record)),
    entityLine(record),
    field("Device Access Address", `${hex2(record.deviceAccessAddress)}h`),
    record.isLogicalDevice ? `Logical FRU Device     : ${device}\n` : `Slave Address          : ${device}\n`,
    field("Channel Number", `${hex1(record.channelNumber)}h`),
    field("LUN.Bus", `${hex1(record.lun)}h.${hex1(record.privateBusId)}h`),
    deviceTypeLine(record),
    field("OEM", `${hex2(record.oem)}h`),
    "\n",
  ].join("");
}

function genericVerbose(record: GenericDeviceLocatorRecord): string {
  return [
    field("Device ID", shownName(record)),
    entityLine(record),
    field("Device Access Address", `${hex2(record.deviceAccessAddress)}h`),
    field("Device Slave Address", `${hex2(record.deviceSlaveAddress)}h`),
    field("Address Span", `${hex2(record.addressSpan)}h`),
    field("Channel Number", `${hex1(record.channelNumber)}h`),
    field("LUN.Bus", `${hex1(record.lun)}h.${hex1(record.privateBusId)}h`),
    deviceTypeLine(record),
    field("OEM", `${hex2(record.oem)}h`),
    "\n",
  ].join("");
}

function deviceTypeLine(record: FruDeviceLocatorRecord | GenericDeviceLocatorRecord): string {
  const { deviceType, deviceTypeModifier } = record;
  const name = deviceTypeName(deviceType, deviceTypeModifier);
  const number = (deviceType << 8) | deviceTypeModifier;
  const shown = name ?? `Unknown (0x${hex2(number)})`;
  return field("Device Type.Modifier", `${hex1(deviceType)}h.${hex1(deviceTypeModifier)}h (${shown})`);
}

function mcVerbose(record: McDeviceLocatorRecord): string {
  const { deviceCapabilities } = record;
  return [
    field("Device ID", shownName(record)),
    entityLine(record),
    field("Device Slave Address", `${hex2(record.deviceSlaveAddress)}h`),
    field("Channel Number", `${hex1(record.channelNumber)}h`),
    field("ACPI System P/S Notif", `${record.wantsSystemPowerState ? "" : "Not "}Required`),
    field("ACPI Device P/S Notif", `${record.wantsDevicePowerState ? "" : "Not "}Required`),
    field("Controller Presence", record.isStatic ? "Static" : "Dynamic"),
    field("Logs Init Agent Errors", record.logsInitializationErrors ? "Yes" : "No"),
    field("Event Message Gen", eventMessageWords[record.eventMessageInitialization] ?? "Reserved"),
    "Device Capabilities\n",
    ...capabilityWords.map(([name, words]) => ` ${words.padEnd(22)}: ${deviceCapabilities[name] ? "Yes" : "No"}\n`),
    "\n",
  ].join("");
}

const eventMessageWords = ["Enable", "Disable", "Do Not Init Controller"] as const;

const capabilityWords = [
  ["chassis", "Chassis Device"],
  ["bridge", "Bridge"],
  ["ipmbEventGenerator", "IPMB Event Generator"],
  ["ipmbEventReceiver", "IPMB Event Receiver"],
  ["fruInventory", "FRU Inventory Device"],
  ["sel", "SEL Device"],
  ["sdrRepository", "SDR Repository"],
  ["sensor", "Sensor Device"],
] as const satisfies readonly (readonly [keyof McDeviceLocatorRecord["deviceCapabilities"], string])[];

function field(name: string, value: string): string {
  return `${name.padEnd(23)}: ${value}\n`;
}

function hex1(value: number): string {
  return value.toString(16).toUpperCase();
}

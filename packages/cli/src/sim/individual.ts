import { createHash } from "node:crypto";
import { isIPv4 } from "node:net";
import type { BmcDevice } from "@ruipmi/bmc";

/** What tells one machine of a fleet from the others. */
export interface Individuality {
  /** Where it listens. */
  readonly address: string;
  /** What `--seed` says. */
  readonly seed: number;
}

/**
 * Makes a machine another one than its neighbours of the same kind, always the same for the same seed and address: GUIDs,
 * serial numbers, MAC address, name are its own.
 *
 * @returns the seed of what moves by itself in this machine
 */
export function individualize(device: BmcDevice, { address, seed }: Individuality): number {
  const chance = createHash("sha512").update(`${seed}|${address}`).digest();
  device.guid = versionFour(chance.subarray(0, 16));
  device.identity.deviceGuid = versionFour(chance.subarray(16, 32));
  const { systemInfo } = device.identity;
  systemInfo.systemName = nameAt(address, systemInfo.systemName);
  const { parameters } = device.lan;
  if (parameters.macAddress !== undefined) {
    // Locally administered, and no group's.
    parameters.macAddress = ["02", ...Array.from(chance.subarray(32, 37), hexPair)].join(":");
  }
  device.fru.devices = device.fru.devices.map((fru) => ({
    ...fru,
    inventory: withSerialNumbers(fru.inventory, (serial) => anotherSerial(serial, chance.subarray(37, 42))),
  }));
  return chance.readUInt32LE(60);
}

/**
 * Tells a machine where it is reached, so that its LAN configuration says so too. A parameter that it does not have stays
 * away, and an address that stands for all addresses tells nothing.
 */
export function locate({ lan: { parameters } }: BmcDevice, address: string, port: number): void {
  if (parameters.ipAddress !== undefined && isIPv4(address) && address !== "0.0.0.0") parameters.ipAddress = address;
  if (parameters.primaryRmcpPort !== undefined) parameters.primaryRmcpPort = port;
}

/** `server-127-0-10-5`: the name without its number, and where the machine is. At most 255 characters, as every such text. */
function nameAt(address: string, name: string): string {
  const end = `-${address.replace(/[^0-9a-z]/gi, "-")}`;
  return name.replace(/-?\d*$/, "").slice(0, 255 - end.length) + end;
}

type Inventory = BmcDevice["fru"]["devices"][number]["inventory"];
type SerialNumber = NonNullable<NonNullable<Inventory["product"]>["serialNumber"]>;

function withSerialNumbers(inventory: Inventory, change: (serial: SerialNumber) => SerialNumber): Inventory {
  const changed = <Area extends { readonly serialNumber?: SerialNumber }>(area: Area): Area =>
    area.serialNumber === undefined ? area : { ...area, serialNumber: change(area.serialNumber) };
  const { chassis, board, product } = inventory;
  return {
    ...inventory,
    ...(chassis && { chassis: changed(chassis) }),
    ...(board && { board: changed(board) }),
    ...(product && { product: changed(product) }),
  };
}

/** The same serial number with other digits at its end; one that is no plain text stays. */
function anotherSerial(serial: SerialNumber, chance: Uint8Array): SerialNumber {
  if (typeof serial !== "string") return serial;
  const start = Math.max(0, serial.length - chance.length);
  const end = serial.slice(start).replace(/[0-9]/g, (digit, at: number) => String((Number(digit) + chance[at]!) % 10));
  return serial.slice(0, start) + end;
}

/** A GUID drawn by chance (RFC 9562 §5.4), on the wire the last byte first (IPMI v2.0 §20.8). */
function versionFour(chance: Uint8Array): Uint8Array {
  const guid = Uint8Array.from(chance);
  guid[9] = (guid[9]! & 0x0f) | 0x40;
  guid[7] = (guid[7]! & 0x3f) | 0x80;
  return guid;
}

function hexPair(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

import { manufacturerName, productName } from "@ruipmi/commands";
import type { AdditionalDeviceSupport, GetDeviceIdResponse } from "@ruipmi/core/wire";
import { hexByte } from "../hex.ts";
import { boolean, byte, hexBytes, integer, type JsonSchema, object, optional, string } from "../json-schema.ts";

/** What `--json` prints of Get Device ID. */
export const deviceIdSchema: JsonSchema = object({
  deviceId: byte("the manufacturer's choice; 0 is unspecified"),
  deviceRevision: integer(undefined, 0, 15),
  providesDeviceSdrs: boolean("whether it has SDRs of its own"),
  deviceAvailable: boolean("whether it is in normal operation"),
  firmwareMajorRevision: integer(undefined, 0, 127),
  firmwareMinorRevision: byte(),
  firmwareRevision: string("both as text, for example 9.08"),
  ipmiMajorVersion: integer("2 for IPMI v2.0", 0, 15),
  ipmiMinorVersion: integer(undefined, 0, 15),
  additionalDeviceSupport: object({
    sensor: boolean(),
    sdrRepository: boolean(),
    sel: boolean(),
    fruInventory: boolean(),
    ipmbEventReceiver: boolean(),
    ipmbEventGenerator: boolean(),
    bridge: boolean(),
    chassis: boolean(),
  }),
  manufacturerId: integer("IANA enterprise number; 0 is unspecified", 0, 0xfffff),
  manufacturerName: optional(string("as IANA's registry spells it, where this program knows it")),
  productId: integer("the manufacturer's choice", 0, 0xffff),
  productName: optional(string("where this program knows it")),
  auxiliaryFirmwareRevision: optional(hexBytes("up to 4 bytes, the manufacturer's choice")),
});

/** Get Device ID as `--json` prints it. */
export function deviceIdDocument(device: GetDeviceIdResponse): object {
  const { manufacturerId, productId } = device;
  const names = {
    manufacturerName: manufacturerName(manufacturerId),
    productName: productName(manufacturerId, productId),
  };
  return { ...device, ...names };
}

/** Get Device ID in the layout of ipmitool's `mc info`. */
export function deviceIdText(device: GetDeviceIdResponse): string {
  const { manufacturerId, productId } = device;
  const product = productId.toString(16).padStart(4, "0");
  const lines = [
    `Device ID                 : ${device.deviceId}`,
    `Device Revision           : ${device.deviceRevision}`,
    `Firmware Revision         : ${device.firmwareRevision}`,
    `IPMI Version              : ${device.ipmiMajorVersion}.${device.ipmiMinorVersion}`,
    `Manufacturer ID           : ${manufacturerId}`,
    `Manufacturer Name         : ${manufacturerName(manufacturerId) ?? unknown(manufacturerId)}`,
    `Product ID                : ${productId} (0x${product})`,
    `Product Name              : ${productName(manufacturerId, productId) ?? unknown(productId)}`,
    `Device Available          : ${yesNo(device.deviceAvailable)}`,
    `Provides Device SDRs      : ${yesNo(device.providesDeviceSdrs)}`,
    "Additional Device Support :",
    ...supportNames.filter(([key]) => device.additionalDeviceSupport[key]).map(([, name]) => `    ${name}`),
    ...auxiliaryLines(device.auxiliaryFirmwareRevision),
  ];
  return `${lines.join("\n")}\n`;
}

/** In the order of the bits, lowest first. */
const supportNames: readonly (readonly [keyof AdditionalDeviceSupport, string])[] = [
  ["sensor", "Sensor Device"],
  ["sdrRepository", "SDR Repository Device"],
  ["sel", "SEL Device"],
  ["fruInventory", "FRU Inventory Device"],
  ["ipmbEventReceiver", "IPMB Event Receiver"],
  ["ipmbEventGenerator", "IPMB Event Generator"],
  ["bridge", "Bridge"],
  ["chassis", "Chassis Device"],
];

function unknown(value: number): string {
  return `Unknown (0x${value.toString(16).toUpperCase().padStart(2, "0")})`;
}

function auxiliaryLines(revision: Uint8Array | undefined): readonly string[] {
  if (revision === undefined) return [];
  // ipmitool ends the heading with a blank.
  return ["Aux Firmware Rev Info     : ", ...Array.from(revision, (byte) => `    0x${hexByte(byte)}`)];
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

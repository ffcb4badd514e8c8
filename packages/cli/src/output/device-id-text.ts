import type { AdditionalDeviceSupport, GetDeviceIdResponse } from "@ruipmi/core/wire";
import { hexByte } from "./hex.ts";

/** Get Device ID in the layout of ipmitool's `mc info`. */
export function deviceIdText(device: GetDeviceIdResponse): string {
  const product = device.productId.toString(16).padStart(4, "0");
  const lines = [
    `Device ID                 : ${device.deviceId}`,
    `Device Revision           : ${device.deviceRevision}`,
    `Firmware Revision         : ${device.firmwareRevision}`,
    `IPMI Version              : ${device.ipmiMajorVersion}.${device.ipmiMinorVersion}`,
    `Manufacturer ID           : ${device.manufacturerId}`,
    `Product ID                : ${device.productId} (0x${product})`,
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

function auxiliaryLines(revision: Uint8Array | undefined): readonly string[] {
  if (revision === undefined) return [];
  // ipmitool ends the heading with a blank.
  return ["Aux Firmware Rev Info     : ", ...Array.from(revision, (byte) => `    0x${hexByte(byte)}`)];
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

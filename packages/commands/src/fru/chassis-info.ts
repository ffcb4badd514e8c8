/**
 * Chassis info area (FRU Information Storage Definition §10):
 *
 * | byte | area behind version and length           |
 * |------|------------------------------------------|
 * | 0    | chassis type, as in SMBIOS               |
 * | 1:   | part number, serial number, custom fields |
 */
import type { FruField } from "./fru-field.ts";
import { decodeFields, encodeInfoArea, type InfoAreaKind, type InfoAreaPlace } from "./info-area.ts";

/** The chassis that the FRU is. */
export interface ChassisInfo {
  /** As in SMBIOS (DSP0134 §7.4.1): 17h is a rack mount chassis, 02h unknown. */
  readonly chassisType: number;
  /** Part number; absent where nothing is said. */
  readonly partNumber?: FruField;
  /** Serial number; absent where nothing is said. */
  readonly serialNumber?: FruField;
  /** The manufacturer's own fields; absent where there are none. */
  readonly customFields?: readonly FruField[];
}

/** Writes the area, checksum included. */
export function encodeChassisInfo(value: ChassisInfo): Uint8Array {
  const beginning = Uint8Array.of(value.chassisType);
  return encodeInfoArea(beginning, [value.partNumber, value.serialNumber], value.customFields);
}

/** How the area is laid out. */
export const chassisInfoArea: InfoAreaKind = { name: "chassis info area", headLength: 1, fieldCount: 2 };

/** Reads the area, which has been found. */
export function decodeChassisInfo(image: Uint8Array, area: InfoAreaPlace): ChassisInfo {
  // The chassis info area has no language of its own: English (FRU Information Storage Definition §10).
  return { chassisType: image[area.offset + 2]!, ...decodeFields(image, area, fieldNames, 0) };
}

const fieldNames = ["partNumber", "serialNumber"] as const;

/**
 * Chassis info area (FRU Information Storage Definition §10):
 *
 * | byte | area behind version and length           |
 * |------|------------------------------------------|
 * | 0    | chassis type, as in SMBIOS               |
 * | 1:   | part number, serial number, custom fields |
 */
import { decodeFruField, type FruField, optionalFruField } from "./fru-field.ts";
import { decodeCustomFields, encodeInfoArea, openInfoArea } from "./info-area.ts";

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

/** Reads the area; throws `MalformedMessageError`. */
export function decodeChassisInfo(bytes: Uint8Array): ChassisInfo {
  const reader = openInfoArea(bytes, "Chassis info area");
  return {
    chassisType: reader.u8("chassisType"),
    ...optionalFruField("partNumber", decodeFruField(reader, "partNumber")),
    ...optionalFruField("serialNumber", decodeFruField(reader, "serialNumber")),
    ...decodeCustomFields(reader),
  };
}

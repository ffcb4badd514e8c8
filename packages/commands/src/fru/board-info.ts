/**
 * Board info area (FRU Information Storage Definition §11):
 *
 * | byte | area behind version and length                                                       |
 * |------|--------------------------------------------------------------------------------------|
 * | 0    | language code                                                                        |
 * | 1:3  | date and time of manufacture: minutes since 1996-01-01 00:00 UTC; 0: unspecified     |
 * | 4:   | manufacturer, product name, serial number, part number, FRU file ID, custom fields   |
 */
import { ByteWriter } from "@ruipmi/core/wire";
import { decodeFruField, type FruField, optionalFruField } from "./fru-field.ts";
import { decodeCustomFields, encodeInfoArea, openInfoArea } from "./info-area.ts";

/** The board that the FRU is. */
export interface BoardInfo {
  /** 0 or 25 is English (FRU Information Storage Definition §15). */
  readonly languageCode: number;
  /** When it was made, in seconds since 1970, to the minute, from 1996 to 2027; absent where nothing is said. */
  readonly manufacturingTime?: number;
  /** Manufacturer; absent where nothing is said. */
  readonly manufacturer?: FruField;
  /** Product name; absent where nothing is said. */
  readonly productName?: FruField;
  /** Serial number; absent where nothing is said. */
  readonly serialNumber?: FruField;
  /** Part number; absent where nothing is said. */
  readonly partNumber?: FruField;
  /** Which version of which file the area was made from; absent where nothing is said. */
  readonly fruFileId?: FruField;
  /** The manufacturer's own fields; absent where there are none. */
  readonly customFields?: readonly FruField[];
}

/** Writes the area, checksum included. */
export function encodeBoardInfo(value: BoardInfo): Uint8Array {
  const beginning = new ByteWriter().u8(value.languageCode).u24(minutesSince1996(value.manufacturingTime)).toBytes();
  const { manufacturer, productName, serialNumber, partNumber, fruFileId } = value;
  return encodeInfoArea(
    beginning,
    [manufacturer, productName, serialNumber, partNumber, fruFileId],
    value.customFields,
  );
}

/** Reads the area; throws `MalformedMessageError`. */
export function decodeBoardInfo(bytes: Uint8Array): BoardInfo {
  const reader = openInfoArea(bytes, "Board info area");
  const languageCode = reader.u8("languageCode");
  const minutes = reader.u24("manufacturingTime");
  return {
    languageCode,
    ...(minutes === 0 ? {} : { manufacturingTime: startOf1996 + minutes * 60 }),
    ...optionalFruField("manufacturer", decodeFruField(reader, "manufacturer")),
    ...optionalFruField("productName", decodeFruField(reader, "productName")),
    ...optionalFruField("serialNumber", decodeFruField(reader, "serialNumber")),
    ...optionalFruField("partNumber", decodeFruField(reader, "partNumber")),
    ...optionalFruField("fruFileId", decodeFruField(reader, "fruFileId")),
    ...decodeCustomFields(reader),
  };
}

/** Seconds since 1970. */
const startOf1996 = 820_454_400;

function minutesSince1996(seconds: number | undefined): number {
  if (seconds === undefined) return 0;
  return Math.min(Math.max(Math.floor((seconds - startOf1996) / 60), 0), 0xffffff);
}

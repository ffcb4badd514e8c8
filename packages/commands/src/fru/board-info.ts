/**
 * Board info area (FRU Information Storage Definition §11):
 *
 * | byte | area behind version and length                                                       |
 * |------|--------------------------------------------------------------------------------------|
 * | 0    | language code                                                                        |
 * | 1:3  | date and time of manufacture: minutes since 1996-01-01 00:00 UTC; 0: unspecified     |
 * | 4:   | manufacturer, product name, serial number, part number, FRU file ID, custom fields   |
 */
import { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import type { FruField } from "./fru-field.ts";
import { decodeFields, encodeInfoArea, type InfoAreaKind, type InfoAreaPlace } from "./info-area.ts";

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
    value.languageCode,
  );
}

/** How the area is laid out. */
export const boardInfoArea: InfoAreaKind = { name: "board info area", headLength: 4, fieldCount: 5 };

/** Reads the area, which has been found. */
export function decodeBoardInfo(image: Uint8Array, area: InfoAreaPlace): BoardInfo {
  const head = new ByteReader(image.subarray(area.offset + 2), "board info area");
  const languageCode = head.u8("languageCode");
  const minutes = head.u24("manufacturingTime");
  return {
    languageCode,
    ...(minutes === 0 ? {} : { manufacturingTime: startOf1996 + minutes * 60 }),
    ...decodeFields(image, area, fieldNames, languageCode),
  };
}

const fieldNames = ["manufacturer", "productName", "serialNumber", "partNumber", "fruFileId"] as const;

/** Seconds since 1970. */
const startOf1996 = 820_454_400;

function minutesSince1996(seconds: number | undefined): number {
  if (seconds === undefined) return 0;
  return Math.min(Math.max(Math.floor((seconds - startOf1996) / 60), 0), 0xffffff);
}

/**
 * Product info area (FRU Information Storage Definition §12):
 *
 * | byte | area behind version and length                                                                        |
 * |------|-------------------------------------------------------------------------------------------------------|
 * | 0    | language code                                                                                         |
 * | 1:   | manufacturer, name, part or model number, version, serial number, asset tag, FRU file ID, custom fields |
 */
import type { FruField } from "./fru-field.ts";
import { decodeFields, encodeInfoArea, type InfoAreaKind, type InfoAreaPlace } from "./info-area.ts";

/** The product that the FRU is sold as. */
export interface ProductInfo {
  /** 0 or 25 is English (FRU Information Storage Definition §15). */
  readonly languageCode: number;
  /** Manufacturer; absent where nothing is said. */
  readonly manufacturer?: FruField;
  /** Name; absent where nothing is said. */
  readonly productName?: FruField;
  /** Part or model number; absent where nothing is said. */
  readonly partNumber?: FruField;
  /** Version; absent where nothing is said. */
  readonly version?: FruField;
  /** Serial number; absent where nothing is said. */
  readonly serialNumber?: FruField;
  /** Asset tag; absent where nothing is said. */
  readonly assetTag?: FruField;
  /** Which version of which file the area was made from; absent where nothing is said. */
  readonly fruFileId?: FruField;
  /** The manufacturer's own fields; absent where there are none. */
  readonly customFields?: readonly FruField[];
}

/** Writes the area, checksum included. */
export function encodeProductInfo(value: ProductInfo): Uint8Array {
  const { manufacturer, productName, partNumber, version, serialNumber, assetTag, fruFileId } = value;
  return encodeInfoArea(
    Uint8Array.of(value.languageCode),
    [manufacturer, productName, partNumber, version, serialNumber, assetTag, fruFileId],
    value.customFields,
    value.languageCode,
  );
}

/** How the area is laid out. */
export const productInfoArea: InfoAreaKind = { name: "product info area", headLength: 1, fieldCount: 7 };

/** Reads the area, which has been found. */
export function decodeProductInfo(image: Uint8Array, area: InfoAreaPlace): ProductInfo {
  const languageCode = image[area.offset + 2]!;
  return { languageCode, ...decodeFields(image, area, fieldNames, languageCode) };
}

const fieldNames = [
  "manufacturer",
  "productName",
  "partNumber",
  "version",
  "serialNumber",
  "assetTag",
  "fruFileId",
] as const;

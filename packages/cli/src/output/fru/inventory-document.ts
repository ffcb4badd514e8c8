import { type BoardInfo, type ChassisInfo, chassisTypeName, type FruInventory } from "@ruipmi/commands";
import {
  array,
  byte,
  dateTime,
  hexBytes,
  type JsonSchema,
  literal,
  object,
  oneOf,
  optional,
  string,
  words,
} from "../json-schema.ts";
import { multiRecordDocument, multiRecordSchema } from "./multi-record-document.ts";

/** What a FRU says, as `--json` prints it. */
export function inventoryDocument({ internalUse, chassis, board, product, multiRecords }: FruInventory): object {
  return {
    internalUse,
    chassis: chassis && chassisDocument(chassis),
    board: board && boardDocument(board),
    product,
    multiRecords: multiRecords?.map(multiRecordDocument),
  };
}

function chassisDocument(chassis: ChassisInfo): object {
  return { ...chassis, chassisTypeName: chassisTypeName(chassis.chassisType) };
}

function boardDocument({ manufacturingTime, ...board }: BoardInfo): object {
  if (manufacturingTime === undefined) return board;
  return { ...board, manufacturingTime: new Date(manufacturingTime * 1000).toISOString() };
}

/** A field: plain text, or where it is stored in another way how. */
export const fruFieldSchema: JsonSchema = oneOf([
  string("text in the letters of the area's language"),
  object({ encoding: words(["bcdPlus", "sixBitAscii", "latin1"]), text: string() }),
  object({ encoding: literal("binary"), bytes: hexBytes() }),
]);

const field = optional(fruFieldSchema);
const customFields = optional(array(fruFieldSchema, "the manufacturer's own fields"));
const languageCode = byte("0 or 25 is English");

/** The schema of {@link inventoryDocument}. */
export const inventorySchema: JsonSchema = object({
  internalUse: optional(hexBytes("the manufacturer's own bytes, without their format version")),
  chassis: optional(
    object({
      chassisType: byte("as in SMBIOS"),
      chassisTypeName: string(),
      partNumber: field,
      serialNumber: field,
      customFields,
    }),
  ),
  board: optional(
    object({
      languageCode,
      manufacturingTime: optional(dateTime("to the minute; absent where nothing is said")),
      manufacturer: field,
      productName: field,
      serialNumber: field,
      partNumber: field,
      fruFileId: field,
      customFields,
    }),
  ),
  product: optional(
    object({
      languageCode,
      manufacturer: field,
      productName: field,
      partNumber: field,
      version: field,
      serialNumber: field,
      assetTag: field,
      fruFileId: field,
      customFields,
    }),
  ),
  multiRecords: optional(array(multiRecordSchema)),
});

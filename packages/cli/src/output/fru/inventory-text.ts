import {
  type BoardInfo,
  type ChassisInfo,
  chassisTypeName,
  type FruField,
  type FruInventory,
  fruFieldText,
  type ProductInfo,
} from "@ruipmi/commands";
import { shownText } from "../shown-text.ts";
import { fruDateText } from "./fru-date.ts";
import { multiRecordText } from "./multi-record-text.ts";

/** How an inventory is shown. */
export interface InventoryTextOptions {
  /** With the file IDs and the MultiRecord area, which ipmitool shows with `-v` only. */
  readonly everything: boolean;
  /** Dates in UTC rather than this machine's time. */
  readonly utc: boolean;
}

/** What a FRU says in the layout of ipmitool's `fru print`. */
export function inventoryText(inventory: FruInventory, options: InventoryTextOptions): string {
  const { chassis, board, product, multiRecords = [] } = inventory;
  const lines = [
    ...(chassis === undefined ? [] : chassisLines(chassis)),
    ...(board === undefined ? [] : boardLines(board, options)),
    ...(product === undefined ? [] : productLines(product, options)),
  ];
  const records = options.everything ? multiRecords.map(multiRecordText) : [];
  return lines.map((line) => `${line}\n`).join("") + records.join("");
}

/** A field as it may be shown. */
export function shownField(field: FruField): string {
  return shownText(fruFieldText(field));
}

function chassisLines({ chassisType, partNumber, serialNumber, customFields }: ChassisInfo): readonly string[] {
  return [
    row("Chassis Type", chassisTypeName(chassisType)),
    ...fieldRow("Chassis Part Number", partNumber),
    ...fieldRow("Chassis Serial", serialNumber),
    ...extraRows("Chassis Extra", customFields),
  ];
}

function boardLines(board: BoardInfo, { everything, utc }: InventoryTextOptions): readonly string[] {
  return [
    row("Board Mfg Date", fruDateText(board.manufacturingTime, utc)),
    ...fieldRow("Board Mfg", board.manufacturer),
    ...fieldRow("Board Product", board.productName),
    ...fieldRow("Board Serial", board.serialNumber),
    ...fieldRow("Board Part Number", board.partNumber),
    ...(everything ? fieldRow("Board FRU ID", board.fruFileId) : []),
    ...extraRows("Board Extra", board.customFields),
  ];
}

function productLines(product: ProductInfo, { everything }: InventoryTextOptions): readonly string[] {
  return [
    ...fieldRow("Product Manufacturer", product.manufacturer),
    ...fieldRow("Product Name", product.productName),
    ...fieldRow("Product Part Number", product.partNumber),
    ...fieldRow("Product Version", product.version),
    ...fieldRow("Product Serial", product.serialNumber),
    ...fieldRow("Product Asset Tag", product.assetTag),
    ...(everything ? fieldRow("Product FRU ID", product.fruFileId) : []),
    ...extraRows("Product Extra", product.customFields),
  ];
}

function extraRows(name: string, fields: readonly FruField[] = []): readonly string[] {
  return fields.flatMap((field) => fieldRow(name, field));
}

/** What says nothing has no line. */
function fieldRow(name: string, field: FruField | undefined): readonly string[] {
  const text = field === undefined ? "" : shownField(field);
  return text === "" ? [] : [row(name, text)];
}

function row(name: string, text: string): string {
  return ` ${name.padEnd(22)}: ${text}`;
}

import type { AnyCommand } from "@ruipmi/core/wire";
import { getFruInventoryAreaInfo } from "./get-fru-inventory-area-info.ts";
import { readFruData } from "./read-fru-data.ts";
import { writeFruData } from "./write-fru-data.ts";

export type { BoardInfo } from "./board-info.ts";
export type { ChassisInfo } from "./chassis-info.ts";
export type { FruField } from "./fru-field.ts";
export * from "./fru-inventory.ts";
export * from "./get-fru-inventory-area-info.ts";
export type { FruMultiRecord } from "./multi-records.ts";
export type { ProductInfo } from "./product-info.ts";
export * from "./read-fru-data.ts";
export * from "./write-fru-data.ts";

/** The FRU inventory commands, in the order of their numbers. */
export const fruCommands: readonly AnyCommand[] = [
  getFruInventoryAreaInfo,
  readFruData,
  writeFruData,
] as readonly AnyCommand[];

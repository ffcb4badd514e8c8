import type { AnyCommand } from "@ruipmi/core/wire";
import { getFruInventoryAreaInfo } from "./get-fru-inventory-area-info.ts";
import { readFruData } from "./read-fru-data.ts";
import { writeFruData } from "./write-fru-data.ts";

export type { BoardInfo } from "./board-info.ts";
export type { ChassisInfo } from "./chassis-info.ts";
export { chassisTypeName } from "./chassis-types.ts";
export {
  editFruField,
  type FruEditResult,
  type FruFieldEdit,
  type FruInfoAreaName,
  fruInfoAreaField,
} from "./edit-field.ts";
export { type FruField, fruFieldText } from "./fru-field.ts";
export * from "./fru-inventory.ts";
export { fruBytesNeeded } from "./fru-layout.ts";
export * from "./get-fru-inventory-area-info.ts";
export type { FruMultiRecord } from "./multi-records.ts";
export type { ProductInfo } from "./product-info.ts";
export * from "./read-fru-data.ts";
export type { Compatibility } from "./records/compatibility.ts";
export type { DcLoad, DcOutput, DcPower } from "./records/dc-power.ts";
export { type ManagementAccess, ManagementAccessType, managementAccessText } from "./records/management-access.ts";
export { type OemMultiRecord, picmgManufacturerId } from "./records/oem-record.ts";
export type {
  CombinedVoltage,
  CombinedWattage,
  PowerSupplyInformation,
  PowerSupplyRange,
} from "./records/power-supply.ts";
export * from "./records/record-value.ts";
export * from "./write-fru-data.ts";

/** The FRU inventory commands, in the order of their numbers. */
export const fruCommands: readonly AnyCommand[] = [
  getFruInventoryAreaInfo,
  readFruData,
  writeFruData,
] as readonly AnyCommand[];

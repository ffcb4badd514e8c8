import type { AnyCommand } from "@ruipmi/core/wire";
import { addSelEntry } from "./add-sel-entry.ts";
import { clearSel } from "./clear-sel.ts";
import { deleteSelEntry } from "./delete-sel-entry.ts";
import { getAuxiliaryLogStatus } from "./get-auxiliary-log-status.ts";
import { getSelAllocationInfo } from "./get-sel-allocation-info.ts";
import { getSelEntry } from "./get-sel-entry.ts";
import { getSelInfo } from "./get-sel-info.ts";
import { getSelTime } from "./get-sel-time.ts";
import { getSelTimeUtcOffset } from "./get-sel-time-utc-offset.ts";
import { partialAddSelEntry } from "./partial-add-sel-entry.ts";
import { platformEventMessage } from "./platform-event-message.ts";
import { reserveSel } from "./reserve-sel.ts";
import { setAuxiliaryLogStatus } from "./set-auxiliary-log-status.ts";
import { setSelTime } from "./set-sel-time.ts";
import { setSelTimeUtcOffset } from "./set-sel-time-utc-offset.ts";

export * from "./add-sel-entry.ts";
export {
  type AuxiliaryLogStatus,
  AuxiliaryLogType,
  type McaLogStatus,
  type OemLogStatus,
  type OtherLogStatus,
} from "./auxiliary-log.ts";
export * from "./clear-sel.ts";
export * from "./delete-sel-entry.ts";
export * from "./get-auxiliary-log-status.ts";
export * from "./get-sel-allocation-info.ts";
export * from "./get-sel-entry.ts";
export * from "./get-sel-info.ts";
export * from "./get-sel-time.ts";
export * from "./get-sel-time-utc-offset.ts";
export * from "./partial-add-sel-entry.ts";
export * from "./platform-event-message.ts";
export * from "./read-sel-record.ts";
export * from "./reserve-sel.ts";
export * from "./sel-record.ts";
export type { SelTime } from "./sel-time.ts";
export type { SelTimeUtcOffset } from "./sel-time-utc-offset.ts";
export * from "./set-auxiliary-log-status.ts";
export * from "./set-sel-time.ts";
export * from "./set-sel-time-utc-offset.ts";

/** The SEL commands, in the order of their numbers, and what brings events there. */
export const selCommands: readonly AnyCommand[] = [
  platformEventMessage,
  getSelInfo,
  getSelAllocationInfo,
  reserveSel,
  getSelEntry,
  addSelEntry,
  partialAddSelEntry,
  deleteSelEntry,
  clearSel,
  getSelTime,
  setSelTime,
  getAuxiliaryLogStatus,
  setAuxiliaryLogStatus,
  getSelTimeUtcOffset,
  setSelTimeUtcOffset,
] as readonly AnyCommand[];

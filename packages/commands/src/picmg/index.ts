import type { AnyCommand } from "@ruipmi/core/wire";
import { fruControl } from "./fru-control.ts";
import { getFruLedProperties } from "./get-fru-led-properties.ts";
import { getFruLedState } from "./get-fru-led-state.ts";
import { getPicmgProperties } from "./get-picmg-properties.ts";
import { getPowerLevel } from "./get-power-level.ts";

export * from "./fru-control.ts";
export * from "./get-fru-led-properties.ts";
export * from "./get-fru-led-state.ts";
export * from "./get-picmg-properties.ts";
export * from "./get-power-level.ts";
export { type PicmgFru, type PicmgLed, picmgGroup } from "./picmg-group.ts";

/** The commands of PICMG, in the order of their numbers. */
export const picmgCommands: readonly AnyCommand[] = [
  getPicmgProperties,
  fruControl,
  getFruLedProperties,
  getFruLedState,
  getPowerLevel,
] as readonly AnyCommand[];

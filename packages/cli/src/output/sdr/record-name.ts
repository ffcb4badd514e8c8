import { entityName, type SdrRecord, sdrName } from "@ruipmi/commands";
import { shownText } from "../shown-text.ts";

/** A record's name as it may be shown. */
export function shownName(record: SdrRecord): string {
  return shownText(sdrName(record) ?? "");
}

/** An entity's name, or its number where it has none, as ipmitool gives it. */
export function shownEntity(entityId: number): string {
  return entityName(entityId) ?? `Unknown (0x${entityId.toString(16).toUpperCase().padStart(2, "0")})`;
}

/** Two hexadecimal digits, upper case. */
export function hex2(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

import { hex } from "./hex.ts";

/** A value as one line of JSON: bytes as lower-case hex, and what the managed system did not say is left out. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) => (field instanceof Uint8Array ? hex(field) : field));
}

/** Up to four bytes: a bit for each event that may be asserted (0:1) and deasserted (2:3) (IPMI v2.0 §35.10 to §35.13). */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** Events of a sensor, a bit each, by offset: 12 for a threshold sensor, 15 for others. */
export interface EventMasks {
  /** When they become true. */
  readonly assertion: number;
  /** When they become false again. */
  readonly deassertion: number;
}

/** Writes four bytes, or none for `undefined`. */
export function encodeEventMasks(masks: EventMasks | undefined, writer: ByteWriter): void {
  if (masks !== undefined) writer.u16(masks.assertion & 0x7fff).u16(masks.deassertion & 0x7fff);
}

/** Reads as many of the four bytes as there are, no byte being `undefined`: what is left out is 0. */
export function decodeEventMasks(reader: ByteReader): EventMasks | undefined {
  if (reader.remaining === 0) return undefined;
  const next = (field: string): number => (reader.remaining > 0 ? reader.u8(field) : 0);
  const mask = (field: string): number => next(field) | ((next(field) & 0x7f) << 8);
  return { assertion: mask("assertion"), deassertion: mask("deassertion") };
}

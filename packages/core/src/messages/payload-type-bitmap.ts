import type { ByteReader } from "../wire/byte-reader.ts";
import type { ByteWriter } from "../wire/byte-writer.ts";

/** Writes payload types as a bitmap of `count` bytes: bit n of byte m is type 8m + n, from `first` on. */
export function writePayloadTypes(writer: ByteWriter, types: readonly number[], first: number, count: number): void {
  for (let byte = 0; byte < count; byte++) {
    const start = first + byte * 8;
    writer.u8(
      types.reduce((bits, type) => (type >= start && type < start + 8 ? bits | (1 << (type - start)) : bits), 0),
    );
  }
}

/** Reads what {@link writePayloadTypes} writes, in ascending order. */
export function readPayloadTypes(reader: ByteReader, field: string, first: number, count: number): number[] {
  const types: number[] = [];
  for (let byte = 0; byte < count; byte++) {
    const bits = reader.u8(field);
    for (let position = 0; position < 8; position++) {
      if (((bits >>> position) & 1) === 1) types.push(first + byte * 8 + position);
    }
  }
  return types;
}

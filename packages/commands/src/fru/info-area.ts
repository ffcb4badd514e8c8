/**
 * What the chassis, board and product info areas have in common (FRU Information Storage Definition §10–12):
 *
 * | byte | area                                                       |
 * |------|------------------------------------------------------------|
 * | 0    | 3:0: format version, 1h                                    |
 * | 1    | length of the area in multiples of 8 bytes                 |
 * | 2:   | what the area begins with, then fields in type/length form |
 * |      | C1h: no more fields                                        |
 * |      | 00h up to the length                                       |
 * | last | checksum: all bytes of the area add up to 0                |
 */
import { ByteReader, ByteWriter } from "@ruipmi/core/wire";
import { endOfFields } from "../formats/type-length.ts";
import { decodeFruField, encodeFruField, type FruField } from "./fru-field.ts";

/** The byte that makes all of them add up to 0. */
export function zeroChecksum(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}

/** Writes an area: its beginning, the fields it always has, and as many more as an area has room for. */
export function encodeInfoArea(
  beginning: Uint8Array,
  fields: readonly (FruField | undefined)[],
  customFields: readonly FruField[] = [],
): Uint8Array {
  const writer = new ByteWriter().u8(formatVersion).u8(0).bytes(beginning);
  for (const field of fields) encodeFruField(field, writer);
  for (const field of customFields) {
    if (writer.length + longestField > longestArea) break;
    encodeFruField(field, writer);
  }
  writer.u8(endOfFields);
  // One more byte for the checksum, then up to a multiple of 8.
  const length = Math.ceil((writer.length + 1) / 8) * 8;
  writer.fill(0, length - 1 - writer.length).patchU8(1, length / 8);
  return writer.u8(zeroChecksum(writer.view())).toBytes();
}

/** An area's bytes behind version and length, without checksum. */
export function openInfoArea(bytes: Uint8Array, name: string): ByteReader {
  const reader = new ByteReader(bytes, name);
  const version = reader.u8("formatVersion") & 0x0f;
  if (version !== formatVersion) throw reader.malformed("formatVersion", `is ${version}, not 1`);
  const length = reader.u8("length") * 8;
  if (length < 8 || length > bytes.length) throw reader.malformed("length", `is ${length} of ${bytes.length} bytes`);
  const area = bytes.subarray(0, length);
  if (zeroChecksum(area) !== 0) throw reader.malformed("checksum", "does not add up to 0");
  const body = new ByteReader(area.subarray(0, length - 1), name);
  body.skip(2, "header");
  return body;
}

/** Reads the fields that an area's own are followed by. */
export function decodeCustomFields(reader: ByteReader): { readonly customFields?: readonly FruField[] } {
  const customFields: FruField[] = [];
  for (let field = decodeFruField(reader, "custom field"); field !== undefined; ) {
    customFields.push(field);
    field = decodeFruField(reader, "custom field");
  }
  return customFields.length === 0 ? {} : { customFields };
}

const formatVersion = 1;
const longestField = 64;
/** 255 times 8, without end of fields and checksum. */
const longestArea = 2038;

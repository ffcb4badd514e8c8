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
import { ByteWriter } from "@ruipmi/core/wire";
import { endOfFields, maxTypeLength } from "../formats/type-length.ts";
import { decodeFruField, encodeFruField, type FruField, optionalFruField } from "./fru-field.ts";
import type { FruNotes } from "./fru-notes.ts";
import { zeroChecksum } from "./zero-checksum.ts";

/** What tells the three areas apart. */
export interface InfoAreaKind {
  /** For notes, for example `board info area`. */
  readonly name: string;
  /** Bytes between the area's length and its first field. */
  readonly headLength: number;
  /** How many fields every area of this kind has. */
  readonly fieldCount: number;
}

/** Where a field lies in the device, its type/length byte included. */
export interface FruFieldPlace {
  /** Bytes from the start of the device. */
  readonly offset: number;
  /** Bytes, as many as there are. */
  readonly length: number;
}

/** Where an area and its fields lie in the device. */
export interface InfoAreaPlace {
  /** Bytes from the start of the device. */
  readonly offset: number;
  /** Bytes, as many as there are. */
  readonly length: number;
  /** The fields, those of the area's own first. */
  readonly fields: readonly FruFieldPlace[];
}

/** Finds an area's fields; `undefined` where the device ends before its first one. */
export function locateInfoArea(
  image: Uint8Array,
  offset: number,
  limit: number,
  kind: InfoAreaKind,
  notes: FruNotes,
): InfoAreaPlace | undefined {
  const firstField = offset + 2 + kind.headLength;
  if (firstField >= image.length) {
    notes.add(kind.name, offset, `begins at byte ${offset} of ${image.length} and is left out`);
    return undefined;
  }
  const version = image[offset]! & 0x0f;
  if (version !== formatVersion) notes.add(`${kind.name} format version`, offset, `is ${version}, not 1`);
  const stated = image[offset + 1]! * 8;
  const length = usedLength(image, offset, limit, kind, notes);
  const isWhole = length === stated;
  const end = offset + length;
  if (isWhole && zeroChecksum(image.subarray(offset, end)) !== 0) {
    notes.add(`${kind.name} checksum`, end - 1, "does not add up to 0");
  }
  // Where the area is not whole, its last byte is not the checksum.
  return { offset, length, fields: locateFields(image, firstField, isWhole ? end - 1 : end, kind, notes) };
}

/** Reads the fields of an area: its own by their names, and those that they are followed by. */
export function decodeFields<Name extends string>(
  image: Uint8Array,
  { fields }: InfoAreaPlace,
  names: readonly Name[],
  languageCode: number,
): { readonly [Key in Name]?: FruField } & { readonly customFields?: readonly FruField[] } {
  const values = fields.map(({ offset, length }) => {
    return decodeFruField(image.subarray(offset, offset + length), languageCode);
  });
  const named = names.map((name, index) => optionalFruField(name, values[index]));
  const customFields = values.slice(names.length);
  return Object.assign({}, ...named, customFields.length === 0 ? {} : { customFields }) as {
    readonly [Key in Name]?: FruField;
  };
}

/** Writes an area: its beginning, the fields it always has, and as many more as an area has room for. */
export function encodeInfoArea(
  beginning: Uint8Array,
  fields: readonly (FruField | undefined)[],
  customFields: readonly FruField[] = [],
  languageCode = 0,
): Uint8Array {
  const writer = new ByteWriter().u8(formatVersion).u8(0).bytes(beginning);
  for (const field of fields) encodeFruField(field, languageCode, writer);
  for (const field of customFields) {
    if (writer.length + longestField > longestArea) break;
    encodeFruField(field, languageCode, writer);
  }
  return closeInfoArea(writer, 0);
}

/**
 * Ends an area behind its last field: end of fields, zeros, checksum, and its length in byte 1.
 *
 * @param leastLength - bytes that it has at least
 */
export function closeInfoArea(writer: ByteWriter, leastLength: number): Uint8Array {
  writer.u8(endOfFields);
  // One more byte for the checksum, then up to a multiple of 8.
  const length = Math.max(Math.ceil((writer.length + 1) / 8) * 8, leastLength);
  writer.fill(0, length - 1 - writer.length).patchU8(1, length / 8);
  return writer.u8(zeroChecksum(writer.view())).toBytes();
}

/** What the area says of its length, made to fit the device. */
function usedLength(
  image: Uint8Array,
  offset: number,
  limit: number,
  { name, headLength }: InfoAreaKind,
  notes: FruNotes,
): number {
  const stated = image[offset + 1]! * 8;
  const at = offset + 1;
  if (stated <= 2 + headLength) {
    notes.add(`${name} length`, at, `is ${stated}; read up to the next area`);
    return limit - offset;
  }
  if (stated > image.length - offset) {
    notes.add(`${name} length`, at, `is ${stated}, and ${image.length - offset} bytes are left`);
    return image.length - offset;
  }
  if (offset + stated > limit) notes.add(`${name} length`, at, `is ${stated}, so that it overlaps the next area`);
  return stated;
}

function locateFields(
  image: Uint8Array,
  firstField: number,
  end: number,
  { name, fieldCount }: InfoAreaKind,
  notes: FruNotes,
): readonly FruFieldPlace[] {
  const fields: FruFieldPlace[] = [];
  for (let offset = firstField; offset < end; ) {
    const typeLength = image[offset]!;
    if (typeLength === endOfFields) {
      const isUnused = isPadding(image, offset + 1, end);
      // Some write a single character as if it could be one, although C1h ends the fields (FRU Information Storage
      // Definition §13): what has more fields behind it, up to a proper end, is read like that.
      if (isUnused || fields.length >= fieldCount || !goesOn(image, offset + 2, end)) {
        if (!isUnused) notes.add(`${name} padding`, offset + 1, "is not 0; left out");
        return fields;
      }
      notes.add(`${name} field ${fields.length}`, offset, "has one character, as no field may have; read all the same");
    }
    const length = 1 + (typeLength & maxTypeLength);
    if (offset + length > end) {
      notes.add(`${name} field ${fields.length}`, offset, `has ${length - 1} bytes, and ${end - offset - 1} are left`);
    }
    fields.push({ offset, length: Math.min(length, end - offset) });
    offset += length;
  }
  notes.add(`${name} end of fields`, end, "is missing; what is 0 up to the end is left out");
  return withoutPadding(image, fields);
}

function isPadding(image: Uint8Array, offset: number, end: number): boolean {
  return image.subarray(offset, end).every((byte) => byte === 0);
}

/** Whether there are fields from here on up to an end of fields with nothing but zeros behind it. */
function goesOn(image: Uint8Array, from: number, end: number): boolean {
  let offset = from;
  while (offset < end && !(image[offset] === endOfFields && isPadding(image, offset + 1, end))) {
    offset += 1 + (image[offset]! & maxTypeLength);
  }
  return offset < end;
}

/** Without a C1h, the zeros that pad the area look like empty fields. */
function withoutPadding(image: Uint8Array, fields: readonly FruFieldPlace[]): readonly FruFieldPlace[] {
  let count = fields.length;
  while (count > 0 && image[fields[count - 1]!.offset] === 0) count--;
  return fields.slice(0, count);
}

const formatVersion = 1;
const longestField = 64;
/** 255 times 8, without end of fields and checksum. */
const longestArea = 2038;

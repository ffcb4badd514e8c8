import { ByteWriter } from "@ruipmi/core/wire";
import { maxTypeLength } from "../formats/type-length.ts";
import { decodeFruField, encodeFruField, type FruField, fruFieldLength, isEnglish } from "./fru-field.ts";
import { commonHeaderLength, type FruLayout, farthestOffset, locateFruAreas } from "./fru-layout.ts";
import { FruNotes } from "./fru-notes.ts";
import { closeInfoArea, type InfoAreaPlace } from "./info-area.ts";
import { zeroChecksum } from "./zero-checksum.ts";

/** An area whose fields can be edited. */
export type FruInfoAreaName = "chassis" | "board" | "product";

/** Which field, and what it shall say. */
export interface FruFieldEdit {
  /** The area that has it. */
  readonly area: FruInfoAreaName;
  /** From 0, in the order of the area; custom fields come behind those that every area of its kind has. */
  readonly index: number;
  /** What it shall say. */
  readonly field: FruField;
}

/** What {@link editFruField} came to. */
export type FruEditResult =
  | {
      /** It is done. */
      readonly outcome: "edited";
      /** The device's bytes with the new field, as many as before. */
      readonly bytes: Uint8Array;
      /** Whether areas behind it had to be moved. */
      readonly movedAreas: boolean;
    }
  | {
      /** The device has no such area, or the area no such field; the field is too long; the device has no room for it. */
      readonly outcome: "noSuchArea" | "noSuchField" | "tooLong" | "noRoom";
    };

/**
 * Changes one field of a FRU. Everything else stays byte for byte: the area keeps its length where the field fits, takes
 * the room behind it where there is some, and moves the areas behind it where there is none. Checksums of what changed
 * are made right.
 *
 * @param bytes - the whole device
 * @throws `MalformedMessageError` where there is no common header of format version 1
 *
 * @example
 * ```ts
 * const edit = editFruField(bytes, { area: "product", index: 5, field: "RACK7-U22" });
 * if (edit.outcome === "edited") yield* writeFruDevice(0, edit.bytes, { current: bytes });
 * ```
 */
export function editFruField(bytes: Uint8Array, { area: name, index, field }: FruFieldEdit): FruEditResult {
  const layout = locateFruAreas(bytes, new FruNotes());
  const area = layout[name];
  if (area === undefined) return { outcome: "noSuchArea" };
  if (area.fields[index] === undefined) return { outcome: "noSuchField" };
  const languageCode = languageOf(bytes, name, area);
  if (!fits(field, languageCode)) return { outcome: "tooLong" };
  const content = rewriteArea(bytes, area, index, field, languageCode);
  if (content.length > longestArea) return { outcome: "noRoom" };
  const room = startOfNext(bytes, layout, area) - area.offset;
  if (content.length <= room)
    return { outcome: "edited", bytes: withBytes(bytes, content, area.offset), movedAreas: false };
  return moveAreas(bytes, layout, area, content, room);
}

/**
 * What a field says that {@link editFruField} can change; `undefined` where there is no such area or field.
 *
 * @param bytes - the whole device
 * @throws `MalformedMessageError` where there is no common header of format version 1
 */
export function fruInfoAreaField(bytes: Uint8Array, area: FruInfoAreaName, index: number): FruField | undefined {
  const place = locateFruAreas(bytes, new FruNotes())[area];
  const field = place?.fields[index];
  if (place === undefined || field === undefined) return undefined;
  const stored = bytes.subarray(field.offset, field.offset + field.length);
  return decodeFruField(stored, languageOf(bytes, area, place));
}

/** Only the chassis info area has no language of its own: English. */
function languageOf(bytes: Uint8Array, name: FruInfoAreaName, { offset }: InfoAreaPlace): number {
  return name === "chassis" ? 0 : bytes[offset + 2]!;
}

function fits(field: FruField, languageCode: number): boolean {
  return fruFieldLength(field, languageCode) <= (isEnglish(languageCode) ? maxTypeLength : maxTypeLength - 1);
}

function rewriteArea(
  bytes: Uint8Array,
  area: InfoAreaPlace,
  index: number,
  field: FruField,
  languageCode: number,
): Uint8Array {
  const [first] = area.fields;
  const writer = new ByteWriter().bytes(bytes.subarray(area.offset, first!.offset));
  area.fields.forEach(({ offset, length }, position) => {
    if (position === index) encodeFruField(field, languageCode, writer);
    else writer.bytes(bytes.subarray(offset, offset + length));
  });
  return closeInfoArea(writer, Math.floor(area.length / 8) * 8);
}

/** Where the area behind this one begins, or the device ends. */
function startOfNext(bytes: Uint8Array, layout: FruLayout, area: InfoAreaPlace): number {
  const starts = Object.values(layout).map((other) => other?.offset ?? 0);
  return Math.min(bytes.length, ...starts.filter((start) => start > area.offset));
}

/** Moves what is behind the area, by as much as it lacks. */
function moveAreas(
  bytes: Uint8Array,
  layout: FruLayout,
  area: InfoAreaPlace,
  content: Uint8Array,
  room: number,
): FruEditResult {
  const from = area.offset + room;
  const ends = Object.values(layout).map((other) => (other === undefined ? 0 : other.offset + other.length));
  const end = Math.min(Math.max(...ends), bytes.length);
  // Offsets count eights of bytes.
  const by = Math.ceil((content.length - room) / 8) * 8;
  if (end + by > bytes.length || from >= bytes.length) return { outcome: "noRoom" };
  const edited = withBytes(bytes, bytes.subarray(from, end), from + by);
  edited.set(content, area.offset);
  for (let index = 1; index <= 5; index++) {
    const offset = bytes[index]! * 8;
    if (offset < from) continue;
    if (offset + by > farthestOffset) return { outcome: "noRoom" };
    edited[index] = (offset + by) / 8;
  }
  edited[commonHeaderLength - 1] = zeroChecksum(edited.subarray(0, commonHeaderLength - 1));
  return { outcome: "edited", bytes: edited, movedAreas: true };
}

function withBytes(bytes: Uint8Array, part: Uint8Array, offset: number): Uint8Array {
  const edited = bytes.slice();
  edited.set(part, offset);
  return edited;
}

/** 255 times 8. */
const longestArea = 2040;

import { editFruField, type FruField, type FruInfoAreaName, fruFieldText, fruInfoAreaField } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import type { FruImage } from "./fru-image.ts";
import { isRead, scrubManagementAccess, sumOf } from "./management-access.ts";
import { blankText, type Replacements } from "./replacements.ts";

/** The FRU with other serial numbers, as long as before; or why there cannot be one. */
export type ScrubbedFru =
  | { readonly bytes: Uint8Array; readonly notes: readonly string[] }
  | { readonly problem: string };

/**
 * Replaces the serial numbers of a FRU, blanks its asset tag and the fields that are the manufacturer's own. Checksums are
 * right afterwards. Everything else stays where it is.
 */
export function scrubFru(image: FruImage, replacements: Replacements): ScrubbedFru {
  const { bytes, wasRead } = image;
  if (!isRead(wasRead, 0, headerLength)) return { problem: "its header was not read" };
  const known = bytes.slice();
  for (const [name, at] of areas) {
    const offset = bytes[at]! * 8;
    // What nobody read is as if it were not there.
    if (offset === 0 || wasRead[offset] !== 1) known[at] = 0;
    else if (!isRead(wasRead, offset, Math.max(bytes[offset + 1] ?? 0, 1) * 8))
      return { problem: `its ${name} area was not read whole` };
  }
  try {
    const edited = withoutNames(known, replacements);
    if (typeof edited === "string") return { problem: `its ${edited} area cannot be changed` };
    edited.set(bytes.subarray(0, headerLength));
    const problem = scrubManagementAccess(edited, wasRead);
    return problem === undefined ? { bytes: edited, notes: notesOf(image) } : { problem };
  } catch (error) {
    if (error instanceof MalformedMessageError) return { problem: "it cannot be read" };
    throw error;
  }
}

const headerLength = 8;

/** Where the common header says that the areas begin (FRU Information Storage Definition §8). */
const areas: readonly (readonly [name: FruInfoAreaName, at: number])[] = [
  ["chassis", 2],
  ["board", 3],
  ["product", 4],
];
const internalUseAt = 1;
const multiRecordsAt = 5;

/** The areas without what names the machine; the name of an area where that is not possible. */
function withoutNames(bytes: Uint8Array, replacements: Replacements): Uint8Array | FruInfoAreaName {
  let edited = bytes;
  for (const [area] of areas) {
    for (let index = 0; ; index++) {
      const field = fruInfoAreaField(bytes, area, index);
      if (field === undefined) break;
      const other = replacementOf(area, index, field, replacements);
      if (other === undefined) continue;
      const edit = editFruField(edited, { area, index, field: other });
      if (edit.outcome !== "edited" || edit.movedAreas) return area;
      edited = edit.bytes;
    }
  }
  return edited;
}

const serialNumberIndex: Readonly<Record<FruInfoAreaName, number>> = { chassis: 1, board: 2, product: 4 };
const firstCustomIndex: Readonly<Record<FruInfoAreaName, number>> = { chassis: 2, board: 5, product: 7 };
const assetTagIndex = 5;

function replacementOf(
  area: FruInfoAreaName,
  index: number,
  field: FruField,
  replacements: Replacements,
): FruField | undefined {
  const isSerial = index === serialNumberIndex[area];
  const isBlanked = index >= firstCustomIndex[area] || (area === "product" && index === assetTagIndex);
  if (!isSerial && !isBlanked) return undefined;
  const other = (text: string): string => (isSerial ? replacements.serialNumber(text) : blankText(text));
  if (typeof field === "string") return other(field);
  // Packed encodings have no small letters.
  if (field.encoding !== "binary") return { ...field, text: other(field.text).toUpperCase() };
  if (field.bytes.length === 0) return undefined;
  const digits = replacements.serialNumber(fruFieldText(field));
  return { encoding: "binary", bytes: Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) };
}

function notesOf({ bytes, wasRead }: FruImage): readonly string[] {
  const hasInternalUse = bytes[internalUseAt] !== 0 && wasRead[bytes[internalUseAt]! * 8] === 1;
  const records = bytes[multiRecordsAt]! * 8;
  const hasRecords = records !== 0 && wasRead[records] === 1;
  const isReadable = !hasRecords || sumOf(bytes.subarray(records, records + 5)) === 0;
  return [
    ...(hasInternalUse ? ["its internal use area is the manufacturer's own and is kept as it is"] : []),
    ...(hasRecords ? ["its further records are kept as they are, but for management access"] : []),
    ...(isReadable ? [] : ["its further records cannot be read"]),
  ];
}

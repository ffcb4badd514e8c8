/**
 * Records as real controllers send them. What is wrong in a way that leaves no doubt about the rest is mended in a copy
 * and told beside the record: lengths that do not fit, an ID string that runs over the end or is of the wrong type,
 * fields left off at the end.
 */
import { MalformedMessageError } from "@ruipmi/core";
import { decodeFromBytes } from "@ruipmi/core/wire";
import type { Tolerated } from "../../formats/tolerated.ts";
import { maxIdStringLength } from "./id-string.ts";
import { SdrRecordType, sdrHeaderLength } from "./record-header.ts";
import { type SdrRecord, sdrRecord } from "./sdr-record.ts";

/** A record, and what was wrong with it. */
export interface LenientSdr {
  /** What the record says. */
  readonly record: SdrRecord;
  /** What was not as it should be; left out where all was. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * Reads one record as far as it can be understood.
 *
 * @param bytes - a record with its header
 * @throws `MalformedMessageError` where header or fixed fields are missing that nothing can stand in for
 *
 * @example
 * ```ts
 * const { record, tolerated = [] } = readSdr(bytes);
 * for (const { field, problem } of tolerated) warn(`${field}: ${problem}`);
 * ```
 */
export function readSdr(bytes: Uint8Array): LenientSdr {
  const tolerated: Tolerated[] = [];
  const mended = mendIdString(mendFields(mendLength(bytes, tolerated), tolerated), tolerated);
  const record = decodeFromBytes(sdrRecord, mended, "SDR");
  return tolerated.length === 0 ? { record } : { record, tolerated };
}

const lengthOffset = 4;
const typeOffset = 3;

/** Type/length byte: type 3, no characters. */
const emptyString = 0xc0;

/** Of the records whose end may be left off: the least that must be there, and where the ID string is; in the body. */
const layouts: ReadonlyMap<number, { readonly least: number; readonly idString: number }> = new Map([
  // Without factors a number would be a wrong one.
  [SdrRecordType.fullSensor, { least: 25, idString: 42 }],
  [SdrRecordType.compactSensor, { least: 18, idString: 26 }],
  [SdrRecordType.eventOnly, { least: 7, idString: 11 }],
  [SdrRecordType.genericDeviceLocator, { least: 9, idString: 10 }],
  [SdrRecordType.fruDeviceLocator, { least: 9, idString: 10 }],
  [SdrRecordType.mcDeviceLocator, { least: 9, idString: 10 }],
]);

/** The length byte says how much there is; where it lies, the bytes are believed. */
function mendLength(bytes: Uint8Array, tolerated: Tolerated[]): Uint8Array {
  if (bytes.length < sdrHeaderLength) {
    throw new MalformedMessageError("SDR: header", 0, `needs ${sdrHeaderLength} bytes, ${bytes.length} there`);
  }
  const said = bytes[lengthOffset]!;
  const there = Math.min(bytes.length - sdrHeaderLength, 0xff);
  if (said === there && bytes.length === sdrHeaderLength + said) return bytes;
  const field = "recordLength";
  if (said > there) {
    tolerated.push({ field, offset: lengthOffset, problem: `is ${said}, but ${there} bytes follow: those are read` });
    return withByte(bytes, lengthOffset, there);
  }
  const needed = idStringEnd(bytes, there);
  if (needed > said) {
    tolerated.push({
      field,
      offset: lengthOffset,
      problem: `is ${said}, but the record has ${needed}: those are read`,
    });
    return withByte(bytes.subarray(0, sdrHeaderLength + needed), lengthOffset, needed);
  }
  const extra = bytes.length - sdrHeaderLength - said;
  const problem = `${extra} bytes too many, left unread`;
  tolerated.push({ field: "end of record", offset: sdrHeaderLength + said, problem });
  return bytes.slice(0, sdrHeaderLength + said);
}

/** Where the ID string that is there ends, in the body; 0 for a record without, or with one that is not all there. */
function idStringEnd(bytes: Uint8Array, there: number): number {
  const layout = layouts.get(bytes[typeOffset]!);
  if (layout === undefined || layout.idString >= there) return 0;
  const end = layout.idString + 1 + (bytes[sdrHeaderLength + layout.idString]! & 0x1f);
  return end > there ? 0 : end;
}

/** Fields that are left off at the end are 0, and a name that is left off is empty. */
function mendFields(bytes: Uint8Array, tolerated: Tolerated[]): Uint8Array {
  const layout = layouts.get(bytes[typeOffset]!);
  const there = bytes.length - sdrHeaderLength;
  if (layout === undefined || there > layout.idString || there < layout.least) return bytes;
  const problem = `ends after ${there} bytes: what its type has after that is taken as 0, its name as empty`;
  tolerated.push({ field: "body", offset: bytes.length, problem });
  const mended = new Uint8Array(sdrHeaderLength + layout.idString + 1);
  mended.set(bytes);
  mended[lengthOffset] = layout.idString + 1;
  mended[sdrHeaderLength + layout.idString] = emptyString;
  return mended;
}

function mendIdString(bytes: Uint8Array, tolerated: Tolerated[]): Uint8Array {
  const layout = layouts.get(bytes[typeOffset]!);
  const at = sdrHeaderLength + (layout?.idString ?? 0);
  const typeLength = bytes[at];
  if (layout === undefined || typeLength === undefined || typeLength === 0) return bytes;
  const report = (problem: string): void => void tolerated.push({ field: "idString", offset: at, problem });
  const said = typeLength & 0x1f;
  const there = bytes.length - at - 1;
  if (said > there) report(`is ${said} bytes long, but ${there} are left: those are read`);
  const length = Math.min(said, there);
  if (length > maxIdStringLength) report(`is ${length} bytes long, and 16 are the most (IPMI v2.0 §43.1): read whole`);
  const text = bytes.subarray(at + 1, at + 1 + length);
  // Type 0 is Unicode (IPMI v2.0 §43.15); machines that leave the type out mean 8-bit ASCII.
  const isUntyped = typeLength >>> 6 === 0 && length > 0 && text.every(isPrintable);
  if (isUntyped) report("is marked as Unicode and is 8-bit ASCII: read as that");
  const mended = (isUntyped ? 0xc0 : typeLength & 0xe0) | length;
  return mended === typeLength ? bytes : withByte(bytes, at, mended);
}

/** A letter that both ASCII and nobody's UTF-16 has alone; zeros pad names at their end. */
function isPrintable(byte: number, index: number, text: Uint8Array): boolean {
  if (byte === 0) return index > 0 && text.subarray(index).every((other) => other === 0);
  return byte >= 0x20 && byte < 0x7f;
}

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

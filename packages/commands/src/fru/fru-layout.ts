/**
 * Where the areas of a FRU are (FRU Information Storage Definition §8), in any order behind the common header:
 *
 * | byte | common header; offsets are in multiples of 8 bytes, 00h where there is no such area |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | 3:0: format version, 1h                                                             |
 * | 1    | internal use area                                                                   |
 * | 2    | chassis info area                                                                   |
 * | 3    | board info area                                                                     |
 * | 4    | product info area                                                                   |
 * | 5    | MultiRecord area                                                                    |
 * | 6    | 00h                                                                                 |
 * | 7    | checksum: the eight bytes add up to 0                                               |
 */
import { MalformedMessageError } from "@ruipmi/core";
import { boardInfoArea } from "./board-info.ts";
import { chassisInfoArea } from "./chassis-info.ts";
import type { FruNotes } from "./fru-notes.ts";
import { type InfoAreaPlace, locateInfoArea } from "./info-area.ts";
import { locateMultiRecords, type MultiRecordsPlace, multiRecordHeaderLength } from "./multi-records.ts";
import { productInfoArea } from "./product-info.ts";
import { zeroChecksum } from "./zero-checksum.ts";

/** Bytes of the common header. */
export const commonHeaderLength = 8;

/** Where an offset of the common header reaches at most, in bytes. */
export const farthestOffset: number = 0xff * 8;

/** The areas of a device; those that are not there are `undefined`. */
export interface FruLayout {
  /** The internal use area: up to the next one, or to the end. */
  readonly internalUse: { readonly offset: number; readonly length: number } | undefined;
  /** The chassis info area. */
  readonly chassis: InfoAreaPlace | undefined;
  /** The board info area. */
  readonly board: InfoAreaPlace | undefined;
  /** The product info area. */
  readonly product: InfoAreaPlace | undefined;
  /** The MultiRecord area. */
  readonly multiRecords: MultiRecordsPlace | undefined;
}

/** Finds the areas. Throws `MalformedMessageError` where there is no common header of format version 1. */
export function locateFruAreas(image: Uint8Array, notes: FruNotes): FruLayout {
  const offsets = decodeHeader(image, notes);
  const [internalUse, chassis, board, product, multiRecords] = offsets.map((offset, index) => {
    if (offset === 0 || offset < image.length) return offset;
    notes.add(`${areaNames[index]} offset`, index + 1, `is ${offset} of ${image.length} bytes; the area is left out`);
    return 0;
  });
  const limitOf = (offset: number): number => {
    return Math.min(image.length, ...offsets.filter((other) => other > offset));
  };
  const info = (offset: number | undefined, kind: typeof chassisInfoArea): InfoAreaPlace | undefined => {
    return offset ? locateInfoArea(image, offset, limitOf(offset), kind, notes) : undefined;
  };
  return {
    internalUse: internalUse ? { offset: internalUse, length: limitOf(internalUse) - internalUse } : undefined,
    chassis: info(chassis, chassisInfoArea),
    board: info(board, boardInfoArea),
    product: info(product, productInfoArea),
    multiRecords: multiRecords ? locateMultiRecords(image, multiRecords, notes) : undefined,
  };
}

/**
 * How many bytes a reader needs before it has all areas, as far as the first bytes of a device tell: never less than
 * what is told already, so that one reads on until it is not more than one has.
 *
 * @param image - the first bytes
 * @param areaSize - bytes of the whole device
 */
export function fruBytesNeeded(image: Uint8Array, areaSize: number): number {
  if (image.length < commonHeaderLength) return Math.min(commonHeaderLength, areaSize);
  if ((image[0]! & 0x0f) !== formatVersion) return image.length;
  const [internalUse = 0, ...others] = headerOffsets(image).filter((offset) => offset < areaSize);
  const infoAreas = others.slice(0, 3).filter((offset) => offset !== 0);
  const [multiRecords = 0] = others.slice(3);
  const ends = [
    // It ends where another area begins, which is read anyhow, or with the device.
    internalUse === 0 || others.some((offset) => offset > internalUse) ? 0 : areaSize,
    ...infoAreas.map((offset) => infoAreaEnd(image, offset, areaSize)),
    multiRecords === 0 ? 0 : multiRecordsEnd(image, multiRecords),
  ];
  return Math.min(Math.max(commonHeaderLength, ...ends), areaSize);
}

/** Where the five areas begin, in bytes; 0 for those that are not there. */
function decodeHeader(image: Uint8Array, notes: FruNotes): readonly number[] {
  if (image.length < commonHeaderLength) {
    throw new MalformedMessageError("FRU: common header", 0, `has ${image.length} bytes of ${commonHeaderLength}`);
  }
  const version = image[0]! & 0x0f;
  if (version !== formatVersion) {
    throw new MalformedMessageError("FRU: common header format version", 0, `is ${version}, not ${formatVersion}`);
  }
  if (zeroChecksum(image.subarray(0, commonHeaderLength)) !== 0) {
    notes.add("common header checksum", 7, "does not add up to 0");
  }
  return headerOffsets(image);
}

function headerOffsets(image: Uint8Array): readonly number[] {
  return Array.from(image.subarray(1, 6), (offset) => offset * 8);
}

function infoAreaEnd(image: Uint8Array, offset: number, areaSize: number): number {
  const length = image[offset + 1];
  if (length === undefined) return offset + 2;
  return length === 0 ? areaSize : offset + length * 8;
}

function multiRecordsEnd(image: Uint8Array, offset: number): number {
  let at = offset;
  while (at + multiRecordHeaderLength <= image.length) {
    const header = image.subarray(at, at + multiRecordHeaderLength);
    // Nothing tells how long it is where it is none: what is read by then is looked through.
    if (zeroChecksum(header) !== 0 && header.every((byte) => byte === header[0])) return at;
    at += multiRecordHeaderLength + header[2]!;
    if ((header[1]! & 0x80) !== 0) return at;
  }
  return at + multiRecordHeaderLength;
}

const areaNames = [
  "internal use area",
  "chassis info area",
  "board info area",
  "product info area",
  "MultiRecord area",
];

const formatVersion = 1;

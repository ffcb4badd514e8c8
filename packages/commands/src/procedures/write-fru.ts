import { RefusalError } from "@ruipmi/core";
import { type CallOptions, call, completionCodeName, type Procedure, progress } from "@ruipmi/core/wire";
import { editFruField, type FruEditResult, type FruFieldEdit } from "../fru/edit-field.ts";
import { getFruInventoryAreaInfo } from "../fru/get-fru-inventory-area-info.ts";
import { writeFruData } from "../fru/write-fru-data.ts";
import { isTooMuch, leastFruPart, whileBusy } from "./fru-access.ts";
import { type FruDeviceBytes, type FruProgress, readFruDevice } from "./read-fru.ts";

/** How {@link writeFruDevice} goes about it. */
export interface WriteFruOptions {
  /** What the device holds: only what is different is written then. */
  readonly current?: Uint8Array;
  /** Bytes written at once, 8–248; 64 by default, 16 over a bridge. Less where that is refused. */
  readonly partLength?: number;
  /** How each command is sent. */
  readonly call?: CallOptions;
}

/** A part of a device. */
export interface FruRange {
  /** Bytes from the start. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

/** What {@link writeFruDevice} came to. */
export interface FruWriteResult {
  /** Bytes of the whole device. */
  readonly areaSize: number;
  /** Whether it is written in words of two bytes. */
  readonly accessedByWords: boolean;
  /** Bytes that were written. */
  readonly written: number;
  /** What is write-protected and was left as it is. */
  readonly protectedRanges: readonly FruRange[];
  /** The first byte that was not what was written when it was read back, protected ones apart; absent as a rule. */
  readonly differsAt?: number;
  /** Why not all was written, protected ranges apart; absent as a rule. */
  readonly problem?: string;
}

/**
 * Writes the bytes of a FRU device from its start, then reads them back. Where a part is too much for the managed system
 * less is written at once; what is write-protected is left out, to eight bytes, and said.
 *
 * @param fruDeviceId - 0–254
 * @param bytes - what to write; nothing is where it is more than the device has
 * @throws `RefusalError` where there is no such device
 *
 * @example
 * ```ts
 * const { protectedRanges, differsAt } = yield* writeFruDevice(0, encodeToBytes(fruInventory, inventory));
 * ```
 */
export function* writeFruDevice(
  fruDeviceId: number,
  bytes: Uint8Array,
  options: WriteFruOptions = {},
): Procedure<FruWriteResult> {
  const { areaSize, accessedByWords } = yield* call(getFruInventoryAreaInfo, { fruDeviceId }, options.call);
  const nothing = { areaSize, accessedByWords, written: 0, protectedRanges: [] };
  if (bytes.length > areaSize) {
    return { ...nothing, problem: `${bytes.length} bytes are more than the ${areaSize} of the device` };
  }
  if (accessedByWords && bytes.length % 2 === 1) {
    return {
      ...nothing,
      problem: `the device is written in words, and ${bytes.length} bytes are no whole number of them`,
    };
  }
  const writer = new PartWriter(fruDeviceId, bytes, accessedByWords, options);
  const ranges = changedRanges(bytes, options.current);
  const total = ranges.reduce((sum, { length }) => sum + length, 0);
  for (const range of ranges) {
    for (let offset = 0; offset < range.length && writer.problem === undefined; ) {
      const length = Math.min(writer.partLength, range.length - offset);
      yield* writer.write({ offset: range.offset + offset, length });
      offset += length;
      yield* progress({ fruDeviceId, done: writer.written, total } satisfies FruProgress);
    }
  }
  const { written, protectedRanges, problem } = writer;
  const differsAt = written === 0 ? undefined : yield* firstDifference(fruDeviceId, bytes, protectedRanges, options);
  return {
    areaSize,
    accessedByWords,
    written,
    protectedRanges,
    ...(differsAt === undefined ? {} : { differsAt }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What {@link editFru} came to: what editing made, and what writing it did where there was something to write. */
export interface FruEditReading {
  /** What was made of the device's bytes. */
  readonly edit: FruEditResult;
  /** The device as it was before. */
  readonly before: FruDeviceBytes;
  /** What writing it came to; absent where nothing was written. */
  readonly write?: FruWriteResult;
}

/**
 * Changes one field of a FRU: reads the whole device, writes what has to be different, and reads that back.
 *
 * @throws `RefusalError` where there is no such device, `MalformedMessageError` where its bytes are no FRU inventory
 *
 * @example
 * ```ts
 * yield* editFru(0, { area: "product", index: 5, field: "RACK7-U22" });
 * ```
 */
export function* editFru(
  fruDeviceId: number,
  edit: FruFieldEdit,
  options: Omit<WriteFruOptions, "current"> = {},
): Procedure<FruEditReading> {
  const sent = options.call === undefined ? {} : { call: options.call };
  const before = yield* readFruDevice(fruDeviceId, { length: Number.POSITIVE_INFINITY, ...sent });
  const edited = editFruField(before.bytes, edit);
  if (edited.outcome !== "edited") return { edit: edited, before };
  const write = yield* writeFruDevice(fruDeviceId, edited.bytes, { ...options, current: before.bytes });
  return { edit: edited, before, write };
}

/** What differs, in eights of bytes. */
function changedRanges(bytes: Uint8Array, current: Uint8Array | undefined): readonly FruRange[] {
  if (current === undefined) return [{ offset: 0, length: bytes.length }];
  const ranges: FruRange[] = [];
  for (let offset = 0; offset < bytes.length; offset += leastFruPart) {
    const block = bytes.subarray(offset, offset + leastFruPart);
    if (block.every((byte, index) => byte === current[offset + index])) continue;
    const last = ranges.at(-1);
    const continues = last !== undefined && last.offset + last.length === offset;
    if (continues) ranges[ranges.length - 1] = { offset: last.offset, length: last.length + block.length };
    else ranges.push({ offset, length: block.length });
  }
  return ranges;
}

function* firstDifference(
  fruDeviceId: number,
  bytes: Uint8Array,
  protectedRanges: readonly FruRange[],
  options: WriteFruOptions,
): Procedure<number | undefined> {
  const sent = options.call === undefined ? {} : { call: options.call };
  const { bytes: seen } = yield* readFruDevice(fruDeviceId, { length: bytes.length, ...sent });
  const isProtected = (at: number): boolean => {
    return protectedRanges.some(({ offset, length }) => at >= offset && at < offset + length);
  };
  const at = bytes.findIndex((byte, index) => byte !== seen[index] && !isProtected(index));
  return at < 0 ? undefined : at;
}

/** Writes parts, and halves those that are refused. */
class PartWriter {
  partLength: number;
  written = 0;
  problem: string | undefined;
  readonly protectedRanges: FruRange[] = [];
  readonly #fruDeviceId: number;
  readonly #bytes: Uint8Array;
  readonly #unit: number;
  readonly #call: CallOptions | undefined;

  constructor(fruDeviceId: number, bytes: Uint8Array, byWords: boolean, { call, partLength }: WriteFruOptions) {
    this.#fruDeviceId = fruDeviceId;
    this.#bytes = bytes;
    // Offsets and counts are in words where the device is accessed by words (IPMI v2.0 §34.3).
    this.#unit = byWords ? 2 : 1;
    this.#call = call;
    const longest = partLength ?? (call?.bridge === undefined ? 64 : 16);
    this.partLength = Math.min(Math.max(longest, leastFruPart), 248) & ~7;
  }

  *write(range: FruRange): Procedure<void> {
    let { offset } = range;
    const end = offset + range.length;
    while (offset < end && this.problem === undefined) {
      const count = yield* this.#attempt({ offset, length: end - offset });
      if (count === undefined) return;
      offset += count;
    }
  }

  /** How many bytes were written; `undefined` where the rest of the range is done, in one way or another. */
  *#attempt(range: FruRange): Procedure<number | undefined> {
    const { offset, length } = range;
    const data = this.#bytes.slice(offset, offset + length);
    const request = { fruDeviceId: this.#fruDeviceId, offset: offset / this.#unit, data };
    try {
      const { countWritten } = yield* whileBusy(() => call(writeFruData, request, this.#call));
      const count = Math.min(countWritten * this.#unit, length);
      if (count === 0) this.problem = `nothing was written at byte ${offset}`;
      this.written += count;
      return count;
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      yield* this.#refused(range, error);
      return undefined;
    }
  }

  *#refused(range: FruRange, error: RefusalError): Procedure<void> {
    const { offset, length } = range;
    const isProtected = error.completionCode === writeProtected;
    const mayBeSmaller = length > leastFruPart && (isProtected || isTooMuch(error.completionCode));
    if (mayBeSmaller) {
      const half = Math.ceil(length / 2 / leastFruPart) * leastFruPart;
      if (!isProtected) this.partLength = Math.min(this.partLength, half);
      yield* this.write({ offset, length: half });
      yield* this.write({ offset: offset + half, length: length - half });
    } else if (isProtected) this.#protect(range);
    else if (this.written === 0 || error.completionCode === undefined) throw error;
    else {
      const meaning = completionCodeName(error.completionCode, writeFruData.completionCodes);
      this.problem = `byte ${offset} was refused: ${meaning}`;
    }
  }

  #protect({ offset, length }: FruRange): void {
    const last = this.protectedRanges.at(-1);
    const continues = last !== undefined && last.offset + last.length === offset;
    if (continues)
      this.protectedRanges.push({ offset: this.protectedRanges.pop()!.offset, length: last.length + length });
    else this.protectedRanges.push({ offset, length });
  }
}

/** "Write-protected offset" (IPMI v2.0 §34.3). */
const writeProtected = 0x80;

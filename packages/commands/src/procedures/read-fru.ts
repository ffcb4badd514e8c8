import { RefusalError } from "@ruipmi/core";
import {
  all,
  ByteWriter,
  type CallOptions,
  call,
  completionCodeName,
  type Procedure,
  progress,
} from "@ruipmi/core/wire";
import type { Tolerated } from "../formats/tolerated.ts";
import { decodeFruInventory, type FruInventory } from "../fru/fru-inventory.ts";
import { fruBytesNeeded } from "../fru/fru-layout.ts";
import { type GetFruInventoryAreaInfoResponse, getFruInventoryAreaInfo } from "../fru/get-fru-inventory-area-info.ts";
import { readFruData } from "../fru/read-fru-data.ts";
import { isTooMuch, leastFruPart, whileBusy } from "./fru-access.ts";

/** How {@link readFruDevice} goes about it. */
export interface ReadFruOptions {
  /** How many bytes: as far as there are areas, when left out; `Infinity` for the whole device. */
  readonly length?: number;
  /** Bytes asked for at once, 1–255; 128 by default, 16 over a bridge. Less where that is refused. */
  readonly partLength?: number;
  /** How each command is sent. */
  readonly call?: CallOptions;
}

/** What {@link readFruDevice} reports with `progress`. */
export interface FruProgress {
  /** Which device. */
  readonly fruDeviceId: number;
  /** Bytes that are done. */
  readonly done: number;
  /** Bytes there are to do, as far as that is known. */
  readonly total: number;
}

/** What {@link readFruDevice} came to. */
export interface FruDeviceBytes extends GetFruInventoryAreaInfoResponse {
  /** Which device. */
  readonly fruDeviceId: number;
  /** Its bytes, from the first on. */
  readonly bytes: Uint8Array;
  /** Why there are fewer than there should be; absent as a rule. */
  readonly problem?: string;
}

/** What {@link readFru} came to. */
export interface FruReading extends FruDeviceBytes {
  /** What the device says. */
  readonly inventory: FruInventory;
  /** What was wrong and read all the same; absent where nothing was. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * Reads the bytes of a FRU device: first a part, then as far as the areas in it reach, several parts side by side. Where
 * a part is too much for the managed system it is asked for less, and where the device ends before it said it would,
 * reading ends with what there is.
 *
 * @param fruDeviceId - 0–254
 * @throws `RefusalError` where there is no such device, or not even its first bytes can be read
 *
 * @example
 * ```ts
 * const { bytes } = yield* readFruDevice(0, { length: Infinity });
 * ```
 */
export function* readFruDevice(fruDeviceId: number, options: ReadFruOptions = {}): Procedure<FruDeviceBytes> {
  const info = yield* call(getFruInventoryAreaInfo, { fruDeviceId }, options.call);
  const reader = new PartReader(fruDeviceId, info, options);
  while (reader.wanted > reader.length && reader.problem === undefined) {
    const parts = yield* all(reader.nextParts());
    for (const [index, part] of parts.entries()) {
      const isUsed = part.status === "fulfilled" ? reader.take(index, part.value) : reader.refused(index, part.reason);
      if (!isUsed) break;
    }
    yield* progress({ fruDeviceId, done: reader.length, total: reader.wanted } satisfies FruProgress);
  }
  const { problem } = reader;
  return { fruDeviceId, ...info, bytes: reader.bytes, ...(problem === undefined ? {} : { problem }) };
}

/**
 * Reads a FRU device and what it says.
 *
 * @throws as {@link readFruDevice}, and `MalformedMessageError` where its bytes are no FRU inventory
 *
 * @example
 * ```ts
 * const { inventory } = yield* readFru(0);
 * show(inventory.product?.serialNumber);
 * ```
 */
export function* readFru(fruDeviceId: number, options: ReadFruOptions = {}): Procedure<FruReading> {
  const device = yield* readFruDevice(fruDeviceId, options);
  return { ...device, ...decodeFruInventory(device.bytes) };
}

/** How far reading is, and what to ask for next. */
class PartReader {
  problem: string | undefined;
  readonly #fruDeviceId: number;
  readonly #info: GetFruInventoryAreaInfoResponse;
  readonly #options: ReadFruOptions;
  readonly #writer = new ByteWriter(256);
  /** Bytes asked for at once. */
  #partLength: number;
  #asked: number[] = [];

  constructor(fruDeviceId: number, info: GetFruInventoryAreaInfoResponse, options: ReadFruOptions) {
    this.#fruDeviceId = fruDeviceId;
    this.#info = info;
    this.#options = options;
    const longest = options.partLength ?? (options.call?.bridge === undefined ? 128 : 16);
    this.#partLength = Math.min(Math.max(longest, 2), 254) & ~1;
  }

  get length(): number {
    return this.#writer.length;
  }

  get bytes(): Uint8Array {
    const { length } = this.#options;
    return this.#writer.toBytes().slice(0, length === undefined ? this.#info.areaSize : length);
  }

  /** How many bytes there must be before it is done. */
  get wanted(): number {
    const { areaSize } = this.#info;
    const { length } = this.#options;
    return length === undefined ? fruBytesNeeded(this.#writer.view(), areaSize) : Math.min(length, areaSize);
  }

  /** The first part alone, as nothing is known before; then a few side by side. */
  nextParts(): Procedure<Uint8Array>[] {
    const { areaSize } = this.#info;
    const most = this.length === 0 ? 1 : partsAtOnce;
    this.#asked = [];
    let offset = this.length;
    do {
      const count = Math.min(this.#partLength, areaSize - offset);
      this.#asked.push(count);
      offset += count;
    } while (this.#asked.length < most && offset < this.wanted);
    offset = this.length;
    return this.#asked.map((count) => {
      const part = this.#readPart(offset, count);
      offset += count;
      return part;
    });
  }

  /** Takes a part; `false` where those behind it do not follow on it. */
  take(index: number, part: Uint8Array): boolean {
    const asked = this.#asked[index]!;
    this.#writer.bytes(part);
    if (part.length === asked) return true;
    if (part.length === 0) this.#stop("answered without a byte");
    // Where it gives less than it is asked for it will do so again.
    else this.#partLength = Math.max(part.length & ~1, 2);
    return false;
  }

  /** Understands a refusal; `false`, as nothing follows on it. */
  refused(index: number, error: unknown): false {
    if (!(error instanceof RefusalError)) throw error;
    const code = error.completionCode;
    if (isTooMuch(code) && this.#asked[index]! > leastFruPart) {
      this.#partLength = Math.max(Math.floor(this.#asked[index]! / 4) * 2, leastFruPart);
      return false;
    }
    if (this.length === 0 || code === undefined) throw error;
    this.#stop(`was refused: ${completionCodeName(code, readFruData.completionCodes)}`);
    return false;
  }

  #stop(why: string): void {
    this.problem = `byte ${this.length} of ${this.#info.areaSize} ${why}; what is behind it is missing`;
  }

  *#readPart(offset: number, count: number): Procedure<Uint8Array> {
    // Offsets and counts are in words where the device is accessed by words (IPMI v2.0 §34.2).
    const unit = this.#info.accessedByWords ? 2 : 1;
    const request = { fruDeviceId: this.#fruDeviceId, offset: offset / unit, count: Math.ceil(count / unit) };
    const { countReturned, data } = yield* whileBusy(() => call(readFruData, request, this.#options.call));
    const length = Math.min(countReturned * unit, count, data.length);
    // Half a word says nothing: what follows it could not be asked for.
    return data.subarray(0, length < count ? length - (length % unit) : length);
  }
}

const partsAtOnce = 4;

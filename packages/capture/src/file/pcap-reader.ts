import { viewOf } from "../bytes.ts";
import type { ByteQueue } from "./byte-queue.ts";
import { type CaptureItem, type FormatReader, maxPacketLength, note } from "./capture-item.ts";

/**
 * The classic format, as libpcap and tcpdump write it.
 *
 * | file header | |
 * |---|---|
 * | 0  | magic: A1B2C3D4h microseconds, A1B23C4Dh nanoseconds; its byte order is that of all numbers |
 * | 4  | version, 2 and 4 |
 * | 8  | reserved |
 * | 16 | snapshot length |
 * | 20 | link type (low 16 bits; the rest says whether there is a frame check sequence) |
 *
 * | packet header | |
 * |---|---|
 * | 0  | seconds since 1970 |
 * | 4  | micro- or nanoseconds |
 * | 8  | bytes that follow |
 * | 12 | bytes on the wire |
 */
export class PcapReader implements FormatReader {
  readonly #queue: ByteQueue;
  readonly #littleEndian: boolean;
  /** Nanoseconds in a unit of the packet header's second field. */
  readonly #unit: number;
  #linkType: number | undefined;
  #number = 0;
  /** Where damage began that is being searched for its end. */
  #damagedFrom: number | undefined;

  /** @param queue - the file from its first byte on; the magic number was looked at, not taken */
  constructor(queue: ByteQueue, order: { readonly littleEndian: boolean; readonly nanoseconds: boolean }) {
    this.#queue = queue;
    this.#littleEndian = order.littleEndian;
    this.#unit = order.nanoseconds ? 1 : 1000;
  }

  *read(): Generator<CaptureItem, void, undefined> {
    if (this.#linkType === undefined) {
      const header = this.#queue.take(fileHeaderLength);
      if (header === undefined) return;
      this.#linkType = viewOf(header).getUint32(20, this.#littleEndian) & 0xffff;
    }
    yield* this.#packets(false);
  }

  *#packets(isEnd: boolean): Generator<CaptureItem, void, undefined> {
    while (this.#linkType !== undefined) {
      if (this.#damagedFrom !== undefined && !(yield* this.#resynchronise(isEnd))) return;
      const header = this.#queue.peek(packetHeaderLength);
      if (header === undefined) return;
      const view = viewOf(header);
      if (!this.#isPlausible(view, 0)) {
        this.#beginSearch();
        continue;
      }
      const length = view.getUint32(8, this.#littleEndian);
      if (this.#queue.length < packetHeaderLength + length) return;
      this.#queue.skip(packetHeaderLength);
      const offset = this.#queue.offset;
      this.#number += 1;
      yield {
        type: "packet",
        number: this.#number,
        time: this.#time(view),
        linkType: this.#linkType,
        data: this.#queue.take(length)!,
        originalLength: view.getUint32(12, this.#littleEndian),
        offset,
      };
    }
  }

  *end(): Generator<CaptureItem, void, undefined> {
    yield* this.#packets(true);
    let cut: { readonly offset: number; readonly length: number } | undefined;
    // A packet that reaches beyond the end may be one whose length is damaged: there may be others behind its header.
    while (this.#linkType !== undefined && this.#damagedFrom === undefined && this.#queue.length > 0) {
      cut = { offset: this.#queue.offset, length: this.#queue.length };
      this.#beginSearch();
      yield* this.#packets(true);
    }
    if (this.#linkType === undefined) {
      yield note(this.#queue.offset, "the file ends inside its header: it holds no packets");
    } else if (cut !== undefined && cut.offset === this.#damagedFrom) {
      yield note(cut.offset, `the file ends inside a packet: ${cut.length} bytes are left of it and were not read`);
    } else if (this.#damagedFrom !== undefined) {
      yield note(this.#damagedFrom, "no packet header was found from here to the end of the file");
    }
  }

  #beginSearch(): void {
    this.#damagedFrom = this.#queue.offset;
    this.#queue.skip(1);
  }

  /**
   * Looks for the next packet header: one that is followed by another, or by the end of the file. False until there is
   * one; more bytes may tell, unless these are all.
   */
  *#resynchronise(isEnd: boolean): Generator<CaptureItem, boolean, undefined> {
    const isFound = this.#skipToHeader(isEnd);
    if (!isFound) return false;
    const from = this.#damagedFrom!;
    yield note(
      from,
      `no packet header is here; ${this.#queue.offset - from} bytes were passed over up to the next one`,
    );
    this.#damagedFrom = undefined;
    return true;
  }

  #skipToHeader(isEnd: boolean): boolean {
    while (true) {
      const window = this.#queue.window(packetHeaderLength);
      if (window === undefined) return false;
      const view = viewOf(window);
      let at = 0;
      for (; at + packetHeaderLength <= window.length; at++) {
        const verdict = this.#isFollowed(view, at, isEnd);
        if (verdict === false) continue;
        this.#queue.skip(at);
        return verdict === true;
      }
      this.#queue.skip(at);
    }
  }

  /** Whether a packet that begins here ends where another does; `undefined` where that has not come yet. */
  #isFollowed(view: DataView, at: number, isEnd: boolean): boolean | undefined {
    if (!this.#isPlausiblyFilled(view, at)) return false;
    const end = at + packetHeaderLength + view.getUint32(at + 8, this.#littleEndian);
    const next = this.#queue.peekBehind(end, packetHeaderLength);
    if (next !== undefined) return this.#isPlausiblyFilled(viewOf(next), 0);
    return isEnd ? this.#queue.length === end : undefined;
  }

  /** An empty packet says too little to be told from zeros. */
  #isPlausiblyFilled(view: DataView, at: number): boolean {
    return view.getUint32(at + 8, this.#littleEndian) > 0 && this.#isPlausible(view, at);
  }

  #isPlausible(view: DataView, at: number): boolean {
    const length = view.getUint32(at + 8, this.#littleEndian);
    const originalLength = view.getUint32(at + 12, this.#littleEndian);
    return (
      length <= maxPacketLength &&
      length <= originalLength &&
      originalLength <= maxOriginalLength &&
      view.getUint32(at + 4, this.#littleEndian) * this.#unit < 1_000_000_000
    );
  }

  #time(header: DataView): bigint {
    const seconds = header.getUint32(0, this.#littleEndian);
    const fraction = header.getUint32(4, this.#littleEndian);
    return BigInt(seconds) * 1_000_000_000n + BigInt(fraction * this.#unit);
  }
}

/**
 * More than any IP packet. Where four bytes are missing, everything behind looks like headers and packets that are off by
 * four, for ever, since both lengths are the same: but for this one, which is then read from the packet.
 */
const maxOriginalLength = 0x10_0000;

const fileHeaderLength = 24;
const packetHeaderLength = 16;

import { viewOf } from "../bytes.ts";
import type { ByteQueue } from "./byte-queue.ts";
import { type CaptureItem, type FormatReader, maxPacketLength, note } from "./capture-item.ts";
import { type InterfaceDescription, readInterfaceDescription } from "./pcapng-interface.ts";

/** What a file in this format begins with: the type of a section header block, the same in both byte orders. */
export const pcapngMagic = 0x0a0d_0d0a;

/**
 * pcapng, as Wireshark writes it: blocks, each with its length before and behind.
 *
 * | block | |
 * |---|---|
 * | 0     | type |
 * | 4     | total length, a multiple of 4 |
 * | 8     | body |
 * | end-4 | total length again |
 *
 * Read are section headers, interface descriptions, and the enhanced, simple and obsolete packet blocks. All others
 * (name resolution, statistics, decryption secrets, custom) are passed over as they come, whatever their length.
 */
export class PcapngReader implements FormatReader {
  readonly #queue: ByteQueue;
  #littleEndian = true;
  #interfaces: InterfaceDescription[] = [];
  #number = 0;
  /** The long block that is being passed over. */
  #passing: PassedBlock | undefined;
  #damagedFrom: number | undefined;

  /** @param queue - the file from its first byte on */
  constructor(queue: ByteQueue) {
    this.#queue = queue;
  }

  *read(): Generator<CaptureItem, void, undefined> {
    yield* this.#blocks(false);
  }

  *#blocks(isEnd: boolean): Generator<CaptureItem, void, undefined> {
    while (true) {
      if (this.#passing !== undefined && !this.#pass(this.#passing)) return;
      if (this.#damagedFrom !== undefined && !(yield* this.#resynchronise(isEnd))) return;
      const head = this.#queue.peek(blockHeadLength);
      if (head === undefined) return;
      const block = this.#blockHead(viewOf(head), 0);
      if (block === undefined || !isPlausible(block)) {
        this.#beginSearch();
        continue;
      }
      if (block.length > maxReadBlockLength) {
        this.#passing = { ...block, offset: this.#queue.offset };
        continue;
      }
      const isWhole = this.#isWhole(block, 0);
      if (isWhole === undefined) return;
      if (!isWhole) {
        this.#beginSearch();
        continue;
      }
      this.#littleEndian = block.littleEndian;
      const offset = this.#queue.offset + 8;
      yield* this.#block(block.type, this.#queue.take(block.length)!.subarray(8, block.length - 4), offset);
    }
  }

  *end(): Generator<CaptureItem, void, undefined> {
    yield* this.#blocks(true);
    let cut: { readonly offset: number; readonly length: number } | undefined;
    // A block that reaches beyond the end may be one whose length is damaged: there may be others behind its head.
    while (this.#passing === undefined && this.#damagedFrom === undefined && this.#queue.length > 0) {
      cut = { offset: this.#queue.offset, length: this.#queue.length };
      this.#beginSearch();
      yield* this.#blocks(true);
    }
    if (this.#passing !== undefined) {
      const left = this.#passing.offset + this.#passing.length - this.#queue.offset;
      yield note(this.#passing.offset, `the file ends inside a block, ${left} bytes before its end`);
    } else if (cut !== undefined && cut.offset === this.#damagedFrom) {
      yield note(cut.offset, `the file ends inside a block: ${cut.length} bytes are left of it and were not read`);
    } else if (this.#damagedFrom !== undefined) {
      yield note(this.#damagedFrom, "no block was found from here to the end of the file");
    }
  }

  /** Passes over a long block, as far as it has come. False until its end has. */
  #pass({ offset, length, littleEndian }: PassedBlock): boolean {
    this.#queue.skip(offset + length - 4 - this.#queue.offset);
    const trailer = this.#queue.take(4);
    if (trailer === undefined) return false;
    this.#passing = undefined;
    if (viewOf(trailer).getUint32(0, littleEndian) !== length) this.#damagedFrom = offset;
    return true;
  }

  /** Blocks stand at multiples of 4, but bytes may be missing here, or too many. */
  #beginSearch(): void {
    this.#damagedFrom = this.#queue.offset;
    this.#queue.skip(1);
  }

  /** Looks for the next block of a kind that is read. False until there is one. */
  *#resynchronise(isEnd: boolean): Generator<CaptureItem, boolean, undefined> {
    const isFound = this.#skipToBlock(isEnd);
    if (isFound) yield* this.#endOfDamage();
    return isFound;
  }

  #skipToBlock(isEnd: boolean): boolean {
    while (true) {
      const window = this.#queue.window(blockHeadLength);
      if (window === undefined) return false;
      const view = viewOf(window);
      let at = 0;
      for (; at + blockHeadLength <= window.length; at++) {
        const block = this.#blockHead(view, at);
        // Only what is certainly a block will do.
        if (block === undefined || !readTypes.has(block.type) || !isPlausible(block)) continue;
        const isWhole = this.#isWhole(block, at) ?? (isEnd ? false : undefined);
        if (isWhole === false) continue;
        this.#queue.skip(at);
        return isWhole === true;
      }
      this.#queue.skip(at);
    }
  }

  /** Whether a block ends with its length; `undefined` where its end has not come yet. */
  #isWhole({ length, littleEndian }: BlockHead, at: number): boolean | undefined {
    const trailer = this.#queue.peekBehind(at + length - 4, 4);
    return trailer && viewOf(trailer).getUint32(0, littleEndian) === length;
  }

  *#endOfDamage(): Generator<CaptureItem, void, undefined> {
    const from = this.#damagedFrom!;
    this.#damagedFrom = undefined;
    yield note(from, `no block is here; ${this.#queue.offset - from} bytes were passed over up to the next one`);
  }

  /** Type and length where they can be those of a block. */
  #blockHead(view: DataView, at: number): BlockHead | undefined {
    let littleEndian = this.#littleEndian;
    if (view.getUint32(at) === pcapngMagic) {
      const order = view.getUint32(at + 8);
      if (order !== 0x1a2b_3c4d && order !== 0x4d3c_2b1a) return undefined;
      littleEndian = order === 0x4d3c_2b1a;
    }
    const type = view.getUint32(at, littleEndian);
    const length = view.getUint32(at + 4, littleEndian);
    return length < minBlockLength || length % 4 !== 0 ? undefined : { type, length, littleEndian };
  }

  *#block(type: number, body: Uint8Array, offset: number): Generator<CaptureItem, void, undefined> {
    switch (type) {
      case BlockType.sectionHeader:
        // Interfaces are counted anew in each section.
        this.#interfaces = [];
        return;
      case BlockType.interfaceDescription: {
        if (this.#interfaces.length >= maxInterfaces) {
          yield note(offset, `there are more than ${maxInterfaces} interfaces; packets of this one will not be read`);
          return;
        }
        const description = readInterfaceDescription(body, this.#littleEndian);
        if (description === undefined)
          yield note(offset, "an interface description is too short; its packets have no link type");
        this.#interfaces.push(description ?? unknownInterface);
        return;
      }
      case BlockType.enhancedPacket:
        yield this.#timedPacket(body, offset, (view) => view.getUint32(0, this.#littleEndian));
        return;
      case BlockType.obsoletePacket:
        yield this.#timedPacket(body, offset, (view) => view.getUint16(0, this.#littleEndian));
        return;
      case BlockType.simplePacket:
        yield this.#simplePacket(body, offset);
        return;
      default:
        return;
    }
  }

  /** Enhanced and obsolete packet blocks differ in the interface's field alone; both have 20 bytes before the data. */
  #timedPacket(body: Uint8Array, offset: number, interfaceOf: (view: DataView) => number): CaptureItem {
    if (body.length < 20) return note(offset, "a packet block is too short for its fields and was passed over");
    const view = viewOf(body);
    const length = view.getUint32(12, this.#littleEndian);
    if (length > body.length - 20 || length > maxPacketLength) {
      return note(offset, "a packet block says that its packet is longer than the block; it was passed over");
    }
    const ticks =
      (BigInt(view.getUint32(4, this.#littleEndian)) << 32n) | BigInt(view.getUint32(8, this.#littleEndian));
    const interfaceId = interfaceOf(view);
    const described = this.#interfaces[interfaceId];
    if (described === undefined)
      return note(offset, `a packet names interface ${interfaceId}, which is not described; it was passed over`);
    this.#number += 1;
    return {
      type: "packet",
      number: this.#number,
      time: described.toNanoseconds(ticks),
      linkType: described.linkType,
      data: body.subarray(20, 20 + length),
      originalLength: view.getUint32(16, this.#littleEndian),
      offset: offset + 20,
    };
  }

  #simplePacket(body: Uint8Array, offset: number): CaptureItem {
    if (body.length < 4) return note(offset, "a simple packet block is too short for its fields and was passed over");
    const described = this.#interfaces[0];
    if (described === undefined)
      return note(offset, "a simple packet block comes before any interface description; it was passed over");
    const originalLength = viewOf(body).getUint32(0, this.#littleEndian);
    const longest =
      described.snapshotLength === 0 ? originalLength : Math.min(originalLength, described.snapshotLength);
    const length = Math.min(longest, body.length - 4);
    this.#number += 1;
    return {
      type: "packet",
      number: this.#number,
      time: undefined,
      linkType: described.linkType,
      data: body.subarray(4, 4 + length),
      originalLength,
      offset: offset + 4,
    };
  }
}

const BlockType = {
  sectionHeader: 0x0a0d_0d0a,
  interfaceDescription: 1,
  obsoletePacket: 2,
  simplePacket: 3,
  enhancedPacket: 6,
} as const;

const readTypes: ReadonlySet<number> = new Set(Object.values(BlockType));

/** Type, length and the first four bytes of the body, where a section header has its byte order. */
const blockHeadLength = 12;
const minBlockLength = 12;

/** A packet, its fields, and options such as comments. */
const maxReadBlockLength = 2 * maxPacketLength;

/** Blocks that may be longer: name resolution, systemd's journal, decryption secrets, and the two kinds of custom blocks. */
const longTypes: ReadonlySet<number> = new Set([4, 9, 10, 0x0000_0bad, 0x4000_0bad]);

/** Whether a block of this type can be so long: with a damaged length all that is behind it would be passed over. */
function isPlausible({ type, length }: BlockHead): boolean {
  return length <= maxReadBlockLength || longTypes.has(type);
}

/** Interfaces of a section that are remembered. */
const maxInterfaces = 4096;

const unknownInterface: InterfaceDescription = {
  linkType: 0xffff,
  snapshotLength: 0,
  toNanoseconds: () => undefined,
};

interface BlockHead {
  readonly type: number;
  readonly length: number;
  readonly littleEndian: boolean;
}

interface PassedBlock extends BlockHead {
  readonly offset: number;
}

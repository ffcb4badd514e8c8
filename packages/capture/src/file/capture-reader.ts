import { ByteQueue } from "./byte-queue.ts";
import type { CaptureItem, FormatReader } from "./capture-item.ts";
import { PcapReader } from "./pcap-reader.ts";
import { PcapngReader, pcapngMagic } from "./pcapng-reader.ts";

/**
 * Reads a capture file, pcap or pcapng, as its bytes come. It holds no more than the packet that is not complete yet.
 * Nothing in a file makes it throw: what is damaged is a note, and reading goes on behind it.
 *
 * @example
 * ```ts
 * const reader = new CaptureReader();
 * for await (const chunk of file) {
 *   for (const item of reader.push(chunk)) if (item.type === "packet") console.log(item.number, item.data.length);
 * }
 * for (const note of reader.end()) console.warn(note);
 * ```
 */
export class CaptureReader {
  readonly #queue = new ByteQueue();
  #format: FormatReader | undefined;
  #isUnknown = false;

  /**
   * Takes a chunk, of any length, and gives what is complete by now. Draw all of it before the next chunk.
   *
   * @param chunk - kept while it is needed: it must not change
   */
  *push(chunk: Uint8Array): Generator<CaptureItem, void, undefined> {
    if (this.#isUnknown) return;
    this.#queue.push(chunk);
    if (this.#format === undefined) {
      const magic = this.#queue.peek(4);
      if (magic === undefined) return;
      this.#format = formatOf(magic, this.#queue);
      if (this.#format === undefined) {
        this.#isUnknown = true;
        yield { type: "note", offset: 0, text: unknownFormat(magic) };
        return;
      }
    }
    yield* this.#format.read();
  }

  /** Says that the file has ended, and gives what that means. */
  *end(): Generator<CaptureItem, void, undefined> {
    if (this.#isUnknown) return;
    if (this.#format !== undefined) yield* this.#format.end();
    else yield { type: "note", offset: 0, text: "the file is too short to be a capture" };
  }
}

function formatOf(magic: Uint8Array, queue: ByteQueue): FormatReader | undefined {
  const view = new DataView(magic.buffer, magic.byteOffset, 4);
  for (const littleEndian of [true, false]) {
    const value = view.getUint32(0, littleEndian);
    if (value === 0xa1b2_c3d4) return new PcapReader(queue, { littleEndian, nanoseconds: false });
    if (value === 0xa1b2_3c4d) return new PcapReader(queue, { littleEndian, nanoseconds: true });
  }
  return view.getUint32(0) === pcapngMagic ? new PcapngReader(queue) : undefined;
}

function unknownFormat(magic: Uint8Array): string {
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  const advice = isGzip ? "it is compressed with gzip: decompress it first" : "it is neither pcap nor pcapng";
  return `the file is not a capture that can be read: ${advice}`;
}

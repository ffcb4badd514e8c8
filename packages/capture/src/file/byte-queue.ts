/** Chunks shorter than this are put together, so that whoever looks far ahead passes few of them. */
const shortChunk = 4096;

/** Where they are put together. */
const blockLength = 16_384;

/**
 * Bytes that arrive in chunks and are taken in pieces of known length. A piece that lies within one chunk is a view of
 * it, one that does not is copied.
 */
export class ByteQueue {
  readonly #chunks: Uint8Array[] = [];
  /** The block that the last chunk is the used part of, where it is the queue's own and has room. */
  #block: Uint8Array | undefined;
  /** Where the first chunk's unread bytes begin. */
  #start = 0;
  #length = 0;
  #offset = 0;

  /** Unread bytes. */
  get length(): number {
    return this.#length;
  }

  /** Where the first unread byte stands in the whole stream. */
  get offset(): number {
    return this.#offset;
  }

  /** Adds a chunk. It is kept as it is, so it must not change afterwards. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#length += chunk.length;
    if (chunk.length < shortChunk) {
      this.#append(chunk);
    } else {
      this.#chunks.push(chunk);
      this.#block = undefined;
    }
  }

  /** The next bytes, which stay unread; `undefined` where there are not that many. */
  peek(count: number): Uint8Array | undefined {
    return count > this.#length ? undefined : this.#together(count).subarray(0, count);
  }

  /** All unread bytes that lie together, and at least so many; `undefined` where there are not that many. */
  window(atLeast: number): Uint8Array | undefined {
    return atLeast > this.#length ? undefined : this.#together(atLeast);
  }

  /** A few bytes behind so many others, all of which stay unread; `undefined` where there are not that many. */
  peekBehind(distance: number, count: number): Uint8Array | undefined {
    if (distance + count > this.#length) return undefined;
    let at = this.#start + distance;
    let index = 0;
    while (at >= this.#chunks[index]!.length) {
      at -= this.#chunks[index]!.length;
      index += 1;
    }
    const chunk = this.#chunks[index]!;
    if (at + count <= chunk.length) return chunk.subarray(at, at + count);
    const bytes = new Uint8Array(count);
    for (let filled = 0; filled < count; at = 0, index++) {
      const part = this.#chunks[index]!.subarray(at, at + count - filled);
      bytes.set(part, filled);
      filled += part.length;
    }
    return bytes;
  }

  /** The next bytes, read; `undefined` where there are not that many, and nothing is read. */
  take(count: number): Uint8Array | undefined {
    const bytes = this.peek(count);
    if (bytes !== undefined) this.skip(count);
    return bytes;
  }

  /** Passes over bytes, at most as many as there are, and says how many. */
  skip(count: number): number {
    const skipped = Math.min(count, this.#length);
    this.#length -= skipped;
    this.#offset += skipped;
    this.#start += skipped;
    let gone = 0;
    while (gone < this.#chunks.length && this.#start >= this.#chunks[gone]!.length) {
      this.#start -= this.#chunks[gone]!.length;
      gone += 1;
    }
    if (gone > 0) this.#chunks.splice(0, gone);
    if (this.#chunks.length === 0) this.#block = undefined;
    return skipped;
  }

  /** Copies a chunk behind the last one. What was given out before does not change. */
  #append(chunk: Uint8Array): void {
    const used = this.#block === undefined ? 0 : this.#chunks.at(-1)!.length;
    if (this.#block === undefined || used + chunk.length > this.#block.length) {
      this.#block = new Uint8Array(blockLength);
      this.#block.set(chunk);
      this.#chunks.push(this.#block.subarray(0, chunk.length));
      return;
    }
    this.#block.set(chunk, used);
    this.#chunks[this.#chunks.length - 1] = this.#block.subarray(0, used + chunk.length);
  }

  /** The first chunk's unread bytes, which are made at least `count` by copying as few chunks as that takes. */
  #together(count: number): Uint8Array {
    const first = this.#chunks[0]?.subarray(this.#start) ?? new Uint8Array(0);
    if (first.length >= count) return first;
    const parts: Uint8Array[] = [first];
    let { length } = first;
    while (length < count) {
      const next = this.#chunks[parts.length]!;
      parts.push(next);
      length += next.length;
    }
    const isAll = parts.length === this.#chunks.length;
    // With room for what follows, so that short chunks do not make for a copy each.
    const block = new Uint8Array(isAll ? Math.max(length, blockLength) : length);
    const joined = block.subarray(0, length);
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    this.#chunks.splice(0, parts.length, joined);
    if (isAll) this.#block = block;
    this.#start = 0;
    return joined;
  }
}

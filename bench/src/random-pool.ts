import { randomFillSync } from "node:crypto";

/** Random bytes drawn once, outside the measured time, and handed out as views. Goes round when it is used up. */
export class RandomPool {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array = randomFillSync(new Uint8Array(1 << 16))) {
    this.#bytes = bytes;
  }

  draw(length: number): Uint8Array {
    if (this.#offset + length > this.#bytes.length) this.#offset = 0;
    const at = this.#offset;
    this.#offset += length;
    return this.#bytes.subarray(at, at + length);
  }

  /** A second pool that will hand out the same bytes from the start. */
  twin(): RandomPool {
    return new RandomPool(this.#bytes);
  }
}

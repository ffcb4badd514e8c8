import { ApiMisuseError } from "../errors.ts";
import type { RandomBytes, RandomPurpose } from "./config.ts";

/** IVs are drawn this many at a time: one draw costs as much as the MAC of a packet. */
const ivPoolSize = 16;
const ivLength = 16;

/** The configured random bytes, checked for length, with a pool of IVs. */
export class RandomSource {
  readonly #randomBytes: RandomBytes;
  #pool: Uint8Array = new Uint8Array(0);
  #poolOffset = 0;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** Exactly `length` random bytes of the caller's own array. */
  draw(length: number, purpose: RandomPurpose): Uint8Array {
    const bytes = this.#randomBytes(length, purpose);
    if (bytes instanceof Uint8Array && bytes.length === length) return new Uint8Array(bytes);
    throw new ApiMisuseError("invalidArgument", `randomBytes must return exactly ${length} bytes for ${purpose}`);
  }

  /** A random number that is not zero: a session ID of 0 means "none" (IPMI v2.0 §13.17). */
  drawSessionId(): number {
    for (let attempt = 0; attempt < 8; attempt++) {
      const bytes = this.draw(4, "sessionId");
      const id = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0;
      if (id !== 0) return id;
    }
    throw new ApiMisuseError("invalidArgument", "randomBytes returned only zeros for sessionId");
  }

  /** A fresh 16-byte IV: a view of the pool, used once. */
  readonly drawIv = (): Uint8Array => {
    if (this.#poolOffset === this.#pool.length) {
      this.#pool = this.draw(ivPoolSize * ivLength, "iv");
      this.#poolOffset = 0;
    }
    const at = this.#poolOffset;
    this.#poolOffset += ivLength;
    return this.#pool.subarray(at, at + ivLength);
  };
}

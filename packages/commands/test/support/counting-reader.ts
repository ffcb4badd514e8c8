import { ByteReader, type Codec } from "@ruipmi/core/wire";

/*
 * Every ByteReader counts what is asked of it, those that decoders make within decoders included, since time cannot be
 * asserted and steps can.
 */
const counted = ["u8", "u16", "u24", "u32", "bytes", "view", "skip", "peek"] as const;

let steps = 0;
let most = Number.POSITIVE_INFINITY;

for (const name of counted) {
  const plain = ByteReader.prototype[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(ByteReader.prototype, name, {
    value(this: ByteReader, ...args: unknown[]): unknown {
      if (++steps > most) throw new TooManySteps(most);
      return plain.apply(this, args);
    },
  });
}

/**
 * The bytes as an array whose every access by index is a step, for what reads without a ByteReader; parts of it likewise.
 * Slow: a hundred times as slow as bytes.
 */
export function countedBytes(bytes: Uint8Array): Uint8Array {
  return new Proxy(bytes, {
    get(target, key) {
      if (key === "subarray") return (...range: [number?, number?]) => countedBytes(target.subarray(...range));
      const value: unknown = Reflect.get(target, key);
      if (typeof value === "number" && key !== "length" && ++steps > most) throw new TooManySteps(most);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** More fields were read or looked at than the bytes warrant. */
export class TooManySteps extends Error {
  constructor(allowed: number) {
    super(`more than ${allowed} steps`);
    this.name = "TooManySteps";
  }
}

/** Fields that a decoder may read besides two for each byte: those of no bytes, those looked at twice. */
const spare = 24;

/** How many steps reading so many bytes may take. */
export function stepsAllowed(bytes: number): number {
  return 2 * bytes + spare;
}

/** Does something that reads; stops it, however it goes on, after so many steps. May be used within itself. */
export function withinSteps<T>(allowed: number, work: () => T): T {
  const [stepsBefore, mostBefore] = [steps, most];
  steps = 0;
  most = Math.min(allowed, mostBefore - stepsBefore);
  try {
    return work();
  } finally {
    const taken = steps;
    steps = stepsBefore + taken;
    most = mostBefore;
    // biome-ignore lint/correctness/noUnsafeFinally: a decoder that does too much fails, whatever it answered
    if (taken > allowed) throw new TooManySteps(allowed);
  }
}

/** Decodes a whole message; fails where that took more steps than the bytes warrant. */
export function decodeCounted<T, Context>(codec: Codec<T, Context>, bytes: Uint8Array, context: Context): T {
  return withinSteps(stepsAllowed(bytes.length), () => {
    const reader = new ByteReader(bytes, "message");
    const value = codec.decode(reader, context);
    reader.end();
    return value;
  });
}

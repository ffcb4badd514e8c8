import { inspect } from "node:util";
import { needlesOf } from "./needles.ts";

/** How thoroughly is looked. */
export interface SearchOptions {
  /** So many bytes of a secret in a row are a leak; the whole secret when left out. */
  readonly window?: number;
}

/**
 * Keeps what comes out of something and looks for secrets in it: as they are, in hex, in base64, as numbers, backwards.
 * The one searcher of all packages' tests and of the soak.
 *
 * @example
 * ```ts
 * const haystack = new Haystack();
 * haystack.keep(event);
 * haystack.show(client);
 * expect(haystack.find({ password })).toEqual([]);
 * ```
 */
export class Haystack {
  readonly #straws: string[] = [];

  /** Keeps all text and all bytes in a value, however deep: of errors also stack and cause, of objects also what is hidden. */
  keep(value: unknown): this {
    this.#collect(value, new Set());
    return this;
  }

  /** Keeps the value, and what a debugger, a log or a worker's message would make of it. */
  show(value: unknown): this {
    this.keep(value);
    for (const way of ways) this.keep(attempt(() => way(value)));
    return this;
  }

  /** Everything kept, as one text in which each character is a byte of bytes, or one of a text. */
  get text(): string {
    return this.#straws.join("\n");
  }

  /**
   * The secrets that are in there, and in which form: `password in base64`. Where bytes are all alike or fewer than
   * four, they are found anywhere by chance and not looked for.
   */
  find(secrets: Readonly<Record<string, Uint8Array | undefined>>, { window }: SearchOptions = {}): string[] {
    const { text } = this;
    const readings = { asIs: text, digits: asDigits(text), numbers: asNumbers(text) };
    const found = new Set<string>();
    for (const [name, secret] of Object.entries(secrets)) {
      for (const part of windows(significant(secret), window)) {
        for (const { form, reading, needle } of needlesOf(part)) {
          if (readings[reading].includes(needle)) found.add(`${name} ${form}`);
        }
      }
    }
    return [...found];
  }

  #collect(value: unknown, seen: Set<unknown>): void {
    if (typeof value === "string") this.#straws.push(value);
    if (typeof value === "bigint" || typeof value === "number") this.#straws.push(String(value));
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    const bytes = bytesOf(value);
    if (bytes !== undefined) this.#straws.push(bytes.toString("latin1"));
    if (bytes !== undefined && !(value instanceof Uint8Array)) return;
    if (value instanceof Map || value instanceof Set) for (const each of value) this.#collect(each, seen);
    // An array's own elements are its bytes; what else somebody put on it is looked at.
    const skipsIndices = bytes !== undefined;
    for (const key of Reflect.ownKeys(value)) {
      if (skipsIndices && typeof key === "string" && /^\d+$/.test(key)) continue;
      this.#straws.push(String(key));
      this.#collect(
        attempt(() => (value as Record<PropertyKey, unknown>)[key]),
        seen,
      );
    }
    if (value instanceof Error) this.#straws.push(String(value), String(value.stack));
  }
}

/** What is left of a secret without the zeros that fill it up; none where what is left is found anywhere. */
function significant(secret: Uint8Array | undefined): Uint8Array {
  let length = secret?.length ?? 0;
  while (length > 0 && secret![length - 1] === 0) length -= 1;
  const bytes = secret?.subarray(0, length) ?? new Uint8Array(0);
  return bytes.length < 4 || new Set(bytes).size < 3 ? new Uint8Array(0) : bytes;
}

function windows(secret: Uint8Array, length = secret.length): Uint8Array[] {
  if (secret.length === 0) return [];
  const size = Math.min(length, secret.length);
  return Array.from({ length: secret.length - size + 1 }, (_, at) => secret.subarray(at, at + size));
}

/** Hex as it may be written: in either case, with and without separators and `0x`. */
function asDigits(text: string): string {
  return text.toLowerCase().replace(/0x|[\s:,;._[\]()'"-]/g, "");
}

/** Numbers as they may be written: a list, an inspected array, an object with an index for each (`{"0":99,"1":97}`). */
function asNumbers(text: string): string {
  return text.replace(/"?\b\d+"?:/g, " ").replace(/[\s,;[\]{}()|]+/g, ",");
}

function bytesOf(value: object): Buffer | undefined {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return Buffer.from(value);
  return undefined;
}

const everything = { depth: 30, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null } as const;

const ways: readonly ((value: unknown) => unknown)[] = [
  String,
  (value) => JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each)),
  (value) => inspect(value, everything),
  (value) => inspect(value),
  (value) => structuredClone(value),
  (value) => `${Object.values(value as object)}`,
];

/** What cannot be read or written this way shows nothing. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : undefined;
  }
}

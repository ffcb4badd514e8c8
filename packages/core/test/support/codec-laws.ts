import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedMessageError } from "../../src/errors.ts";
import { type Codec, decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";

/** Bytes that somebody really put on the wire, and what they mean. */
export interface Golden<T> {
  /** Where they come from. */
  readonly name: string;
  /** The bytes; blanks are for the eye. */
  readonly hex: string;
  /** What they mean. */
  readonly value: T;
  /** Set where encoding gives other bytes, since what is reserved or padding is not kept. */
  readonly decodeOnly?: true;
}

/** All that the laws need to know of a codec. */
export interface CodecCase<T, Context> {
  /** The codec under test. */
  readonly codec: Codec<T, Context>;
  /** What decoding needs besides. */
  readonly context: Context;
  /** At least one. */
  readonly golden: readonly Golden<T>[];
  /** Any value that encodes. */
  readonly arbitrary: fc.Arbitrary<T>;
  /** How many bytes the shortest message has: fewer are never a value. */
  readonly shortest: number;
  /** Whether bytes behind a value are always an error, or may belong to its last field. */
  readonly trailing: "refused" | "taken";
  /** Set where two different byte strings may mean the same beyond reserved bits, so that a re-encoded value may differ. */
  readonly lossy?: true;
}

/** Holds a codec to the laws of every parser: golden bytes, round trip, truncation, trailing bytes, flipped bits. */
export function testCodecLaws<T, Context = void>(name: string, theCase: CodecCase<T, Context>): void {
  const { codec, context, golden, arbitrary, shortest, trailing } = theCase;
  const encode = (value: T): Uint8Array => encodeToBytes(codec, value, context);
  const decode = (bytes: Uint8Array): T => decodeFromBytes(codec, bytes, name, context);
  const attempt = (bytes: Uint8Array): { readonly value: T } | undefined => {
    try {
      return { value: decode(bytes) };
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      expect(error.field).not.toBe("");
      expect(error.offset).toBeGreaterThanOrEqual(0);
      expect(error.offset).toBeLessThanOrEqual(bytes.length);
      return undefined;
    }
  };
  const goldenBytes = golden.map(({ hex }) => fromHex(hex.replaceAll(" ", "")));

  describe(`${name}, as a codec`, () => {
    it.each(golden)("decodes $name", ({ hex, value }) => {
      expect(decode(fromHex(hex.replaceAll(" ", "")))).toStrictEqual(value);
    });

    it.each(golden.filter(({ decodeOnly }) => !decodeOnly))("encodes $name", ({ hex, value }) => {
      expect(toHex(encode(value))).toBe(hex.replaceAll(" ", ""));
    });

    it("decodes what it encodes", () => {
      fc.assert(
        fc.property(arbitrary, (value) => {
          expect(decode(encode(value))).toStrictEqual(value);
        }),
      );
    });

    it("refuses what is shorter than the shortest message, and survives every other truncation", () => {
      const truncate = (bytes: Uint8Array): void => {
        for (let length = 0; length < bytes.length; length++) {
          const result = attempt(bytes.subarray(0, length));
          if (length < shortest) expect(result, `${length} bytes`).toBeUndefined();
        }
      };
      goldenBytes.forEach(truncate);
      fc.assert(
        fc.property(arbitrary, (value) => {
          truncate(encode(value));
        }),
        { numRuns: 20 },
      );
    });

    it(trailing === "refused" ? "refuses trailing bytes" : "survives trailing bytes", () => {
      fc.assert(
        fc.property(arbitrary, fc.uint8Array({ minLength: 1, maxLength: 40 }), (value, more) => {
          const result = attempt(Uint8Array.of(...encode(value), ...more));
          if (trailing === "refused") expect(result).toBeUndefined();
        }),
      );
    });

    it("makes a value or a MalformedMessageError of golden bytes with any bit flipped", () => {
      for (const bytes of goldenBytes) {
        for (let bit = 0; bit < bytes.length * 8; bit++) {
          const flipped = bytes.slice();
          flipped[bit >>> 3]! ^= 1 << (bit & 7);
          const result = attempt(flipped);
          if (result !== undefined && !theCase.lossy) expect(decode(encode(result.value))).toStrictEqual(result.value);
        }
      }
    });

    it("makes a value or a MalformedMessageError of any bytes", () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
          const result = attempt(bytes);
          if (result !== undefined && !theCase.lossy) expect(decode(encode(result.value))).toStrictEqual(result.value);
        }),
      );
    });

    it("keeps nothing of the bytes it decoded, and nothing of the value it encoded", () => {
      fc.assert(
        fc.property(arbitrary, (value) => {
          const bytes = encode(value);
          const copy = bytes.slice();
          const decoded = decode(bytes);
          bytes.fill(0xaa);
          expect(decoded).toStrictEqual(value);
          expect(encode(decoded)).toStrictEqual(copy);
        }),
        { numRuns: 20 },
      );
    });
  });
}

/** 0–255. */
export const byte: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xff });

/** 0–15. */
export const nibble: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0x0f });

/** 0–63. */
export const sixBits: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0x3f });

/** Unsigned 16 bits. */
export const uint16: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffff });

/** Unsigned 24 bits. */
export const uint24: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffffff });

/** Unsigned 32 bits. */
export const uint32: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffffffff });

/** So many bytes, or from so many to so many. */
export function bytesOf(minLength: number, maxLength: number = minLength): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength });
}

/** A value of these fields, with the prototype that decoded values have. */
export function record<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(fields, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

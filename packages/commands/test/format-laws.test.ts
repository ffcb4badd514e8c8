import { type Codec, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTypeLength, encodeTypeLength } from "../src/index.ts";
import { decodeCounted } from "./support/counting-reader.ts";
import { type Format, formats, holdFormat, plainSdr } from "./support/formats.ts";

/*
 * The formats that commands carry, as the catalogue's laws have the commands: any bytes, and real ones with changes, give a
 * value or a MalformedMessageError with field and offset; what is read is read again from what is written; and there is
 * never more said than the bytes warrant.
 */

describe.each(formats)("$name", (format) => {
  it("are a value or a MalformedMessageError, whatever the bytes", () => {
    fc.assert(
      fc.property(anyBytesOf(format), (bytes) => {
        holdFormat(format, bytes);
      }),
      { numRuns: 400 },
    );
  });
});

describe("a type/length string", () => {
  it("is read again from what is written, unless it was padded", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("bcdPlus", "sixBitAscii", "latin1"),
        fc.string({ maxLength: 20 }),
        (encoding, text) => {
          const once = roundTrip({ encoding, text });
          expect(roundTrip(once)).toStrictEqual(once);
        },
      ),
    );
  });

  function roundTrip(value: ReturnType<typeof decodeTypeLength>): ReturnType<typeof decodeTypeLength> {
    const codec: Codec<ReturnType<typeof decodeTypeLength>> = {
      encode: (string, writer) => encodeTypeLength(string, writer),
      decode: (reader) => decodeTypeLength(reader, "string"),
    };
    return decodeCounted(codec, encodeToBytes(codec, value), undefined);
  }
});

/** Bytes of a format: real ones with changes, and for records of any type any body. */
function anyBytesOf({ name, seeds }: Format): fc.Arbitrary<Uint8Array> {
  if (seeds.length === 0) return fc.uint8Array({ maxLength: 70 });
  if (!name.startsWith("sensor data records")) return changed(seeds);
  const types = [...new Set(seeds.map((seed) => seed[3]!))];
  const plain = fc
    .tuple(fc.constantFrom(...types), fc.uint8Array({ maxLength: 80 }))
    .map(([type, body]) => plainSdr(type, body));
  return fc.oneof(changed(seeds), plain);
}

/** Real bytes with a few others in them, cut short or with more behind, and bytes that are nothing. */
function changed(seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 });
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), changes, fc.nat(), fc.uint8Array({ maxLength: 8 }))
    .map(([seed, bytes, cut, more]) => {
      const copy = seed.slice();
      for (const [at, byte] of bytes) copy[at % copy.length] = byte;
      const kept = cut % 3 === 0 ? copy.slice(0, cut % copy.length) : copy;
      return cut % 3 === 1 ? Uint8Array.of(...kept, ...more) : kept;
    });
  return fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) });
}

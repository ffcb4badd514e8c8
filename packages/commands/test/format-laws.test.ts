import { MalformedMessageError } from "@ruipmi/core";
import { ByteReader, type Codec, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../core/test/crypto/bytes.ts";
import {
  asSystemEvent,
  decodeFruInventory,
  decodeFruMultiRecord,
  decodeSystemInfoText,
  decodeTypeLength,
  describeEvent,
  editFruField,
  encodeFruMultiRecord,
  encodeSystemInfoText,
  encodeTypeLength,
  eventText,
  fruBytesNeeded,
  fruInventory,
  isSensorRecord,
  maxSdrTypeLength,
  maxTypeLength,
  readingValue,
  readSdr,
  readSelRecord,
  recordConversion,
  sdrRecord,
  selRecord,
  sensorUnitText,
  systemInfoBlockCount,
} from "../src/index.ts";
import { decodeCounted } from "./support/counting-reader.ts";
import { recordedFru, recordedSdrs, recordedSelRecords } from "./support/recorded-inventory.ts";

/*
 * The formats that commands carry, as the catalogue's laws have the commands: any bytes, and real ones with changes, give a
 * value or a MalformedMessageError with field and offset; what is read is read again from what is written; and there is
 * never more said than the bytes warrant.
 */

const sdrTypes = [0x01, 0x02, 0x03, 0x08, 0x09, 0x10, 0x11, 0x12, 0x13, 0x14, 0xc0];
const manySdrs = changed(recordedSdrs);
const anySdr = fc
  .tuple(fc.constantFrom(...sdrTypes), fc.uint8Array({ maxLength: 80 }))
  .map(([type, body]) => Uint8Array.of(1, 0, 0x51, type, body.length, ...body));
const fruWithMultiRecords = encodeToBytes(fruInventory, {
  internalUse: Uint8Array.of(1, 2, 3, 4, 5, 6, 7),
  product: { languageCode: 25, manufacturer: "Acme", productName: "Atlas", customFields: ["one", "two"] },
  multiRecords: [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x09, 0x0a, 0xc0].map((recordTypeId) => ({
    recordTypeId,
    data: Uint8Array.from({ length: 24 }, (_, index) => index * 7),
  })),
});
const frus = [...recordedFru, fruWithMultiRecords];

interface Format {
  readonly name: string;
  /** Bytes, real ones with changes among them. */
  readonly bytes: fc.Arbitrary<Uint8Array>;
  /** Reads them. */
  readonly read: (bytes: Uint8Array) => unknown;
  /** What `read` must make of it again, where it is written. */
  readonly write?: (value: never) => Uint8Array;
}

function codecFormat<T>(name: string, bytes: fc.Arbitrary<Uint8Array>, codec: Codec<T>): Format {
  return {
    name,
    bytes,
    read: (input) => decodeCounted(codec, input, undefined),
    write: (value: never) => encodeToBytes(codec, value as T),
  };
}

const typeLength = (mask: number): Format => ({
  name: `type/length strings of at most ${mask} bytes`,
  bytes: fc.uint8Array({ maxLength: 70 }),
  read: (bytes) => decodeTypeLength(new ByteReader(bytes, "message"), "string", mask),
});

const formats: readonly Format[] = [
  codecFormat("sensor data records", fc.oneof(manySdrs, anySdr), sdrRecord),
  { name: "sensor data records, leniently", bytes: fc.oneof(manySdrs, anySdr), read: readSdr },
  codecFormat("event log records", changed(recordedSelRecords), selRecord),
  { name: "event log records, leniently", bytes: changed(recordedSelRecords), read: readSelRecord },
  codecFormat("FRU inventories", changed(frus), fruInventory),
  { name: "FRU inventories, leniently", bytes: changed(frus), read: decodeFruInventory },
  { name: "how much of a FRU there is to read", bytes: changed(frus), read: (bytes) => fruBytesNeeded(bytes, 4096) },
  {
    name: "FRU inventories with a field to change",
    bytes: changed(frus),
    read: (bytes) => editFruField(bytes, { area: "product", index: 1, field: "another name" }),
  },
  ...[0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x09, 0x0a, 0xc0, 0xff].map((recordTypeId) => ({
    name: `FRU records of type ${recordTypeId}`,
    bytes: fc.uint8Array({ maxLength: 64 }),
    read: (data: Uint8Array) => decodeFruMultiRecord({ recordTypeId, data }).value,
    write: (value: never) => encodeFruMultiRecord(value).data,
  })),
  typeLength(maxTypeLength),
  typeLength(maxSdrTypeLength),
  {
    name: "texts of system info parameters",
    bytes: changed([...encodeSystemInfoText("a machine with a name of more than one block")]),
    read: (bytes) => [systemInfoBlockCount(bytes), decodeSystemInfoText([bytes, bytes.subarray(0, 16)])],
  },
];

describe.each(formats)("$name", ({ bytes, read, write }) => {
  it("are a value or a MalformedMessageError, whatever the bytes", () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const found = attempt(read, input);
        if (found === undefined) return;
        // Each byte may be a field of its own with a name and a remark, and no more.
        expect(sizeOf(found.value)).toBeLessThanOrEqual(2048 + input.length * 512);
        if (write === undefined) return;
        expect(attempt(read, write(found.value as never)), toHex(input)).toStrictEqual(found);
      }),
      { numRuns: 400 },
    );
  });

  it("leave the bytes as they were", () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const copy = input.slice();
        attempt(read, input);
        expect(input).toStrictEqual(copy);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the words for what was read", () => {
  it("are found for any event of any sensor", () => {
    const records = recordedSdrs.map((bytes) => readSdr(bytes).record).filter(isSensorRecord);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.constantFrom(undefined, ...records),
        (bytes, sensor) => {
          const event = asSystemEvent(
            readSelRecord(Uint8Array.of(bytes[0]!, bytes[1]!, 2, ...bytes.subarray(3))).record,
          );
          expect(event).toBeDefined();
          expect(typeof eventText(event!, sensor)).toBe("string");
          expect(describeEvent(event!, sensor)).toBeDefined();
        },
      ),
    );
  });

  it("and the numbers are a number or none, for any sensor and any reading", () => {
    fc.assert(
      fc.property(fc.oneof(manySdrs, anySdr), fc.integer({ min: 0, max: 255 }), (bytes, raw) => {
        const found = attempt(readSdr, bytes);
        if (found === undefined || !isSensorRecord(found.value.record)) return;
        expect(sensorUnitText(found.value.record.units)).not.toContain("undefined");
        const conversion = recordConversion(found.value.record);
        if (conversion === undefined) return;
        const value = readingValue(conversion, raw);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
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

function attempt<T>(read: (bytes: Uint8Array) => T, bytes: Uint8Array): { readonly value: T } | undefined {
  try {
    return { value: read(bytes) };
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    expect(error.field).toMatch(/^.+: ./);
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(bytes.length + 8);
    return undefined;
  }
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? toHex(part) : part))?.length ?? 0;
}

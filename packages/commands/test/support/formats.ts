import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { MalformedMessageError } from "@ruipmi/core";
import { ByteReader, ByteWriter, type Codec, encodeToBytes, parseCipherSuiteRecords } from "@ruipmi/core/wire";
import { toHex } from "../../../core/test/crypto/bytes.ts";
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
  maxIdStringLength,
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
  type TypeLengthString,
} from "../../src/index.ts";
import { countedBytes, stepsAllowed, withinSteps } from "./counting-reader.ts";
import { type Decoded, tryRead } from "./held-codec.ts";
import { recordedFru, recordedSdrs, recordedSelRecords } from "./recorded-inventory.ts";

/** A format that commands carry. */
export interface Format {
  readonly name: string;
  /** Real bytes; none where any do. */
  readonly seeds: readonly Uint8Array[];
  /** Reads them. */
  readonly read: (bytes: Uint8Array) => unknown;
  /** What `read` must make the same of again, where it is written; `undefined` where less is written than was read. */
  readonly write?: (value: never) => Uint8Array | undefined;
  /** No more is ever given to it; any number when left out. */
  readonly mostBytes?: number;
  /** That it reads by index, and not with a ByteReader: then its looks at bytes are counted. */
  readonly byIndex?: true;
  /** How often it looks at all its bytes; once when left out. */
  readonly readings?: number;
}

const sdrTypes = [0x01, 0x02, 0x03, 0x08, 0x09, 0x10, 0x11, 0x12, 0x13, 0x14, 0xc0];
const multiRecordTypes = [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x09, 0x0a, 0xc0, 0xff];

/** A record of each type, its body of the one length. */
export function plainSdr(type: number, body: Uint8Array): Uint8Array {
  return Uint8Array.of(1, 0, 0x51, type, body.length, ...body);
}

const sdrs = [...recordedSdrs, ...sdrTypes.map((type) => plainSdr(type, new Uint8Array(48).fill(0x41)))];

const fruWithMultiRecords = encodeToBytes(fruInventory, {
  internalUse: Uint8Array.of(1, 2, 3, 4, 5, 6, 7),
  product: { languageCode: 25, manufacturer: "Acme", productName: "Atlas", customFields: ["one", "two"] },
  multiRecords: multiRecordTypes.slice(0, -1).map((recordTypeId) => ({
    recordTypeId,
    data: Uint8Array.from({ length: 24 }, (_, index) => index * 7),
  })),
});
const frus = [...recordedFru, fruWithMultiRecords];

const sensors = recordedSdrs.map((bytes) => readSdr(bytes).record).filter(isSensorRecord);

function codecFormat<T>(name: string, seeds: readonly Uint8Array[], codec: Codec<T>): Format {
  return {
    name,
    seeds,
    read(bytes) {
      const reader = new ByteReader(bytes, "message");
      const value = codec.decode(reader);
      reader.end();
      return value;
    },
    write: (value: never) => encodeToBytes(codec, value as T),
  };
}

const typeLength = (mask: number): Format => ({
  name: `type/length strings of at most ${mask} bytes`,
  seeds: [],
  read: (bytes) => decodeTypeLength(new ByteReader(bytes, "message"), "string", mask),
});

/** All formats. The types of sensor data records are those of `plainSdr`. */
export const formats: readonly Format[] = [
  {
    ...codecFormat("sensor data records", sdrs, sdrRecord),
    // Names of more than 16 bytes are read, and not written (IPMI v2.0 §43.1).
    write: (record: never) => (nameLength(record) > maxIdStringLength ? undefined : encodeToBytes(sdrRecord, record)),
  },
  { name: "sensor data records, leniently", seeds: sdrs, read: readSdr, byIndex: true },
  { name: "sensor data records, as units and numbers", seeds: sdrs, read: readNumbers },
  codecFormat("event log records", recordedSelRecords, selRecord),
  { name: "event log records, leniently", seeds: recordedSelRecords, read: readSelRecord, byIndex: true },
  { name: "event log records, in words", seeds: recordedSelRecords, read: readEvent },
  { ...codecFormat("FRU inventories", frus, fruInventory), byIndex: true },
  { name: "FRU inventories, leniently", seeds: frus, read: decodeFruInventory, byIndex: true },
  {
    name: "how much of a FRU there is to read",
    seeds: frus,
    read: (bytes) => fruBytesNeeded(bytes, 4096),
    byIndex: true,
  },
  {
    name: "FRU inventories with a field to change",
    seeds: frus,
    read: (bytes) => editFruField(bytes, { area: "product", index: 1, field: "another name" }),
    byIndex: true,
    readings: 3, // before the change, the change, and after it
  },
  ...multiRecordTypes.map((recordTypeId) => ({
    name: `FRU records of type ${recordTypeId}`,
    seeds: [],
    mostBytes: 255,
    read: (data: Uint8Array) => decodeFruMultiRecord({ recordTypeId, data }).value,
    write: (value: never) => encodeFruMultiRecord(value).data,
  })),
  typeLength(maxTypeLength),
  typeLength(maxSdrTypeLength),
  {
    name: "texts of system info parameters",
    seeds: [...encodeSystemInfoText("a machine with a name of more than one block")],
    read: (bytes) => [systemInfoBlockCount(bytes), decodeSystemInfoText([bytes, bytes.subarray(0, 16)])],
  },
  {
    name: "lists of cipher suites",
    seeds: [Uint8Array.from(Buffer.from("c00300010141810301020304058101c11100000343818301", "hex"))],
    read: parseCipherSuiteRecords,
    byIndex: true,
  },
];

/**
 * Holds a format to its law: any bytes are a value or a `MalformedMessageError` with field and offset, in as many steps as
 * they warrant; what is read is read again from what is written; there is never more said than the bytes warrant; and
 * they are left as they were.
 */
export function holdFormat(
  { read, write, mostBytes, byIndex, readings = 1 }: Format,
  given: Uint8Array,
): Decoded<unknown> {
  const bytes = given.slice(0, mostBytes);
  const copy = bytes.slice();
  if (byIndex) {
    const looks = readings * looksAllowed(bytes.length);
    tryRead((input) => withinSteps(looks, () => read(countedBytes(input))), bytes, 8);
  }
  const counted = (input: Uint8Array): unknown => withinSteps(readings * stepsAllowed(input.length), () => read(input));
  const decoded = tryRead(counted, bytes, 8);
  strictEqual(toHex(bytes), toHex(copy), "the bytes were changed");
  if (decoded instanceof MalformedMessageError) return decoded;
  // Each byte may be a field of its own with a name and a remark, and no more.
  const said = shown(decoded.value);
  ok(said.length <= 2048 + bytes.length * 512, `${said.length} characters said of ${bytes.length} bytes`);
  const written = write?.(decoded.value as never);
  if (written === undefined) return decoded;
  deepStrictEqual(tryRead(read, written, 8), decoded, toHex(bytes));
  return decoded;
}

/** Each of five areas of a FRU may be all of it, with a sum, fields and a pad that are looked at. */
function looksAllowed(bytes: number): number {
  return 16 * bytes + 256;
}

function readNumbers(bytes: Uint8Array): unknown {
  const { record } = readSdr(bytes);
  if (!isSensorRecord(record)) return undefined;
  const unit = sensorUnitText(record.units);
  ok(!unit.includes("undefined"), unit);
  const conversion = recordConversion(record);
  if (conversion === undefined) return unit;
  const numbers = [0, 1, 0x7f, 0x80, 0xff].map((raw) => readingValue(conversion, raw));
  ok(
    numbers.every((number) => number === undefined || Number.isFinite(number)),
    String(numbers),
  );
  return [unit, numbers.map((number) => number !== undefined)];
}

function readEvent(bytes: Uint8Array): unknown {
  const event = asSystemEvent(readSelRecord(bytes).record);
  if (event === undefined) return undefined;
  return [undefined, sensors[0]].map((sensor) => {
    const text = eventText(event, sensor);
    ok(!/undefined|NaN|\[object/.test(text), text);
    return [text, describeEvent(event, sensor)];
  });
}

function nameLength({ idString }: { readonly idString?: TypeLengthString }): number {
  if (idString === undefined) return 0;
  const writer = new ByteWriter();
  encodeTypeLength(idString, writer);
  return writer.toBytes().length - 1;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? toHex(part) : part));
  return text ?? "undefined";
}

/**
 * The list that Get Channel Cipher Suites gives in chunks (IPMI v2.0 §22.15.1, table 22-18):
 *
 * | bytes             | field                                                                          |
 * |-------------------|--------------------------------------------------------------------------------|
 * | C0h, id           | start of a standard cipher suite                                               |
 * | C1h, id, IANA × 3 | start of an OEM cipher suite                                                   |
 * | then any number   | 7:6: 00b authentication, 01b integrity, 10b confidentiality; 5:0: algorithm    |
 *
 * A list without a record start is the bare algorithm list that a managed system gives when it was not asked for, or
 * does not know, the listing by suite.
 */
import { ByteWriter } from "../wire/byte-writer.ts";
import { hexByte } from "../wire/hex-byte.ts";

/** Algorithms by kind, as numbers 0–63, in the order of the list. */
export interface AlgorithmList {
  /** Authentication algorithms. */
  readonly authenticationAlgorithms: readonly number[];
  /** Integrity algorithms. */
  readonly integrityAlgorithms: readonly number[];
  /** Confidentiality algorithms. */
  readonly confidentialityAlgorithms: readonly number[];
}

/** One cipher suite of the list. A kind that the record leaves out is an empty list, which means none of that kind. */
export interface CipherSuiteRecord extends AlgorithmList {
  /** The suite's number, 0–255; 0–19 are the specification's where there is no `oemIana`. */
  readonly id: number;
  /** 24 bits: whose suite it is; absent for the specification's. */
  readonly oemIana?: number;
}

/** What a list says, and what of it was not understood. */
export interface CipherSuiteList {
  /** The suites, in the order of the list. */
  readonly records: readonly CipherSuiteRecord[];
  /** What came before the first record start: the bare algorithm list of managed systems that know no other. */
  readonly algorithms?: AlgorithmList;
  /** One sentence for each thing that was skipped; empty for a well-formed list. */
  readonly tolerated: readonly string[];
}

/**
 * Reads a whole list, all chunks put together. Takes any bytes: what is not understood is skipped and reported.
 *
 * @example
 * ```ts
 * parseCipherSuiteRecords(Uint8Array.of(0xc0, 0x03, 0x01, 0x41, 0x81)).records;
 * // [{ id: 3, authenticationAlgorithms: [1], integrityAlgorithms: [1], confidentialityAlgorithms: [1] }]
 * ```
 */
export function parseCipherSuiteRecords(list: Uint8Array): CipherSuiteList {
  const records: CipherSuiteRecord[] = [];
  const tolerated: string[] = [];
  const bare = newAlgorithms();
  let current = bare;
  for (let at = 0; at < list.length; ) {
    const tag = list[at]!;
    if (tag < STANDARD_SUITE) {
      current[kindOf(tag)].push(tag & 0x3f);
      at += 1;
      continue;
    }
    const length = startLength(tag);
    if (length === undefined) {
      tolerated.push(`byte ${at}: ${hexByte(tag)} is neither an algorithm nor the start of a cipher suite`);
      at += 1;
      continue;
    }
    if (at + length > list.length) {
      tolerated.push(`byte ${at}: the list ends within the start of a cipher suite`);
      break;
    }
    current = newAlgorithms();
    records.push({ ...suiteIdentity(list, at), ...current });
    at += length;
  }
  const algorithms = hasAny(bare) ? { algorithms: bare } : undefined;
  if (algorithms !== undefined && records.length > 0) tolerated.push("algorithms before the first cipher suite");
  return { records, ...algorithms, tolerated };
}

/** The bytes of a list of suites, to be given out in chunks. */
export function encodeCipherSuiteRecords(records: readonly CipherSuiteRecord[]): Uint8Array {
  const writer = new ByteWriter();
  for (const record of records) {
    if (record.oemIana === undefined) writer.u8(STANDARD_SUITE).u8(record.id);
    else writer.u8(OEM_SUITE).u8(record.id).u24(record.oemIana);
    writeAlgorithms(record, writer);
  }
  return writer.toBytes();
}

/** The bytes of a bare algorithm list. */
export function encodeAlgorithmList(algorithms: AlgorithmList): Uint8Array {
  const writer = new ByteWriter();
  writeAlgorithms(algorithms, writer);
  return writer.toBytes();
}

// IPMI v2.0 table 22-18
const STANDARD_SUITE = 0xc0;
const OEM_SUITE = 0xc1;
const kinds = ["authenticationAlgorithms", "integrityAlgorithms", "confidentialityAlgorithms"] as const;

type Kind = (typeof kinds)[number];
type Algorithms = Record<Kind, number[]>;

function newAlgorithms(): Algorithms {
  return { authenticationAlgorithms: [], integrityAlgorithms: [], confidentialityAlgorithms: [] };
}

function hasAny(algorithms: Algorithms): boolean {
  return kinds.some((kind) => algorithms[kind].length > 0);
}

function kindOf(tag: number): Kind {
  return kinds[tag >>> 6]!;
}

function startLength(tag: number): number | undefined {
  if (tag === STANDARD_SUITE) return 2;
  return tag === OEM_SUITE ? 5 : undefined;
}

function suiteIdentity(list: Uint8Array, at: number): Pick<CipherSuiteRecord, "id" | "oemIana"> {
  const id = list[at + 1]!;
  if (list[at] === STANDARD_SUITE) return { id };
  return { id, oemIana: list[at + 2]! | (list[at + 3]! << 8) | (list[at + 4]! << 16) };
}

function writeAlgorithms(algorithms: AlgorithmList, writer: ByteWriter): void {
  for (const [bits, kind] of kinds.entries()) {
    for (const algorithm of algorithms[kind]) writer.u8((bits << 6) | (algorithm & 0x3f));
  }
}

import { IpmiError, NetworkError, SessionLostError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure, progress } from "@ruipmi/core/wire";
import type { Tolerated } from "../formats/tolerated.ts";
import { getDeviceSdrInfo } from "../sdr/get-device-sdr-info.ts";
import { type GetSdrRepositoryInfoResponse, getSdrRepositoryInfo } from "../sdr/get-sdr-repository-info.ts";
import { firstSdrRecordId, lastSdrRecordId } from "../sdr/record-reading.ts";
import { type LenientSdr, readSdr } from "../sdr/records/lenient-sdr.ts";
import { isSameSdrStamp, type SdrCache, type SdrSource, type SdrStamp, sdrRepositoryStamp } from "../sdr/sdr-cache.ts";
import { isRefusal, readSdrBytes, type SdrReaderState } from "./sdr-record-reader.ts";

/** How {@link readSdrRepository} goes about it. */
export interface ReadSdrRepositoryOptions {
  /** A copy from before: taken, without reading a record, where the managed system says that nothing has changed. */
  readonly cache?: SdrCache;
  /** Takes the copy without asking whether anything has changed: nothing is sent. */
  readonly trustCache?: boolean;
  /** Where to read; by default the repository and, where there is none, the controller's own records. */
  readonly source?: SdrSource;
  /** Bytes asked for at once where a whole record is too long, 1–254; 32 by default, 16 over a bridge. */
  readonly pieceLength?: number;
  /** Records after which it ends, whatever the managed system says; 4096 by default. */
  readonly maxRecords?: number;
  /** How each command is sent. */
  readonly call?: CallOptions;
}

/** What {@link readSdrRepository} reports with `progress` after each record. */
export interface SdrRepositoryProgress {
  /** How many records have been read. */
  readonly records: number;
  /** How many there are as the managed system says, which may be wrong. */
  readonly recordCount: number;
}

/** A record of a repository. */
export interface SdrEntry extends LenientSdr {
  /** The record with its header, as the managed system sent it. */
  readonly bytes: Uint8Array;
}

/** Something that kept a record from being read or understood, or the managed system's own account from being true. */
export interface SdrProblem {
  /** The record it is about; `undefined` where it is about all. */
  readonly recordId: number | undefined;
  /** One sentence, without payload bytes. */
  readonly problem: string;
}

/** What {@link readSdrRepository} came to. */
export interface SdrRepository {
  /** The copy for the next time; keep it only where `complete`. */
  readonly cache: SdrCache;
  /** Whether the copy given was still good, so that no record was read. */
  readonly fromCache: boolean;
  /** Whether the managed system's list was read to its end. */
  readonly complete: boolean;
  /** The records that were understood, in their order. */
  readonly entries: readonly SdrEntry[];
  /** What went wrong; empty as a rule. */
  readonly problems: readonly SdrProblem[];
}

/**
 * Reads all sensor data records. A lost reservation is renewed and reading goes on with the same record; where a whole
 * record is too much for a response it is read in pieces. A list that leads back to itself, or to a record that cannot
 * be read, ends there, with what was read until then and a sentence about it.
 *
 * @throws `RefusalError` where there is neither a repository nor records of the controller's own
 *
 * @example
 * ```ts
 * const { entries, cache, complete } = yield* readSdrRepository({ cache: kept });
 * for (const { record } of entries) show(sdrName(record));
 * ```
 */
export function* readSdrRepository(options: ReadSdrRepositoryOptions = {}): Procedure<SdrRepository> {
  const { cache } = options;
  if (cache !== undefined && options.trustCache === true) return fromCopy(cache);
  const stamp = yield* askStamp(options);
  if (cache !== undefined && isSameSdrStamp(cache, stamp)) return fromCopy(cache);
  const { records, problems, complete } = yield* readRecords(stamp, options);
  const read = { ...stamp, records };
  if (!complete) return understood(read, false, false, problems);
  // Records that come or go meanwhile may be missing without a word.
  const isUnchanged = isSameSdrStamp(stamp, yield* askStamp({ ...options, source: stamp.source }));
  return understood(read, false, isUnchanged, isUnchanged ? problems : [...problems, changedMeanwhile]);
}

/** What the records of a copy say, without a managed system. */
export function sdrEntriesOf(cache: SdrCache): readonly SdrEntry[] {
  return fromCopy(cache).entries;
}

const defaultMaxRecords = 4096;
const defaultPieceLength = 32;

/** What an IPMB message has room for besides its own 10 bytes (IPMB v1.0 §2.11.1), rounded down. */
const bridgedPieceLength = 16;

function fromCopy(cache: SdrCache): SdrRepository {
  return understood(cache, true, true, []);
}

/** Decodes what was read; what cannot be understood stays in the copy and out of the entries. */
function understood(
  cache: SdrCache,
  fromCache: boolean,
  complete: boolean,
  found: readonly SdrProblem[],
): SdrRepository {
  const problems = [...found];
  const entries: SdrEntry[] = [];
  for (const bytes of cache.records) {
    try {
      entries.push({ ...readSdr(bytes), bytes });
    } catch (error) {
      const recordId = bytes.length < 2 ? undefined : bytes[0]! | (bytes[1]! << 8);
      problems.push({ recordId, problem: `cannot be understood: ${messageOf(error)}` });
    }
  }
  return { cache, fromCache, complete, entries, problems };
}

/** Where the records are and when they changed last; the repository's refusal leads to the controller's own records. */
function* askStamp({ source, call: options }: ReadSdrRepositoryOptions): Procedure<SdrStamp> {
  if (source === "device") return yield* askDeviceStamp(options);
  let info: GetSdrRepositoryInfoResponse;
  try {
    info = yield* call(getSdrRepositoryInfo, undefined, options);
  } catch (error) {
    if (source === "repository" || !isRefusal(error, ...noRepository)) throw error;
    return yield* askDeviceStamp(options);
  }
  return sdrRepositoryStamp(info);
}

/** What a controller without SDR repository says when asked for it. */
const noRepository = [
  CompletionCode.invalidCommand,
  CompletionCode.invalidForLun,
  CompletionCode.notPresent,
  CompletionCode.notSupportedInPresentState,
] as const;

function* askDeviceStamp(options: CallOptions | undefined): Procedure<SdrStamp> {
  const { count, populationChangeIndicator = 0 } = yield* call(getDeviceSdrInfo, { countRecords: true }, options);
  return { source: "device", recordCount: count, mostRecentAddition: populationChangeIndicator, mostRecentErase: 0 };
}

interface Records {
  readonly records: readonly Uint8Array[];
  readonly problems: readonly SdrProblem[];
  readonly complete: boolean;
}

function* readRecords(stamp: SdrStamp, options: ReadSdrRepositoryOptions): Procedure<Records> {
  const { maxRecords = defaultMaxRecords, call: callOptions } = options;
  const isBridged = callOptions?.bridge !== undefined;
  const state: SdrReaderState = {
    source: stamp.source,
    call: callOptions,
    reservationId: undefined,
    inPieces: isBridged,
    pieceLength: Math.max(1, options.pieceLength ?? (isBridged ? bridgedPieceLength : defaultPieceLength)),
  };
  const records: Uint8Array[] = [];
  const ended = (recordId: number | undefined, problem: string): Records => {
    return { records, problems: [{ recordId, problem }], complete: false };
  };
  const seen = new Set<number>();
  for (let recordId = firstSdrRecordId; recordId !== lastSdrRecordId; ) {
    if (records.length >= maxRecords) return ended(undefined, `there are more than ${maxRecords} records: not read on`);
    seen.add(recordId);
    try {
      const { nextRecordId, data } = yield* readSdrBytes(state, recordId);
      records.push(data);
      if (data.length >= 2) seen.add(data[0]! | (data[1]! << 8));
      yield* progress({ records: records.length, recordCount: stamp.recordCount } satisfies SdrRepositoryProgress);
      if (seen.has(nextRecordId))
        return ended(nextRecordId, "is named as the next one and was read before: not read on");
      recordId = nextRecordId;
    } catch (error) {
      if (error instanceof NetworkError || error instanceof SessionLostError || !(error instanceof IpmiError))
        throw error;
      if (records.length === 0 && isRefusal(error, CompletionCode.notPresent)) break;
      if (records.length === 0) throw error;
      // A Dell FC830 answers C3h to the last record it names (freeipmi-mirror #29): there is nothing after it.
      const isLast = records.length >= stamp.recordCount - 1;
      const problem = `cannot be read: ${messageOf(error)}`;
      if (isLast) return { records, problems: [{ recordId, problem }], complete: true };
      return ended(recordId, `${problem}; those after it are not known`);
    }
  }
  return { records, problems: countProblem(records.length, stamp), complete: true };
}

function countProblem(found: number, { source, recordCount }: SdrStamp): readonly SdrProblem[] {
  // A device's count is one byte (IPMI v2.0 §35.2).
  if (found === recordCount || (source === "device" && found > 0xff && recordCount === 0xff)) return [];
  return [{ recordId: undefined, problem: `the managed system says it has ${recordCount} records, and has ${found}` }];
}

const changedMeanwhile: SdrProblem = {
  recordId: undefined,
  problem: "records came or went while they were read: read again to be sure",
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "not an error";
}

/** What was tolerated and went wrong in a repository, as one list. */
export function sdrRepositoryTolerated({ entries, problems }: SdrRepository): readonly Tolerated[] {
  return [
    ...problems.map(({ recordId, problem }) => ({ field: recordField(recordId), offset: 0, problem })),
    ...entries.flatMap(({ record, tolerated = [] }) => {
      return tolerated.map((each) => ({ ...each, field: `${recordField(record.recordId)}: ${each.field}` }));
    }),
  ];
}

function recordField(recordId: number | undefined): string {
  if (recordId === undefined) return "SDR repository";
  return `SDR ${recordId.toString(16).toUpperCase().padStart(4, "0")}h`;
}

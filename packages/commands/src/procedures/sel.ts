/** Reading the system event log, against logs that grow, are cleared or lie while they are read. */
import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure, progress } from "@ruipmi/core/wire";
import type { Tolerated } from "../formats/tolerated.ts";
import { type GetSelInfoResponse, getSelInfo } from "../sel/get-sel-info.ts";
import { type ReadSelRecord, readSelRecord } from "../sel/read-sel-record.ts";
import { readSelBytes, type SelBytes } from "./sel-bytes.ts";

/** From where {@link readSel} reads on. */
export interface SelPosition {
  /** The last record that is known already. */
  readonly recordId: number;
  /** Its timestamp, where it has one: if the record with that ID has another, the log was cleared since. */
  readonly timestamp?: number;
}

/** How {@link readSel} goes about it. */
export interface ReadSelOptions {
  /** Reads what comes after this record only; the whole log where the record is not there any more. */
  readonly since?: SelPosition;
  /** How many records at most; all by default. */
  readonly limit?: number;
  /** How each command is sent. */
  readonly call?: CallOptions;
}

/** A record as it was read. */
export interface SelEntry extends ReadSelRecord {
  /** The bytes as they came, 16 of them where the managed system does not err. */
  readonly bytes: Uint8Array;
}

/** What {@link readSel} reports with `progress` after each record. */
export interface ReadSelProgress {
  /** How many records were read. */
  readonly read: number;
  /** How many the log said it has. */
  readonly entries: number;
}

/** Why reading ended. */
export type SelEnd = "end" | "limit" | "cleared" | "loop" | "failed";

/** What {@link readSel} came to. */
export interface ReadSelResult {
  /** What the log said of itself before. */
  readonly info: GetSelInfoResponse;
  /** The records, in the log's order. */
  readonly entries: readonly SelEntry[];
  /** Whether `since` was found, so that the entries are those after it; `false` where the whole log was read. */
  readonly continued: boolean;
  /**
   * Why reading ended: the log's end, the limit, the log was cleared meanwhile, a next record ID led back to a record
   * that was read, or a record could not be had.
   */
  readonly ended: SelEnd;
  /** With `failed`, what the managed system answered. */
  readonly failure?: unknown;
  /** What the specification does not allow of the log as a whole; absent where there was nothing. */
  readonly tolerated?: readonly Tolerated[];
}

/**
 * Reads the system event log, record by record. Whatever the managed system does, it ends: no record is read twice, so
 * that 65534 records are the most. A record that is gone when its turn comes makes it begin again from the front, past
 * what was read, three times at most. What was read is never lost to a failure in between.
 *
 * @throws what Get SEL Info is refused with
 *
 * @example
 * ```ts
 * const { entries } = yield* readSel({ since: { recordId: 0x1f4, timestamp: 1_700_000_000 } });
 * for (const { record } of entries) show(record);
 * ```
 */
export function* readSel(options: ReadSelOptions = {}): Procedure<ReadSelResult> {
  const info = yield* call(getSelInfo, undefined, options.call);
  const entries: SelEntry[] = [];
  const tolerated: Tolerated[] = [];
  const result = (ended: SelEnd, continued: boolean, failure?: unknown): ReadSelResult => {
    if (ended === "end" && !continued && entries.length !== info.entries) {
      tolerated.push(tolerance("entries", 1, `says ${info.entries}, and there are ${entries.length}`));
    }
    return {
      info,
      entries,
      continued,
      ended,
      ...(failure === undefined ? {} : { failure }),
      ...(tolerated.length === 0 ? {} : { tolerated }),
    };
  };
  const { limit = Number.POSITIVE_INFINITY } = options;
  if (info.entries === 0) return result("end", false);
  const known = options.since === undefined ? undefined : yield* findPosition(options.since, options.call);
  const continued = known !== undefined;
  const seen = new Set<number>();
  let next = known?.nextRecordId ?? firstRecordId;
  let restarts = 0;
  while (next !== noMoreRecords) {
    if (entries.length >= limit) return result("limit", continued);
    if (seen.has(next)) {
      tolerated.push(tolerance("nextRecordId", 0, `leads back to record ${hex(next)}; reading ended there`));
      return result("loop", continued);
    }
    let answer: SelBytes;
    try {
      answer = yield* readSelBytes(next, options.call);
    } catch (error) {
      if (!isGone(error)) return result("failed", continued, error);
      if (yield* wasCleared(info, options.call)) return result("cleared", continued, error);
      if (++restarts > maxRestarts || next === firstRecordId) return result("failed", continued, error);
      const resumed = yield* skipSeen(seen, options.call);
      if (resumed === undefined) return result("failed", continued, error);
      next = resumed;
      continue;
    }
    seen.add(take(next, answer, entries, tolerated));
    yield* progress({ read: entries.length, entries: info.entries } satisfies ReadSelProgress);
    next = answer.nextRecordId;
    // Some controllers say 0 at the end.
    if (next === firstRecordId) break;
  }
  return result("end", continued);
}

const firstRecordId = 0x0000;
const noMoreRecords = 0xffff;
const maxRestarts = 3;

/** Takes an answer in, says what is odd about it, and returns the ID that the record goes by. */
function take(asked: number, answer: SelBytes, entries: SelEntry[], tolerated: Tolerated[]): number {
  let read: ReadSelRecord;
  try {
    read = readSelRecord(answer.recordData);
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    tolerated.push(tolerance("record", 2, `record ${hex(asked)} is too short to tell its type, and left out`));
    return asked;
  }
  const { recordId } = read.record;
  entries.push({ ...read, bytes: answer.recordData });
  if (asked === firstRecordId) return recordId;
  if (recordId !== asked) {
    tolerated.push(tolerance("recordId", 2, `record ${hex(asked)} says that it is ${hex(recordId)}`));
  }
  return asked;
}

/** The record that reading goes on after, where it is still the same. */
function* findPosition(position: SelPosition, options?: CallOptions): Procedure<SelBytes | undefined> {
  try {
    const answer = yield* readSelBytes(position.recordId, options);
    const { record } = readSelRecord(answer.recordData);
    const timestamp = record.kind === "oem" ? undefined : record.timestamp;
    if (record.recordId !== position.recordId) return undefined;
    return position.timestamp === undefined || position.timestamp === timestamp ? answer : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** From the front to the first record that was not read; `undefined` where there is no way there. */
function* skipSeen(seen: ReadonlySet<number>, options?: CallOptions): Procedure<number | undefined> {
  const passed = new Set<number>();
  let next = firstRecordId;
  while (next !== noMoreRecords && !passed.has(next)) {
    passed.add(next);
    const answer = yield* lookAt(next, options);
    if (answer === undefined) return undefined;
    const recordId = next === firstRecordId ? answer.recordId : next;
    if (!seen.has(recordId)) return recordId;
    next = answer.nextRecordId;
  }
  return noMoreRecords;
}

function* lookAt(
  recordId: number,
  options?: CallOptions,
): Procedure<{ readonly recordId: number; readonly nextRecordId: number } | undefined> {
  try {
    const { nextRecordId, recordData } = yield* readSelBytes(recordId, options);
    return { nextRecordId, recordId: readSelRecord(recordData).record.recordId };
  } catch (error) {
    if (error instanceof RefusalError || error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

function* wasCleared(before: GetSelInfoResponse, options?: CallOptions): Procedure<boolean> {
  try {
    const now = yield* call(getSelInfo, undefined, options);
    return now.entries === 0 || (now.mostRecentErase !== before.mostRecentErase && now.entries < before.entries / 2);
  } catch (error) {
    return isRefusal(error, eraseInProgress);
  }
}

/** "Cannot execute command, SEL erase in progress" (IPMI v2.0 §31.5). */
const eraseInProgress = 0x81;

function isGone(error: unknown): boolean {
  return (
    isRefusal(error, CompletionCode.notPresent) ||
    isRefusal(error, CompletionCode.parameterOutOfRange) ||
    isRefusal(error, eraseInProgress)
  );
}

function isRefusal(error: unknown, completionCode: number): boolean {
  return error instanceof RefusalError && error.completionCode === completionCode;
}

function tolerance(field: string, offset: number, problem: string): Tolerated {
  return { field, offset, problem };
}

function hex(recordId: number): string {
  return `${recordId.toString(16).padStart(4, "0")}h`;
}

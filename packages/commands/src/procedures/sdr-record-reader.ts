/** One SDR after another, whole where the managed system can, else in pieces (IPMI v2.0 §33.12). */
import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { type CallOptions, CompletionCode, call, type Procedure, wait } from "@ruipmi/core/wire";
import { getDeviceSdr } from "../sdr/get-device-sdr.ts";
import { getSdr } from "../sdr/get-sdr.ts";
import { type ReadSdrResponse, wholeSdr } from "../sdr/record-reading.ts";
import { sdrHeaderLength } from "../sdr/records/record-header.ts";
import { reserveDeviceSdrRepository } from "../sdr/reserve-device-sdr-repository.ts";
import { reserveSdrRepository } from "../sdr/reserve-sdr-repository.ts";
import type { SdrSource } from "../sdr/sdr-cache.ts";

/** What reading goes on with from record to record. */
export interface SdrReaderState {
  /** Where the records come from. */
  readonly source: SdrSource;
  /** How each command is sent. */
  readonly call: CallOptions | undefined;
  /** The reservation held; `undefined` while none is. */
  reservationId: number | undefined;
  /** Whether a whole record has been refused: from then on it is pieces. */
  inPieces: boolean;
  /** Bytes of a piece, at least 1; fewer after each refusal. */
  pieceLength: number;
}

/** Tries to get one record through when its reservation keeps being lost. */
const maxReservations = 8;

/** Tries of one command while the managed system is busy, and milliseconds between them. */
const maxBusyTries = 5;
const busyWait = 100;

/** A piece that no managed system refuses for its length. */
const leastPieceLength = 1;

/**
 * Reads one record. Where the reservation is lost, begins this record anew with another, since it may have changed.
 *
 * @throws what made it fail; `RefusalError` C5h where the reservation is lost each time
 */
export function* readSdrBytes(state: SdrReaderState, recordId: number): Procedure<ReadSdrResponse> {
  for (let reservations = 1; ; reservations++) {
    try {
      return state.inPieces ? yield* readInPieces(state, recordId) : yield* readWhole(state, recordId);
    } catch (error) {
      if (!isRefusal(error, CompletionCode.reservationCanceled) || reservations === maxReservations) throw error;
      state.reservationId = undefined;
    }
  }
}

/** The whole record in one response; the rest in pieces where the response breaks off. */
function* readWhole(state: SdrReaderState, recordId: number): Procedure<ReadSdrResponse> {
  try {
    const response = yield* read(state, recordId, 0, wholeSdr);
    if (response.data.length < sdrHeaderLength) return yield* readInPieces(state, recordId);
    const total = sdrHeaderLength + response.data[sdrHeaderLength - 1]!;
    return response.data.length >= total ? response : yield* readRest(state, recordId, response, total);
  } catch (error) {
    if (!asksForLess(error)) throw error;
    state.inPieces = true;
    return yield* readInPieces(state, recordId);
  }
}

function* readInPieces(state: SdrReaderState, recordId: number): Procedure<ReadSdrResponse> {
  const header = yield* read(state, recordId, 0, sdrHeaderLength);
  // What is shorter than a header says nothing of its length.
  if (header.data.length < sdrHeaderLength) return header;
  const start = { ...header, data: header.data.subarray(0, sdrHeaderLength) };
  return yield* readRest(state, recordId, start, sdrHeaderLength + start.data[sdrHeaderLength - 1]!);
}

/** What is missing of a record; where the managed system has no more, the record is as short as that. */
function* readRest(
  state: SdrReaderState,
  recordId: number,
  start: ReadSdrResponse,
  total: number,
): Procedure<ReadSdrResponse> {
  const data = new Uint8Array(total);
  data.set(start.data);
  let length = start.data.length;
  while (length < total) {
    const wanted = Math.min(total - length, state.pieceLength);
    try {
      // The offset is a byte: the last bytes of a record beyond it cannot be asked for (IPMI v2.0 §33.12).
      if (length > 0xff) break;
      const piece = (yield* read(state, recordId, length, wanted)).data.subarray(0, total - length);
      if (piece.length === 0) break;
      data.set(piece, length);
      length += piece.length;
    } catch (error) {
      if (asksForLess(error) && wanted > leastPieceLength) state.pieceLength = wanted >>> 1;
      else if (isRefusal(error, CompletionCode.parameterOutOfRange)) break;
      else throw error;
    }
  }
  return { nextRecordId: start.nextRecordId, data: data.subarray(0, length) };
}

/** One Get SDR or Get Device SDR, with a reservation from the first piece on that needs one (IPMI v2.0 §33.12). */
function* read(
  state: SdrReaderState,
  recordId: number,
  offset: number,
  bytesToRead: number,
): Procedure<ReadSdrResponse> {
  const { source, call: options } = state;
  state.reservationId ??= yield* reserve(source, options);
  const request = { reservationId: state.reservationId, recordId, offset, bytesToRead };
  for (let tries = 1; ; tries++) {
    try {
      return yield* call(source === "repository" ? getSdr : getDeviceSdr, request, options);
    } catch (error) {
      if (!isRefusal(error, CompletionCode.nodeBusy) || tries === maxBusyTries) throw error;
      yield* wait(busyWait);
    }
  }
}

/** A reservation; 0 from a controller that has none to give, which reads without (IPMI v2.0 §33.11). */
function* reserve(source: SdrSource, options: CallOptions | undefined): Procedure<number> {
  try {
    const command = source === "repository" ? reserveSdrRepository : reserveDeviceSdrRepository;
    return (yield* call(command, undefined, options)).reservationId;
  } catch (error) {
    if (isRefusal(error, CompletionCode.invalidCommand)) return 0;
    throw error;
  }
}

/** Whether fewer bytes may be had: CAh as the specification says, and what others say instead. */
function asksForLess(error: unknown): boolean {
  if (error instanceof MalformedMessageError) return true;
  return isRefusal(
    error,
    CompletionCode.cannotReturnRequestedBytes,
    CompletionCode.requestDataFieldLengthLimitExceeded,
    CompletionCode.requestDataLengthInvalid,
    CompletionCode.invalidDataField,
    CompletionCode.unspecifiedError,
  );
}

/** Whether it is a refusal with one of these completion codes. */
export function isRefusal(error: unknown, ...codes: readonly number[]): error is RefusalError {
  return error instanceof RefusalError && codes.includes(error.completionCode ?? -1);
}

/**
 * Both bodies of Get SDR and Get Device SDR (IPMI v2.0 §33.12, §35.3):
 *
 * | byte | request                                       | response                                |
 * |------|-----------------------------------------------|-----------------------------------------|
 * | 0:1  | reservation ID; 0 is enough with offset 0     | record ID of the next; FFFFh: no more   |
 * | 2:3  | record ID; 0 the first, FFFFh the last        | bytes of the record (2…)                |
 * | 4    | offset into the record                        |                                         |
 * | 5    | how many bytes; FFh: the whole record         |                                         |
 */
import type { Codec } from "@ruipmi/core/wire";
import { type ReadRecordRequest, readRecordRequest } from "../formats/record-access.ts";

/** Asks for the whole record. */
export const wholeSdr = 0xff;

/** The record ID of the first record. */
export const firstSdrRecordId = 0x0000;

/** The record ID of the last record; as the next one, that there is none. */
export const lastSdrRecordId = 0xffff;

/** Asks for a record or a piece of it: {@link firstSdrRecordId}, {@link lastSdrRecordId}, {@link wholeSdr} will do. */
export type ReadSdrRequest = ReadRecordRequest;

/** A record or a piece of it. */
export interface ReadSdrResponse {
  /** The record after this one; {@link lastSdrRecordId} after the last. */
  readonly nextRecordId: number;
  /** Bytes of the record from the offset asked for. */
  readonly data: Uint8Array;
}

/** The request's body. */
export const readSdrRequest: Codec<ReadSdrRequest> = readRecordRequest;

/** The response's body. */
export const readSdrResponse: Codec<ReadSdrResponse, unknown> = {
  encode(value, writer) {
    writer.u16(value.nextRecordId).bytes(value.data);
  },
  decode(reader) {
    return { nextRecordId: reader.u16("nextRecordId"), data: reader.rest() };
  },
};

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

/** Asks for the whole record. */
export const wholeSdr = 0xff;

/** The record ID of the first record. */
export const firstSdrRecordId = 0x0000;

/** The record ID of the last record; as the next one, that there is none. */
export const lastSdrRecordId = 0xffff;

/** Asks for a record or a piece of it. */
export interface ReadSdrRequest {
  /** A reservation; 0 is enough with offset 0. */
  readonly reservationId: number;
  /** Which; {@link firstSdrRecordId} and {@link lastSdrRecordId} will do. */
  readonly recordId: number;
  /** Where to begin in the record, header included, 0–255. */
  readonly offset: number;
  /** How many bytes, 0–254, or {@link wholeSdr}. */
  readonly bytesToRead: number;
}

/** A record or a piece of it. */
export interface ReadSdrResponse {
  /** The record after this one; {@link lastSdrRecordId} after the last. */
  readonly nextRecordId: number;
  /** Bytes of the record from the offset asked for. */
  readonly data: Uint8Array;
}

/** The request's body. */
export const readSdrRequest: Codec<ReadSdrRequest> = {
  encode(value, writer) {
    writer.u16(value.reservationId).u16(value.recordId).u8(value.offset).u8(value.bytesToRead);
  },
  decode(reader) {
    return {
      reservationId: reader.u16("reservationId"),
      recordId: reader.u16("recordId"),
      offset: reader.u8("offset"),
      bytesToRead: reader.u8("bytesToRead"),
    };
  },
};

/** The response's body. */
export const readSdrResponse: Codec<ReadSdrResponse, unknown> = {
  encode(value, writer) {
    writer.u16(value.nextRecordId).bytes(value.data);
  },
  decode(reader) {
    return { nextRecordId: reader.u16("nextRecordId"), data: reader.rest() };
  },
};

/**
 * What the SDR repository's and the SEL's commands have in common (IPMI v2.0 §31.5, §31.7, §33.12, §33.14, §35.3):
 *
 * | byte | reading a record                           | adding a part of one                                    |
 * |------|--------------------------------------------|---------------------------------------------------------|
 * | 0:1  | reservation ID; 0 is enough with offset 0  | reservation ID; 0 is enough for the first part          |
 * | 2:3  | record ID; 0000h: first, FFFFh: last       | record ID; 0000h: a new record                          |
 * | 4    | offset into the record                     | offset into the record                                  |
 * | 5    | bytes to read; FFh: the whole record       | 3:0: 0h more follows, 1h the last part                  |
 * | 6:   |                                            | data                                                    |
 */
import type { Codec } from "@ruipmi/core/wire";

/** Asks for a record or a piece of it. */
export interface ReadRecordRequest {
  /** A reservation; 0 is enough with offset 0. */
  readonly reservationId: number;
  /** Which: 0000h the first, FFFFh the last. */
  readonly recordId: number;
  /** Where to begin in the record, header included, 0–255. */
  readonly offset: number;
  /** How many bytes, 0–254; FFh: the whole record. */
  readonly bytesToRead: number;
}

/** The body of Get SDR, Get Device SDR and Get SEL Entry. */
export const readRecordRequest: Codec<ReadRecordRequest> = {
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

/** Writes a part of a record. */
export interface PartialAddRequest {
  /** A reservation; 0 is enough for the first part. */
  readonly reservationId: number;
  /** 0 with the first part; afterwards what the managed system gave it. */
  readonly recordId: number;
  /** Where the part begins in the record, 0–255. */
  readonly offset: number;
  /** Whether this is the last part. */
  readonly isLast: boolean;
  /** The part. */
  readonly recordData: Uint8Array;
}

/** The body of Partial Add SDR and Partial Add SEL Entry. */
export const partialAddRequest: Codec<PartialAddRequest> = {
  encode(value, writer) {
    writer.u16(value.reservationId).u16(value.recordId).u8(value.offset);
    writer.u8(value.isLast ? 1 : 0).bytes(value.recordData);
  },
  decode(reader) {
    return {
      reservationId: reader.u16("reservationId"),
      recordId: reader.u16("recordId"),
      offset: reader.u8("offset"),
      isLast: (reader.u8("inProgress") & 0x0f) === 1,
      recordData: reader.rest(),
    };
  },
};

/** What both may be refused with (IPMI v2.0 §31.7, §33.14). */
export const lengthMismatch: Readonly<Record<number, string>> = {
  128: "Record rejected due to mismatch between record length in header data and number of bytes written",
};

/** Names a record. */
export interface RecordIdBody {
  /** 0001h–FFFEh. */
  readonly recordId: number;
}

/** Two bytes: a record's ID, of the record that was added or is gone. */
export const recordIdBody: Codec<RecordIdBody, unknown> = {
  encode(value, writer) {
    writer.u16(value.recordId);
  },
  decode(reader) {
    return { recordId: reader.u16("recordId") };
  },
};

/** Asks for a record to be deleted. */
export interface DeleteRecordRequest {
  /** A reservation; 0 where there are none. */
  readonly reservationId: number;
  /** Which: 0000h the first, FFFFh the last. */
  readonly recordId: number;
}

/** The body of Delete SDR and Delete SEL Entry: reservation ID, record ID. */
export const deleteRecordRequest: Codec<DeleteRecordRequest> = {
  encode(value, writer) {
    writer.u16(value.reservationId).u16(value.recordId);
  },
  decode(reader) {
    return { reservationId: reader.u16("reservationId"), recordId: reader.u16("recordId") };
  },
};

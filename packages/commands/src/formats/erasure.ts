/**
 * Both bodies of Clear SEL and Clear SDR Repository (IPMI v2.0 §31.9, §33.16):
 *
 * | byte | request                                 | response                                          |
 * |------|-----------------------------------------|---------------------------------------------------|
 * | 0:1  | reservation ID                          | byte 0: 3:0: 0h erasure in progress, 1h completed |
 * | 2:4  | 'C', 'L', 'R'                           |                                                   |
 * | 5    | AAh: erase; 00h: how far the erasure is |                                                   |
 */
import type { Codec } from "@ruipmi/core/wire";

/** Asks for all records to be erased, or how far that is. */
export interface EraseRequest {
  /** A reservation; 0 where there are none. */
  readonly reservationId: number;
  /** Whether the letters `CLR` are there, without which nothing is done. */
  readonly confirmed: boolean;
  /** AAh: erase; 00h: say how far the erasure is; others are reserved. */
  readonly action: number;
}

/** The request's body. */
export const eraseRequest: Codec<EraseRequest> = {
  encode(value, writer) {
    writer
      .u16(value.reservationId)
      .u24(value.confirmed ? lettersClr : 0)
      .u8(value.action);
  },
  decode(reader) {
    return {
      reservationId: reader.u16("reservationId"),
      confirmed: reader.u24("CLR") === lettersClr,
      action: reader.u8("action"),
    };
  },
};

/** How far it is. */
export interface EraseResponse {
  /** 0: under way; 1: over; 2–15 are reserved. */
  readonly erasureProgress: number;
}

/** The response's body. */
export const eraseResponse: Codec<EraseResponse, unknown> = {
  encode(value, writer) {
    writer.u8(value.erasureProgress & 0x0f);
  },
  decode(reader) {
    return { erasureProgress: reader.u8("erasureProgress") & 0x0f };
  },
};

/** 'C', 'L', 'R', the first in the lowest byte. */
const lettersClr = 0x52_4c_43;

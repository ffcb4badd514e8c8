/**
 * Clear SEL, 0Ah/47h (IPMI v2.0 §31.9):
 *
 * | byte | request                               | response                                          |
 * |------|---------------------------------------|---------------------------------------------------|
 * | 0:1  | reservation ID                        | byte 0: 3:0: 0h erasure in progress, 1h completed |
 * | 2:4  | 'C', 'L', 'R'                         |                                                   |
 * | 5    | AAh: erase; 00h: how far the erasure is |                                                 |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** What Clear SEL can do (IPMI v2.0 §31.9). */
export const ClearSelAction = {
  /** Say how far the erasure is. */
  getErasureStatus: 0x00,
  /** Erase. */
  initiateErase: 0xaa,
} as const;

/** One of {@link ClearSelAction}. */
export type ClearSelAction = (typeof ClearSelAction)[keyof typeof ClearSelAction];

/** Asks for all records to be erased, or how far that is. */
export interface ClearSelRequest {
  /** From Reserve SEL; 0 where that is not supported. */
  readonly reservationId: number;
  /** Whether the letters `CLR` are there, without which nothing is done. */
  readonly confirmed: boolean;
  /** One of {@link ClearSelAction}; others are reserved. */
  readonly action: number;
}

/** How far the erasure is (IPMI v2.0 §31.9). */
export const ErasureProgress = {
  /** Under way. */
  inProgress: 0,
  /** Over. */
  completed: 1,
} as const;

/** One of {@link ErasureProgress}. */
export type ErasureProgress = (typeof ErasureProgress)[keyof typeof ErasureProgress];

/** How far it is. */
export interface ClearSelResponse {
  /** One of {@link ErasureProgress}; 2–15 are reserved. */
  readonly erasureProgress: number;
}

/** Clear SEL: needs OPERATOR. The reservation is void once it has begun. */
export const clearSel: Command<ClearSelRequest, ClearSelResponse> = {
  name: "Clear SEL",
  netFn: NetFn.storage,
  cmd: 0x47,
  request: {
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
  },
  response: {
    encode(value, writer) {
      writer.u8(value.erasureProgress & 0x0f);
    },
    decode(reader) {
      return { erasureProgress: reader.u8("erasureProgress") & 0x0f };
    },
  },
};

/** 'C', 'L', 'R', the first in the lowest byte. */
const lettersClr = 0x52_4c_43;

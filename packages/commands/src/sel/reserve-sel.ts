/**
 * Reserve SEL, 0Ah/42h (IPMI v2.0 §31.4). The request is empty.
 *
 * | byte | response       |
 * |------|----------------|
 * | 0:1  | reservation ID |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { eraseInProgress } from "./completion-codes.ts";

/** A reservation: good until somebody else reserves, or a record is deleted or the log cleared. */
export interface ReserveSelResponse {
  /** 0001h–FFFFh. */
  readonly reservationId: number;
}

/** Reserve SEL: any user may. */
export const reserveSel: Command<void, ReserveSelResponse> = {
  name: "Reserve SEL",
  netFn: NetFn.storage,
  cmd: 0x42,
  section: "IPMI v2.0 §31.4",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer.u16(value.reservationId);
    },
    decode(reader) {
      return { reservationId: reader.u16("reservationId") };
    },
  },
  completionCodes: eraseInProgress,
};

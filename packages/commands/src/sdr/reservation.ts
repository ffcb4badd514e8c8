import type { Codec } from "@ruipmi/core/wire";

/** A reservation of a repository. */
export interface SdrReservation {
  /** Given by a Reserve command; 0 where a command needs none. It ends with the next Reserve and with every change. */
  readonly reservationId: number;
}

/** Two bytes: the reservation ID. */
export const sdrReservation: Codec<SdrReservation, unknown> = {
  encode(value, writer) {
    writer.u16(value.reservationId);
  },
  decode(reader) {
    return { reservationId: reader.u16("reservationId") };
  },
};

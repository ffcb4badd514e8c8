import { reserveSdrRepository, type SdrReservation } from "@ruipmi/commands";
import type { BuiltInHandler } from "../handler.ts";

/** Reserve SDR Repository (IPMI v2.0 §33.11): the reservation before ends; 0 is never given. */
export const reserveSdrRepositoryHandler: BuiltInHandler<void, SdrReservation> = {
  command: reserveSdrRepository,
  handler: (_request, { device: { sdr } }) => {
    const reservationId = (sdr.lastReservationId % 0xffff) + 1;
    sdr.reservationId = reservationId;
    sdr.lastReservationId = reservationId;
    return { reservationId };
  },
};

/** Reserve SDR Repository, 0Ah/22h (IPMI v2.0 §33.11). The request is empty, the response the reservation ID. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type SdrReservation, sdrReservation } from "./reservation.ts";

/** Reserve SDR Repository: ends an earlier reservation, whoever had it. */
export const reserveSdrRepository: Command<void, SdrReservation> = {
  name: "Reserve SDR Repository",
  netFn: NetFn.storage,
  cmd: 0x22,
  section: "IPMI v2.0 §33.11",
  request: emptyBody,
  response: sdrReservation,
};
